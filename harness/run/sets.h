/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two evaluators on one trace (model/model.h, model/set.h), and that they agree.
 *
 *  - Containment: after every event the exact state of its channel is one of the possible ones,
 *    whatever is hidden. Judged up to the first breach; a provider that has broken a rule is
 *    nowhere for certain.
 *  - Hiding: whatever is hidden, the set evaluator finds nothing before the exact one does.
 *  - Agreement: with nothing hidden, the rules that need nothing hidden find the same.
 *  - What is hidden: nothing; everything hideable, with words seen at once or late; each kind
 *    alone; half of the kinds, and half of the events, drawn by base/random.h from fixed seeds. A
 *    very long trace is judged in the first three ways only.
 */
#ifndef NDC_RUN_SETS_H
#define NDC_RUN_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "trace/trace.h"

enum ndc_judging {
    NDC_JUDGING_EXACT,
    NDC_JUDGING_BOTH,   /* and every way of hiding is tried: a disagreement is verdict HARNESS */
    NDC_JUDGING_HIDDEN, /* by the set evaluator alone, as through a bridge to the emulated engine */
    NDC_JUDGING_BRIDGE  /* the same, with the words of a real engine */
};

/* How ndc_judge judges from now on in this process and in the children it starts. At first exactly,
 * in test builds (the presets dev and clang) both. */
void ndc_judging_set(enum ndc_judging how);
enum ndc_judging ndc_judging(void);
/* The same by its word: exact, both, hidden, bridge; NULL changes nothing. */
NDC_MUST_CHECK int ndc_judging_read(const char *word, struct ndc_error *error);

/* How many ways of hiding there are. */
unsigned ndc_hidings(void);

/*
 * Compares the evaluators over a trace under `ways` of the ways of hiding, from number `first` on
 * and round. Returns 0 when they agree; else -1 with a sentence that says what was hidden, where
 * and how they differ.
 */
NDC_MUST_CHECK int ndc_sets_compare(const struct ndc_event *events, uint32_t count, unsigned first,
                                    unsigned ways, struct ndc_error *error);

struct ndc_case_result;

/* What the present way of judging makes of a result whose exact findings are there. */
void ndc_sets_apply(const struct ndc_event *events, uint32_t count, struct ndc_case_result *result);

#endif
