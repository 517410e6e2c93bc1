/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The end of a run: what ran, what failed, which rules were shown to be kept, and a plain last
 * line.
 */
#ifndef NDC_CLI_SUMMARY_H
#define NDC_CLI_SUMMARY_H

#include "cli/trial.h"
#include "run/result.h"

/* The document of a trial. */
NDC_MUST_CHECK int ndc_summary_make(const struct ndc_trial *trial, bool twice,
                                    struct ndc_result *result, struct ndc_error *error);

/* "acme 2.4.1 against suite 1.2, NetDMA 2.0, 2 processes, 3.4 s" and the themes with their counts.
 */
void ndc_summary_head(const struct ndc_trial *trial, const struct ndc_result *result);

/* Failures and warnings, one line for each cause, hardening and warnings apart. */
void ndc_summary_failures(const struct ndc_trial *trial, const struct ndc_result *result,
                          const uint32_t *first);

/* What is absent, the rules, and CONFORMING or not. */
void ndc_summary_verdict(const struct ndc_trial *trial, const struct ndc_result *result);

/* "unsupported 14 (SuspendDma, ResumeDma absent)"; nothing when nothing is. */
void ndc_summary_unsupported(const struct ndc_result *result);

/* "claimed versions: consistent (2.0 as 2.0; 1.1 not claimed and refused)"; nothing when no script
 * tried any. */
void ndc_summary_versions(const struct ndc_result *result);

/* The last line: "246 passed, 3 failed, 16 skipped". */
void ndc_summary_last_line(const struct ndc_result *result);

/* The exit code. hardening: whether a failure in hardening counts. */
int ndc_summary_exit(const struct ndc_trial *trial, const struct ndc_result *result,
                     bool hardening);

#endif
