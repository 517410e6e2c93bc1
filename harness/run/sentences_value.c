/* SPDX-License-Identifier: Apache-2.0 */
#include "run/sentences_value.h"

#include <string.h>

#include "model/tables.h"
#include "trace/address.h"

#define STATUS_BITS 63u /* below the address of a descriptor in a completion word */
#define CODE_BITS 7u

/* Small numbers are counts, large ones addresses, flags or codes. */
static void
put_number(struct ndc_writer *writer, uint64_t number)
{
    if (number < 65536)
        ndc_text_number(&writer->text, number);
    else
        ndc_text_hex(&writer->text, number);
}

static void
put_data(struct ndc_writer *writer, uint64_t state)
{
    static const char *const words[] = {"untouched", "whole", "partly there", "wrong"};

    ndc_text_put(&writer->text, state <= NDC_DATA_WRONG ? words[state] : "unknown");
}

static void
put_cpu(struct ndc_writer *writer, uint64_t cpu)
{
    if (cpu == NDC_AIM_NOWHERE) {
        ndc_text_put(&writer->text, "nobody");
        return;
    }
    ndc_text_put(&writer->text, "CPU ");
    ndc_text_number(&writer->text, cpu);
}

static void
put_version(struct ndc_writer *writer, uint64_t version)
{
    ndc_text_number(&writer->text, version >> 16);
    ndc_text_put(&writer->text, ".");
    ndc_text_number(&writer->text, version & 0xFFFF);
}

/* "AllocateChannel, StartDma": a set of routines. */
static void
put_routines(struct ndc_writer *writer, uint64_t set)
{
    const char *between = "";

    for (unsigned i = 0; i < NDC_ROUTINES; i++) {
        if ((set >> i & 1) == 0)
            continue;
        ndc_text_put(&writer->text, between);
        ndc_text_put(&writer->text, ndc_phrase_routine(i));
        between = ", ";
    }
}

/* "TransferSize, NextDescriptor": a set of the fields of a descriptor, as ALTERED tells them. */
static void
put_fields(struct ndc_writer *writer, uint64_t set)
{
    static const char *const fields[] = {"TransferSize",       "ControlFlags",   "SourceAddress",
                                         "DestinationAddress", "NextDescriptor", "Reserved1",
                                         "Reserved2",          "UserContext1",   "UserContext2"};
    const char *between = "";

    for (unsigned i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if ((set >> i & 1) == 0)
            continue;
        ndc_text_put(&writer->text, between);
        ndc_text_put(&writer->text, fields[i]);
        between = ", ";
    }
}

/* The event of the finding; false when there is no trace to look into. */
static bool
scene_of(const struct ndc_writer *writer, struct ndc_scene_at *at)
{
    *at = (struct ndc_scene_at){writer->setting->events, writer->setting->count,
                                writer->finding->event};
    return at->events != NULL && at->index < at->count;
}

/* "A2 at 0x140004CC0", "0x140004CC0 (memory behind descriptor A2)". */
static void
put_place(struct ndc_writer *writer, const struct ndc_scene_at *at, uint64_t address)
{
    char storage[100];
    struct ndc_text place = ndc_text_make(storage, sizeof storage);
    bool known = ndc_address_phrase(&place, &writer->names, at, address);

    if (known && ndc_address_thing(at, address) != NDC_OBJECT_NOTHING) {
        ndc_text_put(&writer->text, storage);
        ndc_text_put(&writer->text, " at ");
        ndc_text_hex(&writer->text, address);
        return;
    }
    ndc_text_hex(&writer->text, address);
    if (!known)
        return;
    ndc_text_put(&writer->text, " (");
    ndc_text_put(&writer->text, storage);
    ndc_text_put(&writer->text, ")");
}

/* A completion word: "A2|Idle (0x140004CC1)". */
static bool
put_word(struct ndc_writer *writer, const struct ndc_scene_at *at, uint64_t value)
{
    uint64_t code = value & STATUS_BITS;
    ndc_object descriptor;

    if (code == 0 || code > CODE_BITS || !ndc_address_descriptor(at, value - code, &descriptor))
        return false;
    ndc_phrase_object(&writer->text, &writer->names, descriptor);
    ndc_text_put(&writer->text, "|");
    ndc_text_put(&writer->text, ndc_phrase_code(code));
    ndc_text_put(&writer->text, " (");
    ndc_text_hex(&writer->text, value);
    ndc_text_put(&writer->text, ")");
    return true;
}

/* Bits and codes stay numbers; an address is told by what lives there. */
static void
put_hex(struct ndc_writer *writer, uint64_t value)
{
    struct ndc_scene_at at;
    uint64_t own;
    ndc_object thing;

    if (!scene_of(writer, &at))
        ndc_text_hex(&writer->text, value);
    else if (ndc_address_of_event(&at.events[at.index], &own, &thing) && own == value)
        put_place(writer, &at, value);
    else if (value <= UINT32_MAX)
        ndc_text_hex(&writer->text, value);
    else if (!put_word(writer, &at, value))
        put_place(writer, &at, value);
}

void
ndc_writer_object(struct ndc_writer *writer, ndc_object object)
{
    enum ndc_object_kind kind = ndc_object_kind(object);
    bool nameless = kind == NDC_OBJECT_NONE || kind == NDC_OBJECT_GUARD || kind == NDC_OBJECT_SLOT;
    struct ndc_scene_at at;
    uint64_t own;
    ndc_object thing;

    if (nameless && scene_of(writer, &at) &&
        ndc_address_of_event(&at.events[at.index], &own, &thing) && thing == object)
        put_place(writer, &at, own);
    else
        ndc_phrase_object(&writer->text, &writer->names, object);
}

void
ndc_writer_value(struct ndc_writer *writer, uint64_t value, const char *how)
{
    if (strcmp(how, "object") == 0)
        ndc_writer_object(writer, value);
    else if (strcmp(how, "routine") == 0)
        ndc_text_put(&writer->text, ndc_phrase_routine(value));
    else if (strcmp(how, "routines") == 0)
        put_routines(writer, value);
    else if (strcmp(how, "fields") == 0)
        put_fields(writer, value);
    else if (strcmp(how, "status") == 0)
        ndc_phrase_status(&writer->text, (uint32_t)value);
    else if (strcmp(how, "state") == 0)
        ndc_text_put(&writer->text, ndc_phrase_code(value));
    else if (strcmp(how, "data") == 0)
        put_data(writer, value);
    else if (strcmp(how, "cpu") == 0)
        put_cpu(writer, value);
    else if (strcmp(how, "version") == 0)
        put_version(writer, value);
    else if (strcmp(how, "reading") == 0)
        ndc_text_put(&writer->text, ndc_readings[value < ndc_reading_count ? value : 0].says);
    else if (strcmp(how, "hex") == 0)
        put_hex(writer, value);
    else
        put_number(writer, value);
}
