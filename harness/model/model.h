/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The judge: a pure function over the trace.
 *
 *  - ndc_model_take() looks at one event with the rules that its kind and the provider's
 *    registered version select, then moves the state. Tables come from specs/ (gen.py).
 *  - Three kinds of rules: prohibitions ("never"), permissions (they widen what is allowed and
 *    cannot be broken) and duties ("must have happened", judged at SCRIPT_QUIET and SCRIPT_END).
 *  - A finding names the clause, the event that broke it, and the earlier event that made it
 * forbidden.
 *  - Nothing is allocated, printed, timed or drawn here; a model is plain data.
 */
#ifndef NDC_MODEL_MODEL_H
#define NDC_MODEL_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/trace.h"

#define NDC_FINDINGS_MAX 16
#define NDC_READINGS_MAX 32
#define NDC_EVENT_NOWHERE UINT32_MAX

struct ndc_finding {
    uint16_t rule;     /* row of ndc_rules */
    uint16_t clause;   /* row of ndc_clauses */
    uint8_t channel;   /* or NDC_CHANNEL_NONE */
    uint32_t event;    /* index of the event that broke it */
    uint32_t because;  /* index of the earlier event that made it forbidden, or NDC_EVENT_NOWHERE */
    ndc_object object; /* what it is about */
    uint64_t seen;
    uint64_t wanted;
};

struct ndc_model; /* model/state.h */

/* Bytes of a model. Its storage must be zero before the first reset, and aligned as by malloc. */
size_t ndc_model_size(void);

/* Forgets everything. O(what the last script used). */
void ndc_model_reset(struct ndc_model *model);

/* Judges the next event; index counts from 0 and is used to name events. */
void ndc_model_take(struct ndc_model *model, const struct ndc_event *event, uint32_t index);

/* Findings so far, in order of the events, one for each (rule, channel); at most NDC_FINDINGS_MAX.
 */
uint32_t ndc_model_findings(const struct ndc_model *model, const struct ndc_finding **findings);

/* How many more did not fit. */
uint32_t ndc_model_findings_lost(const struct ndc_model *model);

/* Rules that were applied to at least one event so far (kept or broken): bit = row of ndc_rules. */
const uint64_t *ndc_model_reached(const struct ndc_model *model);

/* The event that showed a reading first, by its number in ndc_readings; 0: none did. */
const uint32_t *ndc_model_shown(const struct ndc_model *model);

#endif
