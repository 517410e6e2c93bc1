/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/paragraph.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS 100
#define FACT_INDENT 13

void
ndc_paragraph(const char *label, int indent, const char *words)
{
    int column = printf("%-*s", indent, label);

    while (*words != '\0') {
        int length = (int)strcspn(words, " \n");

        if (column > indent && column + 1 + length > COLUMNS)
            column = printf("\n%*s", indent, "") - 1;
        else if (column > indent)
            column += printf(" ");
        column += printf("%.*s", length, words);
        words += length;
        if (*words == '\n')
            column = printf("\n%*s", indent, "") - 1;
        words += strspn(words, " \n");
    }
    printf("\n");
}

void
ndc_fact(const char *label, const char *words)
{
    char padded[FACT_INDENT + 1];

    if (words[0] == '\0')
        return;
    snprintf(padded, sizeof padded, "  %s", label);
    ndc_paragraph(padded, FACT_INDENT, words);
}
