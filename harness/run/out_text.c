/* SPDX-License-Identifier: Apache-2.0 */
/* Text inside of JSON and XML, and for terminals. */
#define _GNU_SOURCE
#include <string.h>

#include "run/out.h"

/* Bytes of the UTF-8 letter at text; 0 when it is none. */
static size_t
letter_bytes(const unsigned char *text)
{
    size_t count = *text < 0x80                    ? 1
                   : *text >= 0xC2 && *text < 0xE0 ? 2
                   : *text < 0xC2                  ? 0
                   : *text < 0xF0                  ? 3
                   : *text < 0xF5                  ? 4
                                                   : 0;

    for (size_t i = 1; i < count; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    /* Forms that are too long, surrogates, and what lies beyond Unicode. */
    if ((*text == 0xE0 && text[1] < 0xA0) || (*text == 0xED && text[1] > 0x9F) ||
        (*text == 0xF0 && text[1] < 0x90) || (*text == 0xF4 && text[1] > 0x8F))
        return 0;
    return count;
}

static const char *
put_letter(FILE *stream, const char *text)
{
    size_t count = letter_bytes((const unsigned char *)text);

    if (count == 0)
        fputc('?', stream);
    else
        fwrite(text, 1, count, stream);
    return text + (count == 0 ? 1 : count);
}

void
ndc_out_json_string(FILE *stream, const char *text)
{
    fputc('"', stream);
    while (*text != '\0') {
        unsigned char byte = (unsigned char)*text;

        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F) {
            text = put_letter(stream, text);
            continue;
        }
        if (byte == '"' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else if (byte == '\n')
            fputs("\\n", stream);
        else
            fprintf(stream, "\\u%04x", byte);
        text++;
    }
    fputc('"', stream);
}

void
ndc_out_xml(FILE *stream, const char *text)
{
    while (*text != '\0') {
        unsigned char byte = (unsigned char)*text;

        if (byte == '<' || byte == '>' || byte == '&' || byte == '"') {
            fprintf(stream, "&#%u;", byte);
            text++;
        } else if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
            fputc('?', stream);
            text++;
        } else {
            text = put_letter(stream, text);
        }
    }
}

/* U+0080 to U+009F give orders as the bytes below a blank do. */
static bool
is_order(const char *text)
{
    unsigned char byte = (unsigned char)text[0];

    return byte == 0x7F || (byte < 0x20 && byte != '\t') ||
           (byte == 0xC2 && (unsigned char)text[1] < 0xA0);
}

void
ndc_out_plain(FILE *stream, const char *text, size_t length)
{
    const char *end = text + strnlen(text, length);

    while (text < end) {
        if (is_order(text)) {
            text += (unsigned char)*text == 0xC2 ? 2 : 1;
            fputc('?', stream);
        } else {
            text = put_letter(stream, text);
        }
    }
}
