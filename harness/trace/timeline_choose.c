/* SPDX-License-Identifier: Apache-2.0 */
/* Which events matter to a failure. */
#include <string.h>

#include "trace/timeline.h"

#define LINES_ENOUGH 24u /* then what only surrounds the failure is left out */
#define LINES_FOR_GAPS 3u
#define REPEAT_LOOK_BACK 8u

/* How much an event matters: 0 always drawn .. 4 never drawn. */
enum weight { WEIGHT_CAUSE, WEIGHT_CALL, WEIGHT_THING, WEIGHT_AROUND, WEIGHT_NONE };

static uint32_t
last_event(const struct ndc_timeline *timeline)
{
    if (timeline->count == 0)
        return 0;
    return timeline->broken < timeline->count ? timeline->broken : timeline->count - 1;
}

/* A transfer is one thing: its descriptor, its source and its target. */
static bool
is_transfer(ndc_object object)
{
    enum ndc_object_kind kind = ndc_object_kind(object);

    return kind == NDC_OBJECT_DESCRIPTOR || kind == NDC_OBJECT_SOURCE || kind == NDC_OBJECT_TARGET;
}

static bool
is_about(ndc_object object, ndc_object about)
{
    if (about == NDC_OBJECT_NOTHING || object == NDC_OBJECT_NOTHING)
        return false;
    return (ndc_object_kind(object) == ndc_object_kind(about) ||
            (is_transfer(object) && is_transfer(about))) &&
           ndc_object_index(object) == ndc_object_index(about);
}

static bool
touches(const struct ndc_event *event, ndc_object about)
{
    const struct ndc_event_shape *shape = &ndc_event_shapes[event->kind];
    const uint64_t values[4] = {event->a, event->b, event->c, event->d};

    for (unsigned i = 0; i < 4; i++)
        if (shape->fields[i].type == NDC_FIELD_OBJ && is_about(values[i], about))
            return true;
    return false;
}

/* What a loop does. */
bool
ndc_timeline_repeats(const struct ndc_timeline *timeline, uint32_t index)
{
    const struct ndc_event *event = &timeline->events[index];
    bool looping = event->kind == NDC_EVENT_READ || event->kind == NDC_EVENT_MOVE ||
                   event->kind == NDC_EVENT_FAULT_FIRED;

    for (uint32_t back = 1; looping && back <= REPEAT_LOOK_BACK && back <= index; back++) {
        const struct ndc_event *before = &timeline->events[index - back];

        if (before->kind == event->kind && before->a == event->a &&
            (event->kind == NDC_EVENT_MOVE || before->b == event->b))
            return true;
    }
    return false;
}

/* Events that say little even when they touch the thing in question. */
static bool
is_noise(const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_FETCH:
    case NDC_EVENT_MOVE:
    case NDC_EVENT_READ:
    case NDC_EVENT_INTERRUPT_DONE:
    case NDC_EVENT_DPC_DONE:
    case NDC_EVENT_DPC_QUEUE:
        return true;
    default:
        return false;
    }
}

static enum weight
weight_of_kind(const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_CALL:
    case NDC_EVENT_RETURN:
    case NDC_EVENT_ISR:
    case NDC_EVENT_DPC:
    case NDC_EVENT_LIMIT:
    case NDC_EVENT_MISUSE:
    case NDC_EVENT_FAULT_FIRED:
        return WEIGHT_CALL;
    case NDC_EVENT_DONE:
    case NDC_EVENT_STATUS:
    case NDC_EVENT_RAISE:
    case NDC_EVENT_WIRE:
    case NDC_EVENT_INTERRUPT:
    case NDC_EVENT_STATE:
        return WEIGHT_THING;
    case NDC_EVENT_WRITE:
    case NDC_EVENT_DPC_RUN:
    case NDC_EVENT_ENTRY:
    case NDC_EVENT_ENTRY_DONE:
    case NDC_EVENT_IRP:
    case NDC_EVENT_IRP_DONE:
    case NDC_EVENT_REGISTER:
    case NDC_EVENT_REGISTERED:
    case NDC_EVENT_START_PROVIDER:
    case NDC_EVENT_STOP_PROVIDER:
    case NDC_EVENT_DEREGISTER:
        return WEIGHT_AROUND;
    default:
        return WEIGHT_NONE;
    }
}

static bool
is_elsewhere(const struct ndc_timeline *timeline, const struct ndc_event *event)
{
    unsigned channel = event->channel;
    bool access = event->kind == NDC_EVENT_READ || event->kind == NDC_EVENT_WRITE;

    if (access && timeline->names.register_channel != NULL)
        channel = timeline->names.register_channel(timeline->names.context, (uint32_t)event->a);
    return !ndc_channel_is_none(timeline->channel) && !ndc_channel_is_none(channel) &&
           channel != timeline->channel;
}

static enum weight
weigh(const struct ndc_timeline *timeline, uint32_t index)
{
    const struct ndc_event *event = &timeline->events[index];

    if (event->kind >= NDC_EVENT_KINDS)
        return WEIGHT_NONE;
    if (index == last_event(timeline) || index == timeline->because)
        return WEIGHT_CAUSE;
    if (event->kind == NDC_EVENT_SUBMIT || event->kind == NDC_EVENT_PLACED ||
        event->kind == NDC_EVENT_BYTES || event->kind == NDC_EVENT_SCRIPT_LINE)
        return WEIGHT_NONE; /* the call that follows, and the quoted line, say it */
    if (ndc_timeline_repeats(timeline, index) ||
        ndc_phrase_half(&timeline->names, timeline->events, timeline->count, index) ==
            NDC_HALF_FIRST)
        return WEIGHT_NONE;
    if (touches(event, timeline->about) || touches(event, timeline->beside))
        return is_noise(event) ? WEIGHT_AROUND : WEIGHT_CALL;
    if (is_elsewhere(timeline, event))
        return weight_of_kind(event) == WEIGHT_CALL ? WEIGHT_AROUND : WEIGHT_NONE;
    return weight_of_kind(event);
}

/* Where the script itself begins, unless the failure lies before: in the coming up of the driver.
 */
static uint32_t
first_line(const struct ndc_timeline *timeline)
{
    uint32_t last = last_event(timeline);

    for (uint32_t i = 0; i < last; i++)
        if (timeline->events[i].kind == NDC_EVENT_SCRIPT_LINE)
            return i;
    return 0;
}

/* The call that handed a thing over, and what it returned. */
static uint32_t
take_handing_over(const struct ndc_timeline *timeline, ndc_object thing, uint8_t *chosen)
{
    uint32_t last = last_event(timeline);
    uint32_t at = last + 1;
    uint32_t taken = 0;

    if (!is_transfer(thing))
        return 0;
    while (at > 0 && (timeline->events[at - 1].kind != NDC_EVENT_SUBMIT ||
                      !is_about(timeline->events[at - 1].a, thing)))
        at--;
    for (; at > 0 && at <= last && taken < 2; at++) {
        unsigned wanted = taken == 0 ? NDC_EVENT_CALL : NDC_EVENT_RETURN;

        if (timeline->events[at].kind != wanted)
            continue;
        taken++;
        chosen[at] = 1;
    }
    return taken;
}

/* Takes the newest events of this weight and those before it in the order of weights. */
static uint32_t
take_up_to(const struct ndc_timeline *timeline, enum weight to, uint32_t left, uint8_t *chosen)
{
    uint32_t begin = to == WEIGHT_CAUSE ? 0 : first_line(timeline);
    uint32_t taken = 0;

    for (uint32_t i = last_event(timeline) + 1; i > begin && taken < left; i--) {
        if (chosen[i - 1] != 0 || weigh(timeline, i - 1) > to)
            continue;
        chosen[i - 1] = 1;
        taken++;
    }
    return taken;
}

/* Where something that matters was left out. */
static void
mark_gaps(const struct ndc_timeline *timeline, uint8_t *chosen)
{
    bool gap = false;

    for (uint32_t i = first_line(timeline); i <= last_event(timeline); i++) {
        if (chosen[i] == 0) {
            gap = gap || weigh(timeline, i) <= WEIGHT_THING;
            continue;
        }
        chosen[i] = gap ? 2 : 1;
        gap = false;
    }
}

uint32_t
ndc_timeline_choose(const struct ndc_timeline *timeline, uint8_t *chosen)
{
    bool all = timeline->lines_max == 0;
    uint32_t room = timeline->lines_max > 2 * LINES_FOR_GAPS ? timeline->lines_max - LINES_FOR_GAPS
                                                             : timeline->lines_max;
    uint32_t taken = 0;

    memset(chosen, all ? 1 : 0, timeline->count);
    if (all || timeline->count == 0)
        return timeline->count;
    taken += take_handing_over(timeline, timeline->about, chosen);
    if (!is_about(timeline->beside, timeline->about))
        taken += take_handing_over(timeline, timeline->beside, chosen);
    taken += take_up_to(timeline, WEIGHT_CAUSE, room, chosen);
    if (taken < room)
        taken += take_up_to(timeline, WEIGHT_THING, room - taken, chosen);
    if (taken < LINES_ENOUGH && taken < room)
        taken += take_up_to(timeline, WEIGHT_AROUND, LINES_ENOUGH - taken, chosen);
    mark_gaps(timeline, chosen);
    return taken;
}
