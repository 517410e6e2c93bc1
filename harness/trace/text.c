/* SPDX-License-Identifier: Apache-2.0 */
#include "trace/text.h"

#include <string.h>

static void
put_bytes(struct ndc_text *text, const char *bytes, size_t count)
{
    if (text->length + count + 1 > text->room) {
        count = text->room - 1 - text->length;
        text->full = true;
    }
    memcpy(text->at + text->length, bytes, count);
    text->length += count;
    text->at[text->length] = '\0';
}

struct ndc_text
ndc_text_make(char *at, size_t room)
{
    struct ndc_text text = {.at = at, .room = room};

    text.at[0] = '\0';
    return text;
}

void
ndc_text_clear(struct ndc_text *text)
{
    *text = ndc_text_make(text->at, text->room);
}

void
ndc_text_put(struct ndc_text *text, const char *words)
{
    put_bytes(text, words, strlen(words));
}

static void
put_digits(struct ndc_text *text, uint64_t number, unsigned base)
{
    char digits[20];
    size_t first = sizeof digits;

    do {
        digits[--first] = "0123456789ABCDEF"[number % base];
        number /= base;
    } while (number != 0);
    put_bytes(text, digits + first, sizeof digits - first);
}

void
ndc_text_number(struct ndc_text *text, uint64_t number)
{
    put_digits(text, number, 10);
}

void
ndc_text_hex(struct ndc_text *text, uint64_t number)
{
    ndc_text_put(text, "0x");
    put_digits(text, number, 16);
}

void
ndc_text_newline(struct ndc_text *text)
{
    while (text->length > text->line && text->at[text->length - 1] == ' ')
        text->at[--text->length] = '\0';
    ndc_text_put(text, "\n");
    text->line = text->length;
}

void
ndc_text_pad(struct ndc_text *text, size_t column)
{
    while (ndc_text_column(text) < column && !text->full)
        put_bytes(text, " ", 1);
}

size_t
ndc_text_column(const struct ndc_text *text)
{
    return text->length - text->line;
}
