/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files that are there as a whole or not at all: written beside, then renamed.
 *
 *  - A link stays a link, a file keeps its mode, and a file nobody may write is not replaced.
 *  - A device or a pipe is written to as it is: it has no other place to be renamed from.
 *  - Ctrl-C waits until the file has its name; one file is written at a time.
 */
#ifndef NDC_RUN_OUT_H
#define NDC_RUN_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

#define NDC_OUT_PATH_MAX 4096

struct ndc_out {
    FILE *stream;
    const char *file; /* as it was given; must stay valid until ndc_out_close */
    char final[NDC_OUT_PATH_MAX];
    char beside[NDC_OUT_PATH_MAX + 32];
    bool in_place;
    unsigned mode; /* of the file that is replaced; 0: none is */
};

/* Folders on the way are made. "-" is the standard output. */
NDC_MUST_CHECK int ndc_out_open(struct ndc_out *out, const char *file, struct ndc_error *error);

/* Flushes, closes and renames; removes the unfinished file when something was not written. */
NDC_MUST_CHECK int ndc_out_close(struct ndc_out *out, struct ndc_error *error);

/* Looks, and changes nothing, whether a file could be written: asked before long work. */
NDC_MUST_CHECK int ndc_out_check(const char *file, struct ndc_error *error);

/* Whether it is "-" or another name of what the standard output goes to. */
bool ndc_out_is_standard(const char *file);

/* A JSON string with its quotes; bytes that are not UTF-8 become '?'. */
void ndc_out_json_string(FILE *stream, const char *text);

/* Text for a terminal: what is no letter, or could give orders, becomes '?'. A tab stays. */
void ndc_out_plain(FILE *stream, const char *text, size_t length);

/* Text inside of XML. */
void ndc_out_xml(FILE *stream, const char *text);

#endif
