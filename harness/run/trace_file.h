/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A trace as a file: JSON Lines, one object a line (specs/schema/trace.schema.json).
 *
 *  - The first line says whose trace it is and what its things are called; each other line is an
 *    event with the field names of ndc_event_shapes.
 *  - Writing and reading back gives the same bytes of events and the same digest.
 *  - What no event can say (the process died, a routine is absent) stands in the first line, so a
 *    file is judged as the live run was.
 *  - The reader believes nothing: the first wrong thing ends it with one sentence and its line.
 */
#ifndef NDC_RUN_TRACE_FILE_H
#define NDC_RUN_TRACE_FILE_H

#include <stdio.h>

#include "base/error.h"
#include "run/names.h"
#include "run/run.h"
#include "run/suite.h"

#define NDC_TRACE_FORMAT "ndc-trace"
#define NDC_TRACE_FORMAT_VERSION 1
#define NDC_TRACE_FILE_EVENTS_MAX 4000000u

struct ndc_trace_file {
    char provider[64];
    char provider_version[32];
    char script[NDC_SUITE_ID_MAX];
    char variation[32]; /* see ndc_case_variation() */
    uint32_t interface_version;
    struct ndc_terms terms;
    uint8_t outcome; /* enum ndc_outcome */
    uint8_t absent;  /* UNSUPPORTED: what the provider lacks, see run/absent.h */
    int signal;
    bool differs;
    char words[400]; /* of a crash or a failed check */
    struct ndc_name_table names;
    struct ndc_event *events; /* owned after reading */
    uint32_t count;
};

/* Writes the file under another name first, then renames it. */
NDC_MUST_CHECK int ndc_trace_file_write(const struct ndc_trace_file *trace, const char *file,
                                        struct ndc_error *error);
/* Writes to an open stream; errors are the stream's. */
void ndc_trace_file_print(const struct ndc_trace_file *trace, FILE *stream);

NDC_MUST_CHECK int ndc_trace_file_read(struct ndc_trace_file *trace, const char *file,
                                       struct ndc_error *error);
void ndc_trace_file_release(struct ndc_trace_file *trace);

/* The trace of a case as a file; the events stay the result's. */
void ndc_trace_file_of_case(struct ndc_trace_file *trace, const struct ndc_provider *provider,
                            const struct ndc_suite_script *script, const struct ndc_case *one,
                            const struct ndc_case_result *result);

/* Judges it as the live run was judged. */
void ndc_trace_file_judge(const struct ndc_trace_file *trace, struct ndc_case_result *result);

#endif
