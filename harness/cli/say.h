/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the command speaks: errors with their place, colours and progress for terminals only.
 *
 *  - Colour needs a terminal, no NO_COLOR in the environment, and a TERM that is not "dumb".
 *  - Progress is one line on stderr, written over and over, and wiped before anything else is said.
 *    In a pipe or a log there is none of it.
 */
#ifndef NDC_CLI_SAY_H
#define NDC_CLI_SAY_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

enum ndc_paint { NDC_PAINT_PLAIN, NDC_PAINT_BAD, NDC_PAINT_WARN, NDC_PAINT_GOOD, NDC_PAINT_DIM };

/* Prints words to stdout in a colour, if colours are wanted. */
void ndc_say_painted(enum ndc_paint paint, const char *words);

/* Prints an error to stderr: sentence, place, the line with a caret, hint. Returns NDC_EXIT_INPUT.
 */
int ndc_say_error(const struct ndc_error *error);
/* The same from a sentence alone. */
int ndc_say_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

void ndc_progress(const char *format, ...) __attribute__((format(printf, 1, 2)));
void ndc_progress_end(void);

#endif
