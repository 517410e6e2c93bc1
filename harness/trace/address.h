/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a physical address of a trace is, in words: for sentences about pointers that went wrong.
 *
 *  - Known are the descriptors that were submitted before, the completion words that were written,
 *    and what the event itself says about its address.
 *  - An address just before or behind a known thing is told by that thing.
 */
#ifndef NDC_TRACE_ADDRESS_H
#define NDC_TRACE_ADDRESS_H

#include "trace/words.h"

/* A trace at one of its events. */
struct ndc_scene_at {
    const struct ndc_event *events;
    uint32_t count;
    uint32_t index;
};

/*
 * Writes what lives at the address: "A2", "memory behind descriptor A2", "the completion word of
 * c0", "no memory". Writes nothing and returns false when the trace does not tell.
 */
bool ndc_address_phrase(struct ndc_text *text, const struct ndc_lane_names *names,
                        const struct ndc_scene_at *at, uint64_t address);

/* What lives exactly at the address, by the event itself or by what was submitted; else nothing. */
ndc_object ndc_address_thing(const struct ndc_scene_at *at, uint64_t address);

/* Whether the address is that of a descriptor submitted before; which one goes to *descriptor. */
bool ndc_address_descriptor(const struct ndc_scene_at *at, uint64_t address,
                            ndc_object *descriptor);

/* The address an event is about, with the thing that lives there; false when it has none. */
bool ndc_address_of_event(const struct ndc_event *event, uint64_t *address, ndc_object *thing);

#endif
