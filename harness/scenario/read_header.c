/* SPDX-License-Identifier: Apache-2.0 */
/* The header lines of a script. */
#include <stdio.h>
#include <string.h>

#include "scenario/reader.h"

/* The word of a line as a NUL-terminated copy, cut to room. */
static void
copy_word(const struct ndc_reader *reader, unsigned word, char *text, size_t room)
{
    snprintf(text, room, "%.*s", (int)reader->line.words[word].length,
             reader->line.words[word].text);
}

int
ndc_read_one_of(struct ndc_reader *reader, unsigned word, const char *const *words,
                const char *noun)
{
    char listed[200] = "";
    size_t length = 0;
    for (unsigned place = 0; words[place] != NULL; place++)
        length += (size_t)snprintf(listed + length, sizeof listed - length, "%s%s",
                                   place == 0                 ? ""
                                   : words[place + 1] == NULL ? " or "
                                                              : ", ",
                                   words[place]);
    if (word >= reader->line.count)
        return ndc_reader_fail(reader, word, "the line ends where %s should follow: %s", noun,
                               listed);
    const struct ndc_word *written = &reader->line.words[word];
    int place = ndc_word_find(words, written->text, written->length);
    if (place >= 0)
        return place;
    struct ndc_nearest nearest;
    ndc_nearest_begin(&nearest, written->text, written->length);
    for (unsigned other = 0; words[other] != NULL; other++)
        ndc_nearest_offer(&nearest, words[other], strlen(words[other]));
    ndc_reader_fail(reader, word, "'%.*s' is not %s: expected %s", (int)written->length,
                    written->text, noun, listed);
    ndc_reader_suggest(reader, &nearest);
    return -1;
}

static int
line_ends(struct ndc_reader *reader, unsigned count)
{
    if (reader->line.count <= count)
        return 0;
    const struct ndc_word *word = &reader->line.words[count];
    return ndc_reader_fail(reader, count, "the line should end before '%.*s'", (int)word->length,
                           word->text);
}

static int
read_scenario(struct ndc_reader *reader)
{
    if (reader->line.count < 2)
        return ndc_reader_fail(reader, 1,
                               "the line ends where the name of the script should follow");
    const struct ndc_word *word = &reader->line.words[1];
    for (size_t place = 0; place < word->length; place++) {
        char letter = word->text[place];
        if (!(letter >= 'a' && letter <= 'z') && !(letter >= '0' && letter <= '9') && letter != '-')
            return ndc_reader_fail(reader, 1,
                                   "the name of a script has only small letters, digits and -");
    }
    if (word->length >= NDC_SCRIPT_WORD_ROOM)
        return ndc_reader_fail(reader, 1, "the name of a script has at most %d letters",
                               NDC_SCRIPT_WORD_ROOM - 1);
    copy_word(reader, 1, reader->scenario->word, NDC_SCRIPT_WORD_ROOM);
    memcpy(reader->scenario->header.id, reader->scenario->word, NDC_SCRIPT_WORD_ROOM);
    return line_ends(reader, 2);
}

static int
read_about(struct ndc_reader *reader)
{
    const struct ndc_line *line = &reader->line;
    char *about = reader->scenario->header.about;
    size_t room = sizeof reader->scenario->header.about;
    if (line->count < 2)
        return ndc_reader_fail(reader, 1, "the line ends where a sentence should follow");
    const struct ndc_word *last = &line->words[line->count - 1];
    const char *first = line->words[1].text;
    if (!ndc_text_squeeze(about, room, first, (size_t)(last->text + last->length - first)))
        return ndc_reader_fail(reader, 1, "the sentence is longer than %d letters", (int)room - 1);
    return 0;
}

static int
read_class(struct ndc_reader *reader)
{
    int class = ndc_read_one_of(reader, 1, ndc_words_class, "a class");
    if (class < 0)
        return -1;
    reader->scenario->header.class = (uint8_t) class;
    return line_ends(reader, 2);
}

#define CLAUSE_ROOM sizeof((struct ndc_script_header *)0)->cites[0]

/* A list of clauses in a header: where it goes, and the words for what is wrong with it. */
struct clause_list {
    char (*clauses)[CLAUSE_ROOM];
    uint8_t *count;
    unsigned room;
    const char *verb;  /* "cites" */
    const char *twice; /* "cited" */
};

static int
read_clauses(struct ndc_reader *reader, const struct clause_list *list)
{
    if (reader->line.count < 2)
        return ndc_reader_fail(reader, 1,
                               "the line ends where a clause such as START-03 should follow");
    for (unsigned word = 1; word < reader->line.count; word++) {
        if (!ndc_clause_spelled(reader->line.words[word].text, reader->line.words[word].length))
            return ndc_reader_fail(reader, word,
                                   "a clause is written like START-03: capitals, - and two digits");
        if (*list->count == list->room)
            return ndc_reader_fail(reader, word, "a script %s at most %u clauses", list->verb,
                                   list->room);
        char *clause = list->clauses[*list->count];
        copy_word(reader, word, clause, CLAUSE_ROOM);
        for (unsigned other = 0; other < *list->count; other++)
            if (strcmp(list->clauses[other], clause) == 0)
                return ndc_reader_fail(reader, word, "'%s' is %s twice", clause, list->twice);
        ++*list->count;
    }
    return 0;
}

static int
read_cites(struct ndc_reader *reader)
{
    struct ndc_script_header *header = &reader->scenario->header;
    const struct clause_list list = {header->cites, &header->cites_count, NDC_SCRIPT_CITES_MAX,
                                     "cites", "cited"};
    return read_clauses(reader, &list);
}

static int
read_breaks(struct ndc_reader *reader)
{
    struct ndc_script_header *header = &reader->scenario->header;
    const struct clause_list list = {header->breaks, &header->breaks_count, NDC_SCRIPT_BREAKS_MAX,
                                     "breaks", "broken"};
    const struct ndc_word *first = &reader->line.words[1];
    header->breaks_any = reader->line.count == 2 && ndc_word_is(first->text, first->length, "any");
    return header->breaks_any ? 0 : read_clauses(reader, &list);
}

static int
read_needs(struct ndc_reader *reader)
{
    for (unsigned word = 1; word == 1 || word < reader->line.count; word++) {
        int routine = ndc_read_one_of(reader, word, ndc_words_routine, "a routine");
        if (routine < 0)
            return -1;
        reader->scenario->header.needs |= (uint16_t)(1u << routine);
    }
    return 0;
}

static int
read_interface(struct ndc_reader *reader)
{
    for (unsigned word = 1; word == 1 || word < reader->line.count; word++) {
        int version = ndc_read_one_of(reader, word, ndc_words_interface, "an interface version");
        if (version < 0)
            return -1;
        reader->scenario->header.interfaces |= (uint8_t)(1u << version);
    }
    return 0;
}

static int
read_limits(struct ndc_reader *reader)
{
    static const char *const words[] = {"accesses", NULL};
    uint64_t number;
    if (ndc_read_one_of(reader, 1, words, "a limit") < 0)
        return -1;
    if (reader->line.count < 3 ||
        !ndc_read_number(reader->line.words[2].text, reader->line.words[2].length, &number))
        return ndc_reader_fail(reader, 2, "behind 'accesses' follows a number");
    if (number < 1 || number > NDC_ACCESSES_MOST)
        return ndc_reader_fail(reader, 2, "the limit is a number from 1 to %u", NDC_ACCESSES_MOST);
    reader->scenario->header.accesses_max = (uint32_t)number;
    return line_ends(reader, 3);
}

static int
read_vary(struct ndc_reader *reader)
{
    struct ndc_scenario *scenario = reader->scenario;
    char name[NDC_NAME_ROOM];
    NDC_TRY(ndc_read_name(reader, 1, name));
    if (reader->line.count < 3 ||
        !ndc_word_is(reader->line.words[2].text, reader->line.words[2].length, "in"))
        return ndc_reader_fail(reader, 2, "behind the word that varies follows 'in'");
    if (reader->line.count < 5)
        return ndc_reader_fail(reader, reader->line.count, "'vary' needs two values or more");
    for (unsigned word = 3; word < reader->line.count; word++) {
        unsigned count = word - 3;
        if (count == NDC_SCRIPT_VARY_MAX)
            return ndc_reader_fail(reader, word, "'vary' takes at most %d values",
                                   NDC_SCRIPT_VARY_MAX);
        if (reader->line.words[word].length >= NDC_VARY_WORD_ROOM)
            return ndc_reader_fail(reader, word, "a value has at most %d letters",
                                   NDC_VARY_WORD_ROOM - 1);
        copy_word(reader, word, scenario->vary_values[count], NDC_VARY_WORD_ROOM);
        for (unsigned other = 0; other < count; other++)
            if (strcmp(scenario->vary_values[other], scenario->vary_values[count]) == 0)
                return ndc_reader_fail(reader, word, "the value '%s' is there twice",
                                       scenario->vary_values[count]);
    }
    memcpy(scenario->vary_word, name, sizeof name);
    scenario->vary_count = (uint8_t)(reader->line.count - 3);
    return 0;
}

/* A number of at most three digits; behind it what ends it. */
static const char *
read_small(const char *text, const char *end, uint32_t *number)
{
    unsigned digits = 0;
    *number = 0;
    for (; text < end && *text >= '0' && *text <= '9' && digits < 3; text++, digits++)
        *number = *number * 10 + (uint32_t)(*text - '0');
    return digits > 0 ? text : NULL;
}

/* "1.9": any version that has a way to be told. */
static int
read_reports(struct ndc_reader *reader)
{
    const struct ndc_word *word = &reader->line.words[1];
    const char *end = word->text + word->length;
    uint32_t major = 0, minor = 0;
    if (reader->line.count < 2)
        return ndc_reader_fail(reader, 1, "the line ends where a version should follow");
    const char *dot = read_small(word->text, end, &major);
    const char *last =
        dot != NULL && dot < end && *dot == '.' ? read_small(dot + 1, end, &minor) : NULL;
    if (last != end || major > 255 || minor > 255)
        return ndc_reader_fail(reader, 1, "a version is written like 1.9, each part at most 255");
    reader->scenario->header.reports = major << 16 | minor;
    if (reader->scenario->header.reports < NDC_INTERFACE_1_1)
        return ndc_reader_fail(reader, 1, "an interface before 1.1 has no way to report a version");
    return line_ends(reader, 2);
}

int
ndc_read_header(struct ndc_reader *reader, enum ndc_part header)
{
    static int (*const read[NDC_PART_HEADERS])(struct ndc_reader *) = {
        read_scenario,  read_about,   read_class,       read_cites,  read_breaks, read_needs,
        read_interface, read_reports, ndc_read_machine, read_limits, read_vary};
    if (reader->section != NDC_PART_SCENARIO)
        return ndc_reader_fail(reader, 0, "'%s' belongs to the header, above the first thing",
                               ndc_words_header[header]);
    if (reader->headers_seen >> header & 1)
        return ndc_reader_fail(reader, 0, "'%s' is there twice", ndc_words_header[header]);
    reader->headers_seen |= 1u << header;
    return read[header](reader);
}
