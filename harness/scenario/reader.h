/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader of one script: what the parts of the parser share.
 * Each part returns 0, or -1 with the error written at the word that is wrong.
 */
#ifndef NDC_SCENARIO_READER_H
#define NDC_SCENARIO_READER_H

#include "scenario/grammar.h"
#include "scenario/lexer.h"
#include "scenario/words.h"

struct ndc_reader {
    struct ndc_scenario *scenario;
    const char *file;
    struct ndc_error *error;
    struct ndc_line line;
    unsigned lines_count;  /* neither blank nor only a comment */
    unsigned headers_seen; /* bit enum ndc_part */
    enum ndc_part section; /* the latest begun: SCENARIO (header), CHANNEL (things) or RECORD */
    bool blank;            /* an empty line came before this one */
};

/* A line of the header; header: which, an enum ndc_part. */
/* A word that should be one of a list: its place, or -1 with an error that lists and suggests. */
int ndc_read_one_of(struct ndc_reader *reader, unsigned word, const char *const *words,
                    const char *noun);
/* The header line of the machine. */
NDC_MUST_CHECK int ndc_read_machine(struct ndc_reader *reader);
NDC_MUST_CHECK int ndc_read_header(struct ndc_reader *reader, enum ndc_part header);

/* A line below the header by the patterns that begin with its first word. name: of the thing it
 * defines. */
NDC_MUST_CHECK int ndc_read_record(struct ndc_reader *reader, struct ndc_record *record,
                                   char name[NDC_NAME_ROOM]);
NDC_MUST_CHECK int ndc_read_chain(struct ndc_reader *reader, struct ndc_chain *chain);

/* The word of a thing's name: spelled right, not taken, not a word of the language. */
NDC_MUST_CHECK int ndc_read_name(struct ndc_reader *reader, unsigned word,
                                 char name[NDC_NAME_ROOM]);
/* Offers the names that a slot could mean to a search for the nearest. */
void ndc_offer_names(const struct ndc_scenario *scenario, const struct ndc_slot *slot,
                     struct ndc_nearest *nearest);

/* Places the error at a word of the line (behind the last one when there is none) and returns -1.
 */
int ndc_reader_fail(struct ndc_reader *reader, unsigned word, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds "did you mean ..." when something was near enough. */
void ndc_reader_suggest(struct ndc_reader *reader, const struct ndc_nearest *nearest);

#endif
