/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The set evaluator: the judge for a target that hides some of its moves.
 *
 *  - The exact evaluator (model.h) needs every event and knows one state. This one keeps, for each
 *    channel, every state that is still possible: for each mode of specs/states.toml a span of how
 *    many descriptors of the live list may be done. What NetDMA itself does is never hidden, so
 *    lists, calls and claims are known as the exact evaluator knows them.
 *  - An event that is seen moves the set through the same table of moves; hidden moves are closed
 *    over: whatever may have happened unseen has been added to the set before the next event.
 *  - It fails when no possible state is left that keeps a rule. Its findings name rows of ndc_rules
 *    as those of the exact evaluator do; specs/sets.toml says which rules it judges, and how.
 *  - Silence is an observation too: at SCRIPT_QUIET what was accepted must have completed.
 *  - A span is the hull of what it holds, and where order is lost (a fault, an edit behind the
 *    engine) a channel is wide: too large a set fails less, never falsely.
 *  - Pure like the exact evaluator: nothing is allocated, drawn or read; a set is plain data.
 */
#ifndef NDC_MODEL_SET_H
#define NDC_MODEL_SET_H

#include "model/model.h"
#include "model/seen.h"

struct ndc_set; /* model/set_state.h */

/* Bytes of a set. Its storage must be zero before the first reset, and aligned as by malloc. */
size_t ndc_set_size(void);

/* Forgets everything; from now on the trace is one of a target that shows this. */
void ndc_set_reset(struct ndc_set *set, struct ndc_seen seen);

/* Judges the next event that is seen; index as for ndc_model_take. */
void ndc_set_take(struct ndc_set *set, const struct ndc_event *event, uint32_t index);

/* As ndc_model_findings: at most NDC_FINDINGS_MAX. */
uint32_t ndc_set_findings(const struct ndc_set *set, const struct ndc_finding **findings);

/* What of the exact state of a channel a set speaks of. */
struct ndc_projection {
    uint8_t mode;  /* enum ndc_mode */
    bool live;     /* it has a list */
    uint32_t done; /* of that list; 0 without one */
};
struct ndc_projection ndc_model_project(const struct ndc_model *model, unsigned channel);

/* Whether the set holds this state of the channel. */
bool ndc_set_holds(const struct ndc_set *set, unsigned channel, struct ndc_projection exact);

/* Whether the set evaluator judges a row of ndc_rules at all; and by the same predicate. */
bool ndc_set_judges(unsigned rule);
bool ndc_set_judges_alike(unsigned rule);

#endif
