/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Traces kept beside a result: what `ndc explain` draws from.
 *
 *  - The traces of out/acme.json lie in out/acme.traces/, one file for each case, by its name.
 *  - Stored are the traces of cases that did not pass; of one cause, only the first when they are
 * long.
 */
#ifndef NDC_CLI_STORE_H
#define NDC_CLI_STORE_H

#include "cli/trial.h"
#include "run/trace_file.h"

/* The folder beside a result, and the file of a case in a folder. */
void ndc_store_folder(const char *result_file, char *folder, size_t room);
void ndc_store_file(const char *folder, const char *case_name, char *file, size_t room);

/* Writes the trace of one case to a file. */
NDC_MUST_CHECK int ndc_store_case(const struct ndc_trial *trial, uint32_t index, const char *file,
                                  struct ndc_error *error);

/* Writes those worth keeping (first: from ndc_causes_group), or, with all, every one there is. */
NDC_MUST_CHECK int ndc_store_trial(const struct ndc_trial *trial, const uint32_t *first, bool all,
                                   const char *folder, struct ndc_error *error);

/* A picture from a trace file. */
struct ndc_stored_picture {
    struct ndc_picture picture;
    struct ndc_case_result result;
    char id[NDC_CASE_NAME_MAX];
    char again[NDC_CASE_NAME_MAX + 128];
};
/* Judges the trace; file stays the owner of the events. */
void ndc_store_picture(const struct ndc_trace_file *file, struct ndc_stored_picture *holder);

#endif
