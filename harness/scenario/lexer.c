/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario/lexer.h"

#include <string.h>

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool
is_text(char byte)
{
    return ((unsigned char)byte >= 0x20 && byte != 0x7F) || byte == '\t';
}

/* Columns of the line that is cut: [begin, end) without line end and comment. */
static size_t
cut_comment(const char *start, size_t length, struct ndc_line *line)
{
    for (size_t place = 0; place < length; place++) {
        if (start[place] != '#' || (place > 0 && !is_blank(start[place - 1])))
            continue;
        size_t first = place + 1, last = length;
        while (first < last && is_blank(start[first]))
            first++;
        while (last > first && is_blank(start[last - 1]))
            last--;
        line->has_comment = true;
        line->comment = (struct ndc_word){start + first, last - first, (int)first + 1};
        return place;
    }
    return length;
}

static void
cut_words(const char *start, size_t length, struct ndc_line *line)
{
    size_t place = 0;
    while (place < length) {
        size_t first = place;
        while (place < length && !is_blank(start[place]))
            place++;
        if (place > first) {
            if (line->count == NDC_WORDS_MAX) {
                line->spare_column = (int)first + 1;
                return;
            }
            line->words[line->count++] =
                (struct ndc_word){start + first, place - first, (int)first + 1};
            line->end_column = (int)place + 1;
        }
        while (place < length && is_blank(start[place]))
            place++;
    }
}

bool
ndc_line_cut(const char *text, size_t bytes, size_t *at, struct ndc_line *line)
{
    if (*at >= bytes)
        return false;
    const char *start = text + *at;
    const char *newline = memchr(start, '\n', bytes - *at);
    size_t length = newline == NULL ? bytes - *at : (size_t)(newline - start);
    *at += length + (newline != NULL);
    if (length > 0 && start[length - 1] == '\r')
        length--;

    line->number++;
    line->count = 0;
    line->has_comment = false;
    line->bad_column = line->spare_column = 0;
    line->end_column = 1;
    for (size_t place = 0; place < length && line->bad_column == 0; place++)
        if (!is_text(start[place]))
            line->bad_column = (int)place + 1;
    cut_words(start, cut_comment(start, length, line), line);
    return true;
}

bool
ndc_text_squeeze(char *to, size_t room, const char *from, size_t length)
{
    size_t written = 0;
    bool gap = false;
    for (size_t place = 0; place < length; place++) {
        if (is_blank(from[place])) {
            gap = written > 0;
            continue;
        }
        if (written + gap + 1 >= room) {
            to[written] = '\0';
            return false;
        }
        if (gap)
            to[written++] = ' ';
        gap = false;
        to[written++] = from[place];
    }
    to[written] = '\0';
    return true;
}
