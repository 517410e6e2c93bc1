/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario/print.h"

#include <string.h>

void
ndc_print_text(struct ndc_print *print, const char *text, size_t length)
{
    if (print->full || print->length + length >= print->room) {
        print->full = true;
        return;
    }
    memcpy(print->text + print->length, text, length);
    print->length += length;
    print->text[print->length] = '\0';
}

void
ndc_print_word(struct ndc_print *print, const char *word)
{
    ndc_print_text(print, word, strlen(word));
}

void
ndc_print_to(struct ndc_print *print, size_t column)
{
    while (!print->full && print->length - print->line_start < column)
        ndc_print_word(print, " ");
}
