/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The timeline of a failure: who did what, in four lanes, and only what matters to it.
 *
 *  - Pure formatting: events and names in, text out, into a buffer of the caller.
 *  - What matters: the broken event, the one that made it forbidden, whatever touches the thing
 *    in question, the call that handed it over, the calls and interrupts of its channel; nothing
 *    after the broken event. When that is too much, the newest of it; "..." stands for the rest.
 *  - Nothing is ever cut: words too long for a lane push the next lane to a line of its own.
 */
#ifndef NDC_TRACE_TIMELINE_H
#define NDC_TRACE_TIMELINE_H

#include "trace/words.h"

#define NDC_TIMELINE_NOWHERE UINT32_MAX
#define NDC_TIMELINE_LINES_MAX 40
#define NDC_TIMELINE_COLUMNS 100

struct ndc_timeline {
    const struct ndc_event *events;
    uint32_t count;
    uint32_t
        broken; /* index of the event the failure is about, or NDC_TIMELINE_NOWHERE: the last */
    uint32_t because;   /* index of the event that made it forbidden, or NDC_TIMELINE_NOWHERE */
    ndc_object about;   /* the thing in question, or NDC_OBJECT_NOTHING */
    ndc_object beside;  /* another thing the sentences name, or NDC_OBJECT_NOTHING */
    uint8_t channel;    /* or NDC_CHANNEL_NONE: all of them */
    uint32_t lines_max; /* of events; 0: all events of the trace, whatever matters */
    struct ndc_lane_names names;
};

/*
 * Marks the events that are drawn. chosen: one byte for each event, set to 0, to 1, or to 2 when
 * something that matters was left out just before it. Returns how many were chosen.
 */
uint32_t ndc_timeline_choose(const struct ndc_timeline *timeline, uint8_t *chosen);

/* Whether the event is one of a loop that was shown just before: the same act on the same thing. */
bool ndc_timeline_repeats(const struct ndc_timeline *timeline, uint32_t index);

/* Writes the heading and the chosen events. Returns the length; the text ends early when room does.
 */
size_t ndc_timeline_draw(const struct ndc_timeline *timeline, const uint8_t *chosen, char *text,
                         size_t room);

#endif
