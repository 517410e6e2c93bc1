/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Likeness: most events of a long run are like one that was judged before.
 *
 *  - An event is ordinary when the channel runs without calls, faults, edits or errors, and the
 *    event is what the list demands next. Then what the rules answer depends on a few properties
 *    only, its likeness.
 *  - Rules that say `ordinary` in specs/rules/ are skipped for an event whose likeness was judged
 *    and kept; that they were reached is remembered with it. The others are always asked.
 *  - This changes nothing but time: test_model_likeness.c judges the same traces both ways.
 */
#ifndef NDC_MODEL_LIKENESS_H
#define NDC_MODEL_LIKENESS_H

#include "model/state_look.h"

/* The likeness of an event, or 0 when it is not ordinary. */
uint32_t ndc_likeness(const struct ndc_model *model, const struct ndc_event *event);

/* Takes an event that is like the last of its kind and of which nothing is left to be asked. */
bool ndc_take_alike(struct ndc_model *model, const struct ndc_event *event, uint32_t index);
/* The same for SUBMIT. */
bool ndc_submit_alike(struct ndc_model *model, const struct ndc_event *event, uint32_t index);

/* Brings the channel's part up to date; after each event that is not the engine's daily work. */
void ndc_likeness_of_channel(struct ndc_model *model, struct ndc_model_channel *channel);
/* The submission's part, when it was accepted. */
uint32_t ndc_likeness_of(const struct ndc_model_channel *channel,
                         const struct ndc_submission *submission);

#endif
