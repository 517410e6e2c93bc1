/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From findings and marks to one verdict: what each broken clause costs, and what comes before
 * what.
 */
#ifndef NDC_RUN_VERDICT_H
#define NDC_RUN_VERDICT_H

#include "run/run.h"

/* Places in the trace that decide about the verdict. */
struct ndc_marks {
    uint32_t limit;
    uint32_t bug_check;
    uint32_t unfired;
    const char *unbroken; /* a promise that the script said it would break, or NULL */
    uint32_t step_failed; /* of bringing the driver up: the first with a bad status */
    bool asked_to_register;
    bool refused; /* a planned fault made the registration fail: not coming up is right then */
};

/* A case being decided. */
struct ndc_matter {
    const struct ndc_event *events;
    uint32_t count;
    uint8_t class;
};

/* The verdict of a result whose findings are there. */
enum ndc_verdict ndc_verdict_decide(const struct ndc_case_result *result,
                                    const struct ndc_marks *marks, const struct ndc_matter *matter);

/*
 * Findings that decide come first, and of those the specification's clauses before the claims of
 * the script; within each in the order of the events.
 */
void ndc_verdict_order(struct ndc_case_result *result, const struct ndc_matter *matter);

#endif
