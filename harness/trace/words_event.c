/* SPDX-License-Identifier: Apache-2.0 */
/* Events in words: the kinds that people meet have a phrase, the others are shown field by field.
 */
#include "trace/words_scene.h"

#include <string.h>

#define HALVES_APART_MAX 4u /* events between the two accesses of a register */
#define HALF_NAME_MAX 64

/* "kernel.irp major=27 minor=0" */
static void
plain_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    const struct ndc_event_shape *shape = &ndc_event_shapes[event->kind];
    const uint64_t values[4] = {event->a, event->b, event->c, event->d};

    put(scene, shape->name);
    for (unsigned i = 0; i < 4; i++) {
        if (shape->fields[i].type == NDC_FIELD_UNUSED)
            continue;
        put(scene, " ");
        put(scene, shape->fields[i].name);
        put(scene, "=");
        if (shape->fields[i].type == NDC_FIELD_OBJ)
            put_object(scene, values[i]);
        else if (shape->fields[i].type == NDC_FIELD_STATUS)
            ndc_phrase_status(scene->text, (uint32_t)values[i]);
        else if (shape->fields[i].type == NDC_FIELD_DEC)
            ndc_text_number(scene->text, values[i]);
        else
            ndc_text_hex(scene->text, values[i]);
    }
}

void
ndc_phrase_event(struct ndc_text *text, const struct ndc_lane_names *names,
                 const struct ndc_event *events, uint32_t index)
{
    const struct ndc_scene scene = {text, names, events, index};
    const struct ndc_event *event = &events[index];

    if (event->kind >= NDC_EVENT_KINDS)
        ndc_text_put(text, "an unknown event");
    else if (!ndc_phrase_netdma(&scene, event) && !ndc_phrase_provider(&scene, event) &&
             !ndc_phrase_engine(&scene, event) && !ndc_phrase_model(&scene, event))
        plain_words(&scene, event);
}

/* The nearest access before or behind an event; itself when there is none near. */
static uint32_t
next_access(const struct ndc_event *events, uint32_t count, uint32_t index, bool behind)
{
    uint32_t at = index;

    for (uint32_t steps = 0; steps < HALVES_APART_MAX; steps++) {
        if (behind ? at + 1 >= count : at == 0)
            break;
        at = behind ? at + 1 : at - 1;
        if (events[at].kind == NDC_EVENT_READ || events[at].kind == NDC_EVENT_WRITE)
            return at;
    }
    return index;
}

static bool
are_halves(const struct ndc_lane_names *names, const struct ndc_event *one,
           const struct ndc_event *other)
{
    char first[HALF_NAME_MAX];
    struct ndc_text text = ndc_text_make(first, sizeof first);
    uint64_t low = one->a < other->a ? one->a : other->a;

    if (one->kind != other->kind || one->c != 4 || other->c != 4 ||
        one->a + other->a != 2 * low + 4)
        return false;
    ndc_text_put(&text, names->device_register(names->context, (uint32_t)one->a));
    return strcmp(first, names->device_register(names->context, (uint32_t)other->a)) == 0;
}

/* Pairs are counted from the last access that has no half before it. */
enum ndc_half
ndc_phrase_half(const struct ndc_lane_names *names, const struct ndc_event *events, uint32_t count,
                uint32_t index)
{
    uint32_t before = next_access(events, count, index, false);
    uint32_t behind = next_access(events, count, index, true);

    if (names->device_register == NULL ||
        (events[index].kind != NDC_EVENT_READ && events[index].kind != NDC_EVENT_WRITE))
        return NDC_HALF_NONE;
    if (before != index && are_halves(names, &events[before], &events[index])) {
        uint32_t further = next_access(events, count, before, false);

        if (further == before || !are_halves(names, &events[further], &events[before]))
            return NDC_HALF_SECOND;
    }
    if (behind != index && are_halves(names, &events[index], &events[behind]))
        return NDC_HALF_FIRST;
    return NDC_HALF_NONE;
}

enum ndc_arrow
ndc_phrase_arrow(const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_CALL:
        return NDC_ARROW_IN;
    case NDC_EVENT_RETURN:
    case NDC_EVENT_ISR:
    case NDC_EVENT_DPC:
    case NDC_EVENT_REGISTER:
    case NDC_EVENT_START_PROVIDER:
    case NDC_EVENT_STOP_PROVIDER:
    case NDC_EVENT_DEREGISTER:
        return NDC_ARROW_OUT;
    default:
        return NDC_ARROW_NONE;
    }
}

enum ndc_lane
ndc_phrase_lane(const struct ndc_event *event)
{
    if (event->kind == NDC_EVENT_RETURN)
        return NDC_LANE_PROVIDER; /* where its arrow begins */
    return event->kind < NDC_EVENT_KINDS ? ndc_event_shapes[event->kind].lane : NDC_LANE_MODEL;
}
