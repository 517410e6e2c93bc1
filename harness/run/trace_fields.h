/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts that write and read trace files share. */
#ifndef NDC_RUN_TRACE_FIELDS_H
#define NDC_RUN_TRACE_FIELDS_H

#include "run/json.h"
#include "run/trace_file.h"

/* Larger numbers are strings: readers of JSON may round them. */
#define NDC_TRACE_NUMBER_MAX ((uint64_t)1 << 53)

/* "descriptor", by enum ndc_object_kind. */
extern const char *const ndc_trace_object_words[NDC_OBJECT_KINDS];
/* Keys of a field that its kind of event does not use, should it be other than zero. */
extern const char *const ndc_trace_spare_fields[4];

/* Everything of the first line; room for its events is made. */
NDC_MUST_CHECK int ndc_trace_read_header(const json_t *header, struct ndc_trace_file *trace,
                                         struct ndc_error *error);

#endif
