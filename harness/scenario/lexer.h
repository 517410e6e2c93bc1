/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One line of a script cut into words (whatever stands between blanks) and its comment.
 * Words point into the text of the caller. A # begins a comment at the start of a line or behind a
 * blank.
 */
#ifndef NDC_SCENARIO_LEXER_H
#define NDC_SCENARIO_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#define NDC_WORDS_MAX 80 /* of one line: a chain of 64 and some */

struct ndc_word {
    const char *text;
    size_t length;
    int column; /* from 1 */
};

struct ndc_line {
    int number; /* from 1 */
    unsigned count;
    struct ndc_word words[NDC_WORDS_MAX];
    bool has_comment;
    struct ndc_word comment; /* without # and outer blanks */
    int end_column;          /* just behind the last word */
    int bad_column;          /* of a byte that is not text; 0: none */
    int spare_column;        /* of the first word that is one too many; 0: none */
};

/* Cuts the line that begins at text[*at] and moves *at behind it. False at the end of the text. */
bool ndc_line_cut(const char *text, size_t bytes, size_t *at, struct ndc_line *line);

/* Copies words with single blanks between them; returns false when room (with the NUL) is too
 * small. */
bool ndc_text_squeeze(char *to, size_t room, const char *from, size_t length);

#endif
