/* SPDX-License-Identifier: Apache-2.0 */
#include "trace/address.h"

#define DESCRIPTOR_BYTES 64u
#define WORD_BYTES 8u
#define NEAR_BYTES 64u /* one guard granule lies between two things */

bool
ndc_address_of_event(const struct ndc_event *event, uint64_t *address, ndc_object *thing)
{
    switch (event->kind) {
    case NDC_EVENT_ISR:
    case NDC_EVENT_DPC:
        *address = event->a;
        *thing = event->b;
        return true;
    case NDC_EVENT_FETCH:
    case NDC_EVENT_REPORTED:
    case NDC_EVENT_STATUS:
        *address = event->b;
        *thing = event->a;
        return true;
    case NDC_EVENT_SUBMIT:
        *address = event->d;
        *thing = event->a;
        return true;
    default:
        return false;
    }
}

bool
ndc_address_descriptor(const struct ndc_scene_at *at, uint64_t address, ndc_object *descriptor)
{
    for (uint32_t i = at->index + 1; i-- > 0;) {
        if (at->events[i].kind != NDC_EVENT_SUBMIT || at->events[i].d != address)
            continue;
        *descriptor = at->events[i].a;
        return true;
    }
    return false;
}

/* How an address lies to a thing of some bytes: "" inside, "memory behind " and so on, else NULL.
 */
static const char *
relation(uint64_t address, uint64_t thing, uint64_t bytes)
{
    if (address >= thing && address < thing + bytes)
        return "";
    if (address >= thing + bytes && address < thing + bytes + NEAR_BYTES)
        return "memory behind ";
    if (address < thing && address + NEAR_BYTES >= thing)
        return "memory before ";
    return NULL;
}

static bool
near_descriptor(struct ndc_text *text, const struct ndc_lane_names *names,
                const struct ndc_scene_at *at, uint64_t address)
{
    for (uint32_t i = at->index + 1; i-- > 0;) {
        const struct ndc_event *event = &at->events[i];
        const char *lies =
            event->kind == NDC_EVENT_SUBMIT ? relation(address, event->d, DESCRIPTOR_BYTES) : NULL;

        if (lies == NULL)
            continue;
        ndc_text_put(text, lies[0] != '\0' ? lies : "the inside of ");
        ndc_text_put(text, "descriptor ");
        ndc_phrase_object(text, names, event->a);
        return true;
    }
    return false;
}

/* A completion word is where the engine, at some time of the trace, wrote one. */
static bool
near_word(struct ndc_text *text, const struct ndc_lane_names *names, const struct ndc_scene_at *at,
          uint64_t address)
{
    for (uint32_t i = 0; i < at->count; i++) {
        const struct ndc_event *event = &at->events[i];
        bool word = event->kind == NDC_EVENT_STATUS && ndc_object_kind(event->a) == NDC_OBJECT_WORD;
        const char *lies = word ? relation(address, event->b, WORD_BYTES) : NULL;

        if (lies == NULL)
            continue;
        ndc_text_put(text, lies);
        ndc_text_put(text, "the ");
        ndc_phrase_object(text, names, event->a);
        return true;
    }
    return false;
}

/* Whether the event named its thing by more than "nothing of note". */
static bool
is_known(ndc_object thing)
{
    enum ndc_object_kind kind = ndc_object_kind(thing);

    return kind != NDC_OBJECT_NONE && kind != NDC_OBJECT_GUARD && kind != NDC_OBJECT_SLOT;
}

ndc_object
ndc_address_thing(const struct ndc_scene_at *at, uint64_t address)
{
    ndc_object thing = NDC_OBJECT_NOTHING;
    uint64_t own;

    if (ndc_address_of_event(&at->events[at->index], &own, &thing) && own == address &&
        is_known(thing))
        return thing;
    return ndc_address_descriptor(at, address, &thing) ? thing : NDC_OBJECT_NOTHING;
}

bool
ndc_address_phrase(struct ndc_text *text, const struct ndc_lane_names *names,
                   const struct ndc_scene_at *at, uint64_t address)
{
    ndc_object thing = ndc_address_thing(at, address);
    uint64_t own;

    if (thing == NDC_OBJECT_NOTHING) {
        if (address != 0 &&
            (near_descriptor(text, names, at, address) || near_word(text, names, at, address)))
            return true;
        if (!ndc_address_of_event(&at->events[at->index], &own, &thing) || own != address)
            return false;
    }
    if (thing == NDC_OBJECT_NOTHING)
        ndc_text_put(text, address == 0 ? "no address" : "no memory");
    else
        ndc_phrase_object(text, names, thing);
    return true;
}
