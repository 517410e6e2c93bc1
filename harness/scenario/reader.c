/* SPDX-License-Identifier: Apache-2.0 */
/* Errors of the parser, and names. */
#include "scenario/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
ndc_reader_fail(struct ndc_reader *reader, unsigned word, const char *format, ...)
{
    struct ndc_error *error = reader->error;
    const struct ndc_line *line = &reader->line;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    error->hint[0] = '\0';
    snprintf(error->file, sizeof error->file, "%s", reader->file == NULL ? "" : reader->file);
    error->line = line->number;
    error->column = word < line->count ? line->words[word].column : line->end_column;
    error->width = word < line->count ? (int)line->words[word].length : 1;
    return -1;
}

void
ndc_reader_suggest(struct ndc_reader *reader, const struct ndc_nearest *nearest)
{
    if (nearest->best[0] != '\0')
        snprintf(reader->error->hint, sizeof reader->error->hint, "did you mean '%s'?",
                 nearest->best);
}

static void
offer(struct ndc_nearest *nearest, const char *word)
{
    ndc_nearest_offer(nearest, word, strlen(word));
}

void
ndc_offer_names(const struct ndc_scenario *scenario, const struct ndc_slot *slot,
                struct ndc_nearest *nearest)
{
    bool transfers = slot->kind == NDC_KIND_TRANSFER || slot->kind == NDC_KIND_GROUP ||
                     slot->kind == NDC_KIND_ADDRESS || slot->kind == NDC_KIND_OPERAND;
    for (unsigned word = 0; slot->words != NULL && slot->words[word] != NULL; word++)
        if (word >= slot->least)
            offer(nearest, slot->words[word]);
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        if (slot->kind == NDC_KIND_CHANNEL)
            offer(nearest, scenario->channels[channel].name);
    for (unsigned transfer = 0; transfers && transfer < scenario->transfer_count; transfer++)
        offer(nearest, scenario->transfers[transfer].name);
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        if (slot->kind == NDC_KIND_GROUP)
            offer(nearest, scenario->chains[chain].name);
}

int
ndc_read_name(struct ndc_reader *reader, unsigned word, char name[NDC_NAME_ROOM])
{
    if (word >= reader->line.count)
        return ndc_reader_fail(reader, word, "the line ends where a name should follow");
    const struct ndc_word *written = &reader->line.words[word];
    if (!ndc_name_spelled(written->text, written->length))
        return ndc_reader_fail(
            reader, word, "a name is a letter and then letters, digits or _, at most %d in all",
            NDC_SCRIPT_NAME_MAX);
    memcpy(name, written->text, written->length);
    name[written->length] = '\0';
    if (ndc_word_reserved(name, written->length))
        return ndc_reader_fail(reader, word, "'%s' is a word of the language and cannot be a name",
                               name);
    if (ndc_name_taken(reader->scenario, name))
        return ndc_reader_fail(reader, word, "the name '%s' is already taken", name);
    return 0;
}
