/* SPDX-License-Identifier: Apache-2.0 */
/* Names of things; the events themselves are in words_event.c. */
#include "trace/words.h"

#include <string.h>

struct named_status {
    uint32_t value;
    const char *name;
};

static const struct named_status statuses[] = {
    {0x00000000u, "SUCCESS"},
    {0x00000103u, "PENDING"},
    {0xC0000001u, "UNSUCCESSFUL"},
    {0xC0000002u, "NOT_IMPLEMENTED"},
    {0xC000000Du, "INVALID_PARAMETER"},
    {0xC0000010u, "INVALID_DEVICE_REQUEST"},
    {0xC0000023u, "BUFFER_TOO_SMALL"},
    {0xC0000059u, "REVISION_MISMATCH"},
    {0xC000009Au, "INSUFFICIENT_RESOURCES"},
    {0xC00000A3u, "DEVICE_NOT_READY"},
    {0xC00000BBu, "NOT_SUPPORTED"},
    {0xC0000184u, "INVALID_DEVICE_STATE"},
    {0xC0000365u, "FAILED_DRIVER_ENTRY"},
    {0xC000000Eu, "NO_SUCH_DEVICE"},
};

const char *
ndc_phrase_routine(uint64_t routine)
{
    static const char *const names[NDC_ROUTINES] = {
        "SetChannelAffinity", "AllocateChannel", "FreeChannel", "StartDma",     "SuspendDma",
        "ResumeDma",          "AbortDma",        "AppendDma",   "ResetChannel",
    };

    return routine < NDC_ROUTINES ? names[routine] : "an unknown routine";
}

const char *
ndc_phrase_code(uint64_t code)
{
    static const char *const names[8] = {"Active", "Idle",       "Suspended",  "Halted",
                                         "Armed",  "Reserved 5", "Reserved 6", "Reserved 7"};

    return names[code & 7];
}

const char *
ndc_phrase_ntstatus(uint32_t status)
{
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (statuses[i].value == status)
            return statuses[i].name;
    return NULL;
}

void
ndc_phrase_status(struct ndc_text *text, uint32_t status)
{
    const char *name = ndc_phrase_ntstatus(status);

    if (name != NULL)
        ndc_text_put(text, name);
    else
        ndc_text_hex(text, status);
}

void
ndc_phrase_channel(struct ndc_text *text, const struct ndc_lane_names *names, unsigned channel)
{
    if (ndc_channel_is_none(channel)) {
        ndc_text_put(text, "no channel");
    } else if (names->channel != NULL) {
        ndc_text_put(text, names->channel(names->context, channel));
    } else {
        ndc_text_put(text, "c");
        ndc_text_number(text, channel);
    }
}

static void
put_transfer(struct ndc_text *text, const struct ndc_lane_names *names, uint32_t transfer)
{
    if (names->transfer != NULL) {
        ndc_text_put(text, names->transfer(names->context, transfer));
    } else {
        ndc_text_put(text, "D");
        ndc_text_number(text, transfer);
    }
}

/* Words before the name of each kind of thing; a second word table holds those without a name. */
static const char *const kind_words[NDC_OBJECT_KINDS] = {
    [NDC_OBJECT_NONE] = "no descriptor",
    [NDC_OBJECT_DESCRIPTOR] = "",
    [NDC_OBJECT_SLOT] = "an unused descriptor slot",
    [NDC_OBJECT_SOURCE] = "source of ",
    [NDC_OBJECT_TARGET] = "target of ",
    [NDC_OBJECT_WORD] = "completion word of ",
    [NDC_OBJECT_GUARD] = "memory that holds nothing",
    [NDC_OBJECT_POOL] = "driver memory ",
    [NDC_OBJECT_CLIENT] = "NetDMA's memory",
};

void
ndc_phrase_object(struct ndc_text *text, const struct ndc_lane_names *names, ndc_object object)
{
    enum ndc_object_kind kind = ndc_object_kind(object);

    ndc_text_put(text, kind < NDC_OBJECT_KINDS ? kind_words[kind] : "an unknown thing");
    switch (kind) {
    case NDC_OBJECT_DESCRIPTOR:
    case NDC_OBJECT_SOURCE:
    case NDC_OBJECT_TARGET:
        put_transfer(text, names, ndc_object_index(object));
        break;
    case NDC_OBJECT_WORD:
        ndc_phrase_channel(text, names, ndc_object_index(object));
        break;
    case NDC_OBJECT_POOL:
        ndc_text_number(text, ndc_object_index(object));
        break;
    default:
        break;
    }
    if (ndc_object_dead(object))
        ndc_text_put(text, " (gone)");
}
