/* SPDX-License-Identifier: Apache-2.0 */
/* The numbers of a finding in words; one function for each way to read one. */
#ifndef NDC_RUN_SENTENCES_VALUE_H
#define NDC_RUN_SENTENCES_VALUE_H

#include "run/sentences.h"
#include "trace/words.h"

/* A sentence being written. */
struct ndc_writer {
    struct ndc_text text;
    const struct ndc_finding *finding;
    const struct ndc_setting *setting;
    struct ndc_lane_names names;
};

/* how: "", "object", "routine", ...; an unknown one reads a plain number. */
void ndc_writer_value(struct ndc_writer *writer, uint64_t value, const char *how);

/* A thing; one that has no name is told by its address, when the event has it. */
void ndc_writer_object(struct ndc_writer *writer, ndc_object object);

#endif
