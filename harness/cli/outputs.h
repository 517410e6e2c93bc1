/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a command puts what came of a trial besides its text.
 *
 *  - Asked before the run: a place that cannot be written is told before the work, not after it.
 *  - Files come before the text, so a reader of the text who leaves early costs nothing; one that
 *    cannot be written costs no other.
 *  - "-", or another name of the standard output, takes the place of the text.
 */
#ifndef NDC_CLI_OUTPUTS_H
#define NDC_CLI_OUTPUTS_H

#include "cli/trial.h"
#include "run/result.h"

struct ndc_outputs {
    const char *result; /* file of the result, or NULL; failing traces are stored beside it */
    const char *junit;
    const char *trace;  /* file for the trace of the one case there is */
    const char *traces; /* folder for every trace */
    bool json;          /* to the standard output, instead of the text */
    bool ktap;
    bool silent; /* set by ndc_outputs_check: the standard output is taken */
};

/* Says what cannot be, before the run. Returns an exit code. */
NDC_MUST_CHECK int ndc_outputs_check(struct ndc_outputs *outputs);

/* Writes all of them (first: from ndc_causes_group); says what failed. Returns an exit code. */
NDC_MUST_CHECK int ndc_outputs_write(const struct ndc_outputs *outputs,
                                     const struct ndc_trial *trial, const struct ndc_result *result,
                                     const uint32_t *first);

#endif
