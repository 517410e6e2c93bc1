/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/picture_seen.h"

#include "cli/misuse_words.h"
#include "trace/address.h"

#define STATUS_CODE 7u

struct sight {
    struct ndc_text *text;
    const struct ndc_lane_names *names;
    const struct ndc_scene_at *at;
    const struct ndc_event *event;
};

static void
put(const struct sight *sight, const char *words)
{
    ndc_text_put(sight->text, words);
}

static void
put_object(const struct sight *sight, ndc_object object)
{
    ndc_phrase_object(sight->text, sight->names, object);
}

static void
put_channel(const struct sight *sight)
{
    ndc_phrase_channel(sight->text, sight->names, sight->event->channel);
}

/* "A2", "0x140004CC0: memory behind descriptor A2". */
static void
put_address(const struct sight *sight, uint64_t address)
{
    ndc_object thing = ndc_address_thing(sight->at, address);

    if (thing != NDC_OBJECT_NOTHING) {
        put_object(sight, thing);
        return;
    }
    ndc_text_hex(sight->text, address);
    put(sight, ": ");
    if (!ndc_address_phrase(sight->text, sight->names, sight->at, address))
        put(sight, "no descriptor");
}

static void
put_report(const struct sight *sight, const char *routine)
{
    put(sight, routine);
    put(sight, "(");
    if (sight->event->c == NDC_HANDLE_UNKNOWN)
        put(sight, "unknown handle");
    else
        put_channel(sight);
    if (sight->event->c == NDC_HANDLE_FREED)
        put(sight, ", freed");
    put(sight, ", ");
    put_address(sight, sight->event->a);
    put(sight, ")");
}

/* "StartDma(c0)" */
static void
put_call(const struct sight *sight)
{
    put(sight, ndc_phrase_routine(sight->event->a));
    if (ndc_channel_is_none(sight->event->channel))
        return;
    put(sight, "(");
    put_channel(sight);
    put(sight, ")");
}

static void
put_return(const struct sight *sight)
{
    put_call(sight);
    put(sight, " returned");
    if (sight->event->a == NDC_ROUTINE_FREE)
        return;
    put(sight, " ");
    ndc_phrase_status(sight->text, (uint32_t)sight->event->b);
}

static void
put_engine(const struct sight *sight, const char *did)
{
    put(sight, "the engine of ");
    put_channel(sight);
    put(sight, did);
}

static void
put_move(const struct sight *sight)
{
    put_engine(sight, " moved ");
    ndc_text_number(sight->text, (uint32_t)sight->event->d);
    put(sight, " bytes of ");
    put_object(sight, sight->event->a);
}

static void
put_status(const struct sight *sight)
{
    const struct ndc_event *event = sight->event;

    put_engine(sight, " wrote ");
    put_object(sight, event->d);
    put(sight, "|");
    put(sight, ndc_phrase_code(event->c & STATUS_CODE));
    if (ndc_object_kind(event->a) == NDC_OBJECT_WORD && !ndc_object_dead(event->a))
        return;
    put(sight, " to ");
    put_address(sight, event->b);
}

static void
put_word(const struct sight *sight)
{
    put(sight, sight->event->c == 0 ? "the completion word of "
                                    : "a CPU had written the completion word of ");
    put_channel(sight);
    put(sight, sight->event->c == 0 ? " read " : ", which read ");
    put_object(sight, sight->event->b);
    put(sight, "|");
    put(sight, ndc_phrase_code(sight->event->a & STATUS_CODE));
}

static bool
put_act(const struct sight *sight)
{
    switch (sight->event->kind) {
    case NDC_EVENT_ISR:
        put_report(sight, "NetDmaIsr");
        return true;
    case NDC_EVENT_DPC:
        put_report(sight, "NetDmaInterruptDpc");
        return true;
    case NDC_EVENT_CALL:
        put_call(sight);
        put(sight, " was called");
        return true;
    case NDC_EVENT_RETURN:
        put_return(sight);
        return true;
    case NDC_EVENT_REPORTED:
        put(sight, "SuspendDma(");
        put_channel(sight);
        put(sight, ") reported ");
        put_address(sight, sight->event->b);
        return true;
    case NDC_EVENT_WORD:
        put_word(sight);
        return true;
    case NDC_EVENT_MISUSE:
        ndc_misuse_words(sight->text, sight->event);
        return true;
    default:
        return false;
    }
}

static bool
put_work(const struct sight *sight)
{
    switch (sight->event->kind) {
    case NDC_EVENT_FETCH:
        put_engine(sight, " fetched ");
        put_address(sight, sight->event->b);
        return true;
    case NDC_EVENT_MOVE:
        put_move(sight);
        return true;
    case NDC_EVENT_DONE:
        put_engine(sight, " finished ");
        put_object(sight, sight->event->a);
        return true;
    case NDC_EVENT_STATUS:
        put_status(sight);
        return true;
    case NDC_EVENT_STATE:
        put_engine(sight, " became ");
        ndc_phrase_event(sight->text, sight->names, sight->at->events, sight->at->index);
        return true;
    case NDC_EVENT_RAISE:
        put_engine(sight, " raised its interrupt");
        return true;
    default:
        return false;
    }
}

void
ndc_picture_seen(struct ndc_text *text, const struct ndc_lane_names *names,
                 const struct ndc_case_result *result, uint32_t event)
{
    const struct ndc_scene_at at = {result->trace, result->trace_count, event};
    const struct sight sight = {text, names, &at, &result->trace[event]};

    if (sight.event->kind >= NDC_EVENT_KINDS || (!put_act(&sight) && !put_work(&sight)))
        ndc_phrase_event(text, names, result->trace, event);
}
