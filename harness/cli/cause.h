/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which failures have one cause: the same rule broken by the same kind of act, the same signal in
 * the same words, the same limit at the same register. Never by the name of a script.
 */
#ifndef NDC_CLI_CAUSE_H
#define NDC_CLI_CAUSE_H

#include "cli/trial.h"

#define NDC_CAUSE_NONE UINT32_MAX

/* Equal for cases with one cause, by all that a result tells. */
uint64_t ndc_cause_of(const struct ndc_case_result *result);

/*
 * For each case, the first case of the trial with the same cause (itself when it is the first), or
 * NDC_CAUSE_NONE for cases that did not fail or warn. first: one for each case.
 */
void ndc_causes_group(const struct ndc_trial *trial, uint32_t *first);

/* The scripts of the other cases with the cause of case `index`: "isr/late, reset/twice and 3
 * more". */
void ndc_causes_others(const struct ndc_trial *trial, const uint32_t *first, uint32_t index,
                       char *text, size_t room);

#endif
