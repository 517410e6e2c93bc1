/* SPDX-License-Identifier: Apache-2.0 */
/* A text being written into bounded room; once it is full, nothing more is written and it says so.
 */
#ifndef NDC_SCENARIO_PRINT_H
#define NDC_SCENARIO_PRINT_H

#include "scenario/grammar.h"

struct ndc_print {
    char *text;
    size_t room;
    size_t length;
    size_t line_start; /* of the line being written */
    bool full;
    bool measured;     /* the widths below are known */
    size_t name_width; /* of the name and number columns of the transfers */
    size_t bytes_width;
};

void ndc_print_text(struct ndc_print *print, const char *text, size_t length);
void ndc_print_word(struct ndc_print *print, const char *word);
/* Blanks until the line is `column` wide. */
void ndc_print_to(struct ndc_print *print, size_t column);

/* The line of a layout entry without comment and line end. */
void ndc_print_line(struct ndc_print *print, const struct ndc_scenario *scenario,
                    const struct ndc_layout_line *line);
void ndc_print_header(struct ndc_print *print, const struct ndc_scenario *scenario,
                      enum ndc_part part);

#define NDC_COLUMN_OPERANDS 9
#define NDC_COLUMN_ARROW 37
#define NDC_COLUMN_COMMENT 48

#endif
