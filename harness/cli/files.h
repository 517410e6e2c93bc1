/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Script files as a person names them: files, folders (everything *.scn below), or nothing at all
 * (the scripts of the suite).
 */
#ifndef NDC_CLI_FILES_H
#define NDC_CLI_FILES_H

#include <stddef.h>

#include "base/error.h"
#include "scenario/scenario.h"

struct ndc_files {
    char **names; /* sorted within each folder */
    unsigned count;
    unsigned room;
};

/* Gathers the files; a name that is neither a script nor a folder is an error. */
NDC_MUST_CHECK int ndc_files_gather(struct ndc_files *files, char **words, int count,
                                    struct ndc_error *error);
void ndc_files_release(struct ndc_files *files);

/* Reads a whole text file; the caller frees *text. */
NDC_MUST_CHECK int ndc_file_read(const char *name, char **text, size_t *bytes,
                                 struct ndc_error *error);

/* Reads and parses one script; the caller frees *scenario, and *text if it is asked for. */
NDC_MUST_CHECK int ndc_file_parse(const char *name, struct ndc_scenario **scenario, char **text,
                                  struct ndc_error *error);

#endif
