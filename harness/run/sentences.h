/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text of a broken rule as sentences about this run: placeholders of the specification's
 * tables replaced by what the script calls its things.
 *
 *  - {object} {channel} {seen} {wanted} {routine} {moment}; the last is the tick of the event that
 *    made it forbidden.
 *  - {seen:HOW} and {wanted:HOW} say how to read a number: object, routine, routines, fields,
 * status, state, data, version, hex. An address read as hex is told by what lives there.
 */
#ifndef NDC_RUN_SENTENCES_H
#define NDC_RUN_SENTENCES_H

#include "model/model.h"
#include "run/names.h"

#define NDC_SENTENCE_MAX 320

struct ndc_sentences {
    char breach[NDC_SENTENCE_MAX];   /* "The provider reported descriptor A2 after ..." */
    char expected[NDC_SENTENCE_MAX]; /* "NetDmaIsr naming B1, or no call at all" */
    char because[NDC_SENTENCE_MAX];  /* the earlier event that made it forbidden; may be empty */
};

/* Where a sentence is about: a trace and what its things are called. */
struct ndc_setting {
    const struct ndc_event *events; /* may be NULL: then nothing is looked up in them */
    uint32_t count;
    const struct ndc_name_table *names;
};

/* The three sentences of a finding. */
void ndc_sentences_make(const struct ndc_finding *finding, const struct ndc_setting *setting,
                        struct ndc_sentences *sentences);

/* A thing the sentences name besides the finding's own object; NDC_OBJECT_NOTHING when none. */
ndc_object ndc_sentence_beside(const struct ndc_finding *finding);

/* Fills the placeholders of one text; unknown ones stay as they are. */
void ndc_sentence_fill(const char *text, const struct ndc_finding *finding,
                       const struct ndc_setting *setting, char *sentence, size_t room);

/* The script line under way at an event; 0 when none is. */
unsigned ndc_sentence_line(const struct ndc_setting *setting, uint32_t event);

#endif
