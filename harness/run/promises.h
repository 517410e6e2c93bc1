/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Promises: clauses that bind NetDMA or its client, which is the suite's own side of a run.
 *
 *  - The model judges them like any other. A breach never fails the provider: one that the script
 *    does not announce (`breaks CLAUSE`) is a bug of the suite, and so is one that is announced
 *    and then not found, as with planned faults that never fire.
 *  - An announcement counts in the cases whose registered version the clause binds, and where
 *    the promise is owed at all: hints of direct cache access only to a provider that has it.
 *  - Announced and found: no finding, but remembered, because a reader should know.
 *  - Scripts that were drawn (`breaks any`) and traces that do not say promise nothing.
 */
#ifndef NDC_RUN_PROMISES_H
#define NDC_RUN_PROMISES_H

#include "run/run.h"

/* Takes out of a result's findings the promises that are no news; keeps the announced ones. */
void ndc_promises_settle(struct ndc_case_result *result, const struct ndc_terms *terms);

/* The first announced promise that the case should have broken and did not, or NULL. */
const char *ndc_promises_unbroken(const struct ndc_case_result *result,
                                  const struct ndc_terms *terms);

/* The first promise that was broken without being announced: a row of clauses, or -1. */
int ndc_promises_betrayed(const struct ndc_case_result *result);

#endif
