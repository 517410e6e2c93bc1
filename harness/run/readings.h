/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readings of ambiguities over all cases of a run: which the provider showed, and whether it mixed
 * two. Within one case the model finds that by itself.
 *
 *  - Scripts of class hardening show nothing: there the device talks rubbish.
 *  - A mixture over two cases is charged to the later one in the list, so each failure is a case's.
 */
#ifndef NDC_RUN_READINGS_H
#define NDC_RUN_READINGS_H

#include "run/result.h"

/* Adds a finding to the first case that shows another reading than the cases before it did. */
void ndc_readings_settle(const struct ndc_case *cases, struct ndc_case_result *results,
                         uint32_t count);

/* What was shown, for each ambiguity. */
void ndc_readings_gather(struct ndc_result *result, const struct ndc_case_list *list,
                         const struct ndc_case_result *results);

/* Says in which other case the other reading was shown, when the finding is about two cases. */
void ndc_readings_say(const struct ndc_case_list *list, const struct ndc_case_result *results,
                      const struct ndc_finding *finding, struct ndc_sentences *sentences);

#endif
