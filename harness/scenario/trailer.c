/* SPDX-License-Identifier: Apache-2.0 */
/* The trailer of the binary: everything that is for people. */
#include <string.h>

#include "scenario/binary.h"
#include "scenario/grammar.h"
#include "scenario/layout.h"

#define NO_DCA_BIT 7 /* of the byte of the wiring */
#define BREAKS_ANY 0xFFu

static void
write_header(const struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    const struct ndc_script_header *header = &scenario->header;
    ndc_bytes_put_text(bytes, scenario->word);
    ndc_bytes_put_text(bytes, header->about);
    ndc_bytes_put_number(bytes, header->class, 1);
    ndc_bytes_put_number(bytes, header->cites_count, 1);
    for (unsigned cite = 0; cite < header->cites_count; cite++)
        ndc_bytes_put_text(bytes, header->cites[cite]);
    ndc_bytes_put_number(bytes, header->needs, 2);
    ndc_bytes_put_number(bytes, header->interfaces, 1);
    ndc_bytes_put_number(bytes, header->generation, 1);
    ndc_bytes_put_number(bytes, header->wiring | (unsigned)header->no_dca << NO_DCA_BIT, 1);
    ndc_bytes_put_number(bytes, header->channels, 1);
    ndc_bytes_put_number(bytes, header->accesses_max, 4);
    ndc_bytes_put_text(bytes, scenario->vary_word);
    ndc_bytes_put_number(bytes, scenario->vary_count, 1);
    for (unsigned value = 0; value < scenario->vary_count; value++)
        ndc_bytes_put_text(bytes, scenario->vary_values[value]);
}

static void
write_claims(const struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    unsigned claims = 0;
    for (unsigned record = 0; record < scenario->record_count; record++)
        claims += ndc_form_class(scenario->records[record].form) == NDC_FORM_CLASS_CLAIM;
    ndc_bytes_put_number(bytes, claims, 1);
    for (unsigned record = 0; record < scenario->record_count; record++) {
        if (ndc_form_class(scenario->records[record].form) != NDC_FORM_CLASS_CLAIM)
            continue;
        ndc_bytes_put_number(bytes, record, 1);
        ndc_bytes_put(bytes, &scenario->records[record], sizeof scenario->records[0]);
    }
}

/*
 * Numbers of the parts in the binary form: append-only, in the order in which they came to the
 * language.
 */
static const uint8_t part_numbers[] = {
    NDC_PART_SCENARIO, NDC_PART_ABOUT,     NDC_PART_CLASS,    NDC_PART_CITES,
    NDC_PART_NEEDS,    NDC_PART_INTERFACE, NDC_PART_MACHINE,  NDC_PART_LIMITS,
    NDC_PART_VARY,     NDC_PART_CHANNEL,   NDC_PART_TRANSFER, NDC_PART_CHAIN,
    NDC_PART_RECORD,   NDC_PART_COMMENT,   NDC_PART_BREAKS,   NDC_PART_REPORTS};
_Static_assert(sizeof part_numbers == NDC_PARTS, "each part has a number");

static unsigned
part_number(unsigned part)
{
    unsigned number = 0;
    while (number < NDC_PARTS && part_numbers[number] != part)
        number++;
    return number;
}

static void
write_layout(const struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    ndc_bytes_put_number(bytes, scenario->layout_count, 2);
    for (unsigned place = 0; place < scenario->layout_count; place++) {
        const struct ndc_layout_line *line = &scenario->layout[place];
        ndc_bytes_put_number(bytes, part_number(line->part), 1);
        ndc_bytes_put_number(bytes, line->index, 1);
        ndc_bytes_put_number(bytes, (line->blank ? 1u : 0u) | (line->comment != 0 ? 2u : 0u), 1);
        if (line->comment != 0)
            ndc_bytes_put_text(bytes, ndc_comment_text(scenario, line->comment));
    }
}

/* Header words that came later stand behind everything else. */
static void
write_later(const struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    const struct ndc_script_header *header = &scenario->header;
    ndc_bytes_put_number(bytes, header->breaks_any ? BREAKS_ANY : header->breaks_count, 1);
    for (unsigned clause = 0; clause < header->breaks_count; clause++)
        ndc_bytes_put_text(bytes, header->breaks[clause]);
}

/* What machines and interfaces got later stands at the end, where a trailer of old has nothing. */
static void
write_latest(const struct ndc_script_header *header, struct ndc_bytes *bytes)
{
    ndc_bytes_put_number(bytes, header->cpus, 1);
    ndc_bytes_put_number(bytes, header->vectors, 1);
    ndc_bytes_put_number(bytes, header->grants, 1);
    ndc_bytes_put_number(bytes, header->unasked, 1);
    ndc_bytes_put_number(bytes, header->devices, 1);
    ndc_bytes_put_number(bytes, header->transfer_log2, 1);
    ndc_bytes_put_number(bytes, header->reports, 4);
}

static void
read_latest(struct ndc_script_header *header, struct ndc_bytes *bytes)
{
    header->cpus = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->vectors = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->grants = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->unasked = ndc_bytes_take_number(bytes, 1) & 1;
    header->devices = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->transfer_log2 = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->reports = (uint32_t)ndc_bytes_take_number(bytes, 4);
}

void
ndc_trailer_write(const struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    write_header(scenario, bytes);
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        ndc_bytes_put_text(bytes, scenario->channels[channel].name);
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++)
        ndc_bytes_put_text(bytes, scenario->transfers[transfer].name);
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        ndc_bytes_put_text(bytes, scenario->chains[chain].name);
    write_claims(scenario, bytes);
    write_layout(scenario, bytes);
    write_later(scenario, bytes);
    write_latest(&scenario->header, bytes);
}

static void
read_header(struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    struct ndc_script_header *header = &scenario->header;
    ndc_bytes_take_text(bytes, scenario->word, sizeof scenario->word);
    ndc_bytes_take_text(bytes, header->about, sizeof header->about);
    header->class = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->cites_count = (uint8_t)(ndc_bytes_take_number(bytes, 1) % (NDC_SCRIPT_CITES_MAX + 1));
    for (unsigned cite = 0; cite < header->cites_count; cite++)
        ndc_bytes_take_text(bytes, header->cites[cite], sizeof header->cites[0]);
    header->needs = (uint16_t)ndc_bytes_take_number(bytes, 2);
    header->interfaces = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->generation = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->wiring = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->no_dca = (header->wiring >> NO_DCA_BIT & 1) != 0;
    header->wiring &= (1u << NO_DCA_BIT) - 1;
    header->channels = (uint8_t)ndc_bytes_take_number(bytes, 1);
    header->accesses_max = (uint32_t)ndc_bytes_take_number(bytes, 4);
    ndc_bytes_take_text(bytes, scenario->vary_word, sizeof scenario->vary_word);
    scenario->vary_count = (uint8_t)(ndc_bytes_take_number(bytes, 1) % (NDC_SCRIPT_VARY_MAX + 1));
    for (unsigned value = 0; value < scenario->vary_count; value++)
        ndc_bytes_take_text(bytes, scenario->vary_values[value], NDC_VARY_WORD_ROOM);
}

static void
read_names(struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        ndc_bytes_take_text(bytes, scenario->channels[channel].name, NDC_NAME_ROOM);
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++)
        ndc_bytes_take_text(bytes, scenario->transfers[transfer].name, NDC_NAME_ROOM);
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        ndc_bytes_take_text(bytes, scenario->chains[chain].name, NDC_NAME_ROOM);
}

/* Puts a claim among the records; one whose place is behind the end goes to the end. */
static void
insert_claim(struct ndc_scenario *scenario, unsigned place, const struct ndc_record *claim)
{
    if (scenario->record_count == NDC_SCRIPT_RECORDS_MAX)
        return;
    if (place > scenario->record_count)
        place = scenario->record_count;
    memmove(&scenario->records[place + 1], &scenario->records[place],
            (scenario->record_count - place) * sizeof scenario->records[0]);
    scenario->records[place] = *claim;
    scenario->record_count++;
}

static void
read_claims(struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    unsigned claims = (unsigned)ndc_bytes_take_number(bytes, 1);
    for (; claims > 0 && bytes->at < bytes->count; claims--) {
        struct ndc_record claim;
        unsigned place = (unsigned)ndc_bytes_take_number(bytes, 1);
        claim.form = (uint8_t)(ndc_bytes_take_number(bytes, 1) % NDC_FORMS);
        claim.varied = (uint8_t)ndc_bytes_take_number(bytes, 1);
        for (unsigned byte = 0; byte < NDC_OPERAND_BYTES; byte++)
            claim.operands[byte] = (uint8_t)ndc_bytes_take_number(bytes, 1);
        bool nameless = (scenario->channel_count == 0 && ndc_needs_channel(&claim)) ||
                        (scenario->transfer_count == 0 && ndc_needs_transfer(scenario, &claim));
        if (ndc_form_class(claim.form) == NDC_FORM_CLASS_CLAIM && !nameless)
            insert_claim(scenario, place, &claim);
    }
}

static size_t
trimmed(char *text)
{
    size_t first = strspn(text, " "), length = strlen(text + first);
    memmove(text, text + first, length + 1);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return length;
}

static void
read_layout(struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    unsigned lines = (unsigned)ndc_bytes_take_number(bytes, 2);
    for (; lines > 0 && bytes->at < bytes->count; lines--) {
        unsigned number = (unsigned)ndc_bytes_take_number(bytes, 1);
        struct ndc_layout_line line = {.part =
                                           number < NDC_PARTS ? part_numbers[number] : NDC_PARTS};
        line.index = (uint8_t)ndc_bytes_take_number(bytes, 1);
        if (line.part == NDC_PART_COMMENT)
            line.index = 0;
        unsigned bits = (unsigned)ndc_bytes_take_number(bytes, 1);
        line.blank = (bits & 1) != 0 && scenario->layout_count > 0;
        if (bits & 2) {
            char text[NDC_COMMENT_BYTES_MAX];
            ndc_bytes_take_text(bytes, text, sizeof text);
            size_t length = trimmed(text);
            if (line.part == NDC_PART_COMMENT || length > 0)
                line.comment = ndc_comment_keep(scenario, text, length);
        }
        if (!ndc_layout_add(scenario, line))
            return;
    }
}

static void
read_later(struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    struct ndc_script_header *header = &scenario->header;
    unsigned count = (unsigned)ndc_bytes_take_number(bytes, 1);
    header->breaks_any = count == BREAKS_ANY;
    header->breaks_count = header->breaks_any ? 0 : (uint8_t)(count % (NDC_SCRIPT_BREAKS_MAX + 1));
    for (unsigned clause = 0; clause < header->breaks_count; clause++)
        ndc_bytes_take_text(bytes, header->breaks[clause], sizeof header->breaks[0]);
}

void
ndc_trailer_read(struct ndc_scenario *scenario, struct ndc_bytes *bytes)
{
    read_header(scenario, bytes);
    ndc_mend_header(scenario);
    read_names(scenario, bytes);
    ndc_mend_names(scenario);
    read_claims(scenario, bytes);
    read_layout(scenario, bytes);
    read_later(scenario, bytes);
    read_latest(&scenario->header, bytes);
    ndc_mend_later(&scenario->header);
    ndc_mend_header(scenario);
}
