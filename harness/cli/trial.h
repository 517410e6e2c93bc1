/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A trial: selected scripts of the suite run against one provider, and what came of each case.
 *
 *  - Words name scripts by pattern ("append/" and a star), by path, or name one case as reports do:
 *    "isr/merged[line]@2.0".
 *  - The results stay in the order of the cases whatever the number of processes.
 */
#ifndef NDC_CLI_TRIAL_H
#define NDC_CLI_TRIAL_H

#include "cli/options.h"
#include "cli/picture.h"
#include "run/run.h"
#include "run/suite.h"

#define NDC_CASE_NAME_MAX 160

struct ndc_trial_wish {
    const char *provider;
    char **words; /* of the command line; changed: what follows '[' or '@' is cut off */
    int word_count;
    struct ndc_option_list leave;
    const char *rule;
    const char *interface; /* "2.0", or NULL: every version */
    const char *judge;     /* how, see run/sets.h; NULL: as usual */
    unsigned jobs;         /* 0: one for each processor */
    bool twice;
    bool keep_traces;
};

struct ndc_trial {
    struct ndc_provider provider;
    struct ndc_suite suite;
    struct ndc_case_list list;
    struct ndc_case_result *results; /* one for each case */
    unsigned jobs;
    double seconds;   /* on the wall */
    bool interrupted; /* some case was not run */
    uint32_t counts[NDC_VERDICTS];
};

/* Runs; -1 with a sentence when nothing could be. */
NDC_MUST_CHECK int ndc_trial_run(struct ndc_trial *trial, const struct ndc_trial_wish *wish,
                                 struct ndc_error *error);
void ndc_trial_release(struct ndc_trial *trial);

/* "append/start-then-append@2.0" */
void ndc_trial_case_name(const struct ndc_trial *trial, uint32_t index, char *name, size_t room);

/* Whether the case belongs to a script of class hardening: reported apart. */
bool ndc_trial_is_hardening(const struct ndc_trial *trial, uint32_t index);
/* FAIL, CRASH, HANG or HARNESS. */
bool ndc_verdict_failed(unsigned verdict);

/* What a picture needs beside the picture itself. */
struct ndc_trial_picture {
    struct ndc_picture picture;
    struct ndc_name_table names;
    char id[NDC_CASE_NAME_MAX];
    char again[NDC_CASE_NAME_MAX + 128];
};
/* The picture of a case; filled in and kept by the caller while it is drawn. */
void ndc_trial_picture(const struct ndc_trial *trial, uint32_t index,
                       struct ndc_trial_picture *holder);

#endif
