/* SPDX-License-Identifier: Apache-2.0 */
/* A script line by line: header, things, records. */
#include <string.h>

#include "base/check.h"

#include "scenario/layout.h"
#include "scenario/reader.h"

static int
unknown_verb(struct ndc_reader *reader)
{
    const struct ndc_word *verb = &reader->line.words[0];
    if (ndc_word_is(verb->text, verb->length, "cpu"))
        return ndc_reader_fail(reader, 0,
                               "the schedule word 'cpu' is not available in this version");
    struct ndc_nearest nearest;
    ndc_nearest_begin(&nearest, verb->text, verb->length);
    for (unsigned word = 0; ndc_words_header[word] != NULL; word++)
        ndc_nearest_offer(&nearest, ndc_words_header[word], strlen(ndc_words_header[word]));
    for (unsigned form = 0; form < NDC_FORMS; form++) {
        const struct ndc_item *item = ndc_form_items(form);
        if (item->kind == NDC_ITEM_WORD)
            ndc_nearest_offer(&nearest, item->word, item->length);
    }
    ndc_reader_fail(reader, 0, "no line begins with '%.*s'", (int)verb->length, verb->text);
    ndc_reader_suggest(reader, &nearest);
    return -1;
}

/* The class of the forms that begin with a verb, or -1. */
static int
verb_class(const struct ndc_word *verb)
{
    for (unsigned form = 0; form < NDC_FORMS; form++) {
        const struct ndc_item *item = ndc_form_items(form);
        if (item->kind == NDC_ITEM_WORD && item->length == verb->length &&
            memcmp(item->word, verb->text, verb->length) == 0)
            return (int)ndc_form_class(form);
    }
    return -1;
}

static int
add_chain(struct ndc_reader *reader)
{
    struct ndc_scenario *scenario = reader->scenario;
    if (scenario->chain_count == NDC_SCRIPT_CHAINS_MAX)
        return ndc_reader_fail(reader, 0, "a script has at most %d chains", NDC_SCRIPT_CHAINS_MAX);
    struct ndc_chain *chain = &scenario->chains[scenario->chain_count];
    memset(chain, 0, sizeof *chain);
    struct ndc_chain read = {0};
    NDC_TRY(ndc_read_chain(reader, &read));
    *chain = read;
    return scenario->chain_count++;
}

static int
add_channel(struct ndc_reader *reader, const struct ndc_thing *thing)
{
    struct ndc_scenario *scenario = reader->scenario;
    if (scenario->channel_count == NDC_CHANNELS_MAX)
        return ndc_reader_fail(reader, 0, "a script has at most %d channels", NDC_CHANNELS_MAX);
    scenario->channels[scenario->channel_count] = *thing;
    return scenario->channel_count++;
}

static int
add_transfer(struct ndc_reader *reader, const struct ndc_thing *thing)
{
    struct ndc_scenario *scenario = reader->scenario;
    if (scenario->transfer_count == NDC_SCRIPT_TRANSFERS_MAX)
        return ndc_reader_fail(reader, 0, "a script has at most %d descriptors",
                               NDC_SCRIPT_TRANSFERS_MAX);
    scenario->transfers[scenario->transfer_count] = *thing;
    return scenario->transfer_count++;
}

static int
add_record(struct ndc_reader *reader, const struct ndc_thing *thing)
{
    struct ndc_scenario *scenario = reader->scenario;
    if (scenario->record_count == NDC_SCRIPT_RECORDS_MAX)
        return ndc_reader_fail(reader, 0, "a script has at most %d acts and claims",
                               NDC_SCRIPT_RECORDS_MAX);
    scenario->records[scenario->record_count] = thing->record;
    return scenario->record_count++;
}

/* A line below the header. Writes what it is; returns its index or -1. */
static int
read_below_header(struct ndc_reader *reader, enum ndc_part *part)
{
    int class = verb_class(&reader->line.words[0]);
    bool thing = class == NDC_FORM_CLASS_THING || class == NDC_FORM_CLASS_CHAIN;
    if (class < 0)
        return unknown_verb(reader);
    if (thing && reader->section == NDC_PART_RECORD)
        return ndc_reader_fail(reader, 0, "'%.*s' belongs above the first act or claim",
                               (int)reader->line.words[0].length, reader->line.words[0].text);
    reader->section = thing ? NDC_PART_CHANNEL : NDC_PART_RECORD;
    *part = NDC_PART_CHAIN;
    if (class == NDC_FORM_CLASS_CHAIN)
        return add_chain(reader);

    struct ndc_thing read;
    memset(&read, 0, sizeof read);
    NDC_TRY(ndc_read_record(reader, &read.record, read.name));
    *part = !thing                                 ? NDC_PART_RECORD
            : read.record.form == NDC_FORM_CHANNEL ? NDC_PART_CHANNEL
                                                   : NDC_PART_TRANSFER;
    if (!thing)
        return add_record(reader, &read);
    return *part == NDC_PART_CHANNEL ? add_channel(reader, &read) : add_transfer(reader, &read);
}

static int
keep_line(struct ndc_reader *reader, enum ndc_part part, int index)
{
    struct ndc_layout_line line = {.part = (uint8_t)part,
                                   .index = (uint8_t)index,
                                   .blank = reader->blank,
                                   .line = (uint16_t)reader->line.number};
    reader->blank = false;
    /* An empty comment behind words says nothing; on a line of its own it is kept. */
    if (reader->line.has_comment && (part == NDC_PART_COMMENT || reader->line.comment.length > 0)) {
        line.comment = ndc_comment_keep(reader->scenario, reader->line.comment.text,
                                        reader->line.comment.length);
        if (line.comment == 0)
            return ndc_reader_fail(reader, 0, "the comments of a script take at most %d bytes",
                                   NDC_COMMENT_BYTES_MAX - 1);
    }
    if (!ndc_layout_add(reader->scenario, line))
        return ndc_reader_fail(reader, 0, "the script has too many lines");
    return 0;
}

static int
read_comment(struct ndc_reader *reader)
{
    unsigned comments = 1;
    for (unsigned place = 0; place < reader->scenario->layout_count; place++)
        comments += reader->scenario->layout[place].part == NDC_PART_COMMENT;
    if (comments > NDC_COMMENT_LINES_MAX)
        return ndc_reader_fail(reader, 0, "a script has at most %d lines of comment",
                               NDC_COMMENT_LINES_MAX);
    return keep_line(reader, NDC_PART_COMMENT, 0);
}

static int
read_line(struct ndc_reader *reader)
{
    enum ndc_part part = NDC_PART_SCENARIO;
    int index = 0;
    if (reader->line.bad_column != 0 || reader->line.spare_column != 0) {
        ndc_reader_fail(reader, 0,
                        reader->line.bad_column != 0 ? "this byte is not text"
                                                     : "there are too many words on one line");
        reader->error->column =
            reader->line.bad_column != 0 ? reader->line.bad_column : reader->line.spare_column;
        reader->error->width = 1;
        return -1;
    }
    if (reader->line.count == 0) {
        if (reader->line.has_comment)
            return read_comment(reader);
        reader->blank = reader->scenario->layout_count > 0;
        return 0;
    }
    if (++reader->lines_count > NDC_SCRIPT_LINES_MAX)
        return ndc_reader_fail(reader, 0, "a script has at most %d lines that are not blank",
                               NDC_SCRIPT_LINES_MAX);
    const struct ndc_word *verb = &reader->line.words[0];
    int header = ndc_word_find(ndc_words_header, verb->text, verb->length);
    if (reader->headers_seen == 0 && header != NDC_PART_SCENARIO)
        return ndc_reader_fail(reader, 0, "a script begins with 'scenario' and its name");
    if (header >= 0) {
        part = (enum ndc_part)header;
        NDC_TRY(ndc_read_header(reader, part));
    } else {
        index = read_below_header(reader, &part);
        if (index < 0)
            return -1;
    }
    return keep_line(reader, part, index);
}

/* The class has its line even when the text leaves it out. */
static int
finish(struct ndc_reader *reader)
{
    struct ndc_scenario *scenario = reader->scenario;
    reader->line.count = 0;
    reader->line.end_column = 1;
    if (reader->line.number == 0)
        reader->line.number = 1;
    if (reader->headers_seen == 0)
        return ndc_reader_fail(reader, 0, "a script begins with 'scenario' and its name");
    if ((reader->headers_seen >> NDC_PART_CLASS & 1) == 0) {
        ndc_check(scenario->layout_count < NDC_LAYOUT_MAX);
        memmove(scenario->layout + 1, scenario->layout,
                scenario->layout_count * sizeof scenario->layout[0]);
        scenario->layout[0] = (struct ndc_layout_line){.part = NDC_PART_CLASS, .line = 1};
        scenario->layout_count++;
    }
    ndc_layout_canonical(scenario);
    return 0;
}

int
ndc_scenario_parse(struct ndc_scenario *scenario, const char *text, size_t bytes, const char *file,
                   struct ndc_error *error)
{
    struct ndc_reader reader = {
        .scenario = scenario, .file = file, .error = error, .section = NDC_PART_SCENARIO};
    size_t at = 0;
    memset(scenario, 0, sizeof *scenario);
    memset(error, 0, sizeof *error);
    while (ndc_line_cut(text, bytes, &at, &reader.line))
        NDC_TRY(read_line(&reader));
    return finish(&reader);
}
