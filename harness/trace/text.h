/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A text being written into a buffer of the caller.
 *
 *  - It never overruns: what does not fit is left out, `full` says so, and the text stays
 * terminated.
 *  - Nothing here depends on the C library's formatted output, so it works below run/.
 */
#ifndef NDC_TRACE_TEXT_H
#define NDC_TRACE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ndc_text {
    char *at;
    size_t room;   /* bytes of the buffer, > 0 */
    size_t length; /* without the final zero */
    size_t line;   /* where the present line begins */
    bool full;
};

struct ndc_text ndc_text_make(char *at, size_t room);
void ndc_text_clear(struct ndc_text *text);

void ndc_text_put(struct ndc_text *text, const char *words);
void ndc_text_number(struct ndc_text *text, uint64_t number);
void ndc_text_hex(struct ndc_text *text, uint64_t number);
void ndc_text_newline(struct ndc_text *text);

/* Blanks until the line has this many columns; nothing when it has them already. */
void ndc_text_pad(struct ndc_text *text, size_t column);
/* Columns of the present line so far. */
size_t ndc_text_column(const struct ndc_text *text);

#endif
