/* SPDX-License-Identifier: Apache-2.0 */
/* A sentence about a word that fits no pattern. */
#include <stdio.h>
#include <string.h>

#include "scenario/match.h"

void
ndc_failure_expect(struct ndc_failure *failure, unsigned at, const struct ndc_item *item,
                   enum ndc_complaint complaint, const char *value)
{
    if (at < failure->at)
        return;
    if (at > failure->at)
        *failure = (struct ndc_failure){.at = at};
    if (item->kind == NDC_ITEM_WORD) {
        for (unsigned word = 0; word < failure->words_count; word++)
            if (failure->words[word]->length == item->length &&
                memcmp(failure->words[word]->word, item->word, item->length) == 0)
                return;
        if (failure->words_count < NDC_EXPECTED_MAX)
            failure->words[failure->words_count++] = item;
        return;
    }
    for (unsigned slot = 0; slot < failure->slots_count; slot++)
        if (failure->slots[slot] == item->number)
            return;
    if (failure->slots_count < 4)
        failure->slots[failure->slots_count++] = item->number;
    if (complaint > failure->complaint)
        failure->complaint = (uint8_t)complaint;
    if (value != NULL)
        failure->value = value;
}

/* A list "a, b or c" being written. */
struct listing {
    char text[440];
    size_t length;
    unsigned left; /* parts that still follow */
    unsigned written;
};

static void
list(struct listing *listing, const char *word, size_t length)
{
    const char *before = listing->written == 0 ? "" : listing->left == 1 ? " or " : ", ";
    int count = snprintf(listing->text + listing->length, sizeof listing->text - listing->length,
                         "%s%.*s", before, (int)length, word);
    listing->length += (size_t)count;
    if (listing->length >= sizeof listing->text)
        listing->length = sizeof listing->text - 1;
    listing->written++;
    listing->left--;
}

static unsigned
slot_parts(const struct ndc_slot *slot)
{
    return slot->words == NULL ? 1 : ndc_words_count(slot->words) - (unsigned)slot->least;
}

/* Everything that could have stood there. */
static void
list_expected(const struct ndc_failure *failure, struct listing *listing)
{
    *listing = (struct listing){.left = failure->words_count};
    for (unsigned slot = 0; slot < failure->slots_count; slot++)
        listing->left += slot_parts(&ndc_slots[failure->slots[slot]]);
    for (unsigned place = 0; place < failure->slots_count; place++) {
        const struct ndc_slot *slot = &ndc_slots[failure->slots[place]];
        if (slot->words == NULL)
            list(listing, slot->noun, strlen(slot->noun));
        for (size_t word = slot->least; slot->words != NULL && slot->words[word] != NULL; word++)
            list(listing, slot->words[word], strlen(slot->words[word]));
    }
    for (unsigned word = 0; word < failure->words_count; word++)
        list(listing, failure->words[word]->word, failure->words[word]->length);
}

/* A word of the right sort with a value that is out of bounds. */
static int
report_bounds(const struct ndc_failure *failure, struct ndc_reader *reader, const char *word,
              int length)
{
    const struct ndc_slot *slot = &ndc_slots[failure->slots[failure->slots_count - 1]];
    if (slot->kind == NDC_KIND_WORD)
        return ndc_reader_fail(reader, failure->at,
                               "%.*s is called by NetDMA itself, not by a script", length, word);
    bool large = failure->complaint == NDC_COMPLAINT_LARGE;
    return ndc_reader_fail(reader, failure->at, "%.*s is too %s: %s is at %s %llu", length, word,
                           large ? "large" : "small", slot->noun, large ? "most" : "least",
                           (unsigned long long)(large ? slot->most : slot->least));
}

static void
suggest(const struct ndc_failure *failure, struct ndc_reader *reader, const char *word,
        size_t length)
{
    struct ndc_nearest nearest;
    ndc_nearest_begin(&nearest, word, length);
    for (unsigned place = 0; place < failure->words_count; place++)
        ndc_nearest_offer(&nearest, failure->words[place]->word, failure->words[place]->length);
    for (unsigned place = 0; place < failure->slots_count; place++)
        ndc_offer_names(reader->scenario, &ndc_slots[failure->slots[place]], &nearest);
    ndc_reader_suggest(reader, &nearest);
}

int
ndc_failure_report(const struct ndc_failure *failure, struct ndc_reader *reader)
{
    struct listing listing;
    list_expected(failure, &listing);
    if (failure->at >= reader->line.count)
        return ndc_reader_fail(reader, failure->at, "the line ends where %s should follow",
                               listing.text);
    const char *word = reader->line.words[failure->at].text;
    size_t length = reader->line.words[failure->at].length;
    if (failure->value != NULL) {
        word = failure->value;
        length = strlen(word);
    }
    if (failure->complaint >= NDC_COMPLAINT_SMALL)
        return report_bounds(failure, reader, word, (int)length);
    const char *why = failure->value != NULL ? ", a value of 'vary'" : "";
    if (listing.written == 0)
        ndc_reader_fail(reader, failure->at, "the line should end before '%.*s'", (int)length,
                        word);
    else
        ndc_reader_fail(reader, failure->at, "expected %s, not '%.*s'%s", listing.text, (int)length,
                        word, why);
    suggest(failure, reader, word, length);
    return -1;
}
