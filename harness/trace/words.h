/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One event in words, short enough for a lane of the timeline.
 *
 *  - Things are called what the script calls them: names come from the caller.
 *  - Two kinds of events are calls across a border and get an arrow: towards the provider
 *    (calls of NetDMA) or back from it (returned statuses and callbacks).
 */
#ifndef NDC_TRACE_WORDS_H
#define NDC_TRACE_WORDS_H

#include "trace/text.h"
#include "trace/trace.h"

/* What the script calls things. Members may be NULL; answers stay valid until the next question. */
struct ndc_lane_names {
    const char *(*transfer)(void *context, unsigned transfer);
    const char *(*channel)(void *context, unsigned channel);
    const char *(*device_register)(void *context, uint32_t offset);
    /* The channel whose register this is, or NDC_CHANNEL_NONE. */
    unsigned (*register_channel)(void *context, uint32_t offset);
    const char *(*misuse)(void *context, uint64_t kind);
    const char *(*place)(void *context, uint64_t place); /* where a fault entered */
    /* What the judge says about the event, for the model's lane; NULL or "" when nothing. */
    const char *(*note)(void *context, uint32_t event);
    void *context;
};

enum ndc_arrow { NDC_ARROW_NONE, NDC_ARROW_IN, NDC_ARROW_OUT };

/* "StartDma": the words of the script language. */
const char *ndc_phrase_routine(uint64_t routine);
/* "Active", "Idle", ... of the three low bits of a completion word or CHANSTS. */
const char *ndc_phrase_code(uint64_t code);
/* "SUCCESS" for an NTSTATUS that people know, else NULL. */
const char *ndc_phrase_ntstatus(uint32_t status);

void ndc_phrase_status(struct ndc_text *text, uint32_t status);
/* "A2", "source of A2", "A2 (gone)", "an unused descriptor slot", "no descriptor". */
void ndc_phrase_object(struct ndc_text *text, const struct ndc_lane_names *names,
                       ndc_object object);
/* Of the event BYTES: "bytes 64..127 hold what belongs at 128 of its own source". */
void ndc_phrase_bytes(struct ndc_text *text, const struct ndc_lane_names *names,
                      const struct ndc_event *event);
void ndc_phrase_channel(struct ndc_text *text, const struct ndc_lane_names *names,
                        unsigned channel);

/* Writes event `index` of events; the ones before it are looked at for names of addresses. */
void ndc_phrase_event(struct ndc_text *text, const struct ndc_lane_names *names,
                      const struct ndc_event *events, uint32_t index);
/*
 * A register of 8 bytes may be reached by two accesses of 4 one after the other; they are shown as
 * one, at the second.
 */
enum ndc_half { NDC_HALF_NONE, NDC_HALF_FIRST, NDC_HALF_SECOND };
enum ndc_half ndc_phrase_half(const struct ndc_lane_names *names, const struct ndc_event *events,
                              uint32_t count, uint32_t index);
enum ndc_arrow ndc_phrase_arrow(const struct ndc_event *event);
/* The lane an event is drawn in: the shape's, but callbacks and statuses where their arrow begins.
 */
enum ndc_lane ndc_phrase_lane(const struct ndc_event *event);

#endif
