/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The versions a provider claims, against those it serves.
 *
 *  - Scripts that say `interface any` run where the manifest claims nothing too: on the neighbours
 *    of what is claimed. There a provider registers a version that is not newer, and then works,
 *    or does not come up at all.
 *  - Nothing is judged here: the findings of those cases say what was wrong.
 */
#ifndef NDC_RUN_VERSIONS_H
#define NDC_RUN_VERSIONS_H

#include "run/result.h"

/* Fills result->versions from the cases of such scripts, in order of the versions. */
void ndc_versions_gather(struct ndc_result *result, const struct ndc_case_list *list);

/* Whether nothing contradicts the manifest: every claimed version is as claimed, and no other one
 * too new or failed. */
bool ndc_versions_agree(const struct ndc_result *result);

#endif
