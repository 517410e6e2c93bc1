/* SPDX-License-Identifier: Apache-2.0 */
/* A line that defines a chain. */
#include <string.h>

#include "scenario/match.h"

int
ndc_read_chain(struct ndc_reader *reader, struct ndc_chain *chain)
{
    const struct ndc_line *line = &reader->line;
    NDC_TRY(ndc_read_name(reader, 1, chain->name));
    if (line->count < 3 || !ndc_word_is(line->words[2].text, line->words[2].length, "="))
        return ndc_reader_fail(reader, 2, "behind the name of a chain follows =");
    if (line->count < 4)
        return ndc_reader_fail(reader, 3, "the line ends where a descriptor should follow");
    for (unsigned word = 3; word < line->count; word++) {
        uint64_t member;
        const struct ndc_word *written = &line->words[word];
        struct ndc_item item = {.kind = NDC_ITEM_SLOT, .number = NDC_SLOT_TRANSFER};
        if (ndc_slot_read(reader->scenario, NDC_SLOT_TRANSFER, written->text, written->length,
                          &member) != NDC_COMPLAINT_NONE) {
            struct ndc_failure failure = {0};
            ndc_failure_expect(&failure, word, &item, NDC_COMPLAINT_UNKNOWN, NULL);
            return ndc_failure_report(&failure, reader);
        }
        if (memchr(chain->members, (int)member, chain->count) != NULL)
            return ndc_reader_fail(reader, word, "'%.*s' is in the chain twice",
                                   (int)written->length, written->text);
        if (chain->count == NDC_SCRIPT_CHAIN_MAX)
            return ndc_reader_fail(reader, word, "a chain has at most %d descriptors",
                                   NDC_SCRIPT_CHAIN_MAX);
        chain->members[chain->count++] = (uint8_t)member;
    }
    return 0;
}
