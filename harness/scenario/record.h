/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A scenario in memory: header, things (channels, transfers, chains), records (acts and claims),
 * layout.
 *
 *  - A record is 16 bytes: its form (forms.def) and operands (slots.def), nothing else. A transfer
 * and a channel are described by a record of their own.
 *  - `vary`: an operand whose bit in `varied` is set holds the value of variation 0; that of
 * another one is read from its word when it is asked for (ndc_record_variation).
 *  - The layout remembers what means nothing: order, blank lines, comments, source lines.
 *  - The whole is plain data; equal scripts give equal bytes of everything the binary form carries.
 */
#ifndef NDC_SCENARIO_RECORD_H
#define NDC_SCENARIO_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenario/scenario.h"

enum ndc_form_class {
    NDC_FORM_CLASS_ACT,
    NDC_FORM_CLASS_CLAIM,
    NDC_FORM_CLASS_THING,
    NDC_FORM_CLASS_CHAIN,
    NDC_FORM_CLASS_TRAILER
};

enum ndc_form {
#define NDC_FORM(identifier, class, pattern) NDC_FORM_##identifier,
#include "scenario/forms.def"
#undef NDC_FORM
    NDC_FORMS
};

enum ndc_slot_id {
#define NDC_SLOT(id, name, kind, words, offset, size, entries, bias, least, most, noun) \
    NDC_SLOT_##id,
#include "scenario/slots.def"
#undef NDC_SLOT
    NDC_SLOTS
};

#define NDC_OPERAND_BYTES 14
#define NDC_OPERAND_FLAGS 12      /* offset of the two flag bytes */
#define NDC_VARIED_FLAG (1u << 7) /* the vary word stands for one of the flag words */

struct ndc_record {
    uint8_t form;   /* enum ndc_form */
    uint8_t varied; /* bit n: slot n of the pattern is the vary word; bit 7: a flag is */
    uint8_t operands[NDC_OPERAND_BYTES];
};
_Static_assert(sizeof(struct ndc_record) == 16, "a record is sixteen bytes");

#define NDC_NAME_ROOM (NDC_SCRIPT_NAME_MAX + 1)
#define NDC_VARY_WORD_ROOM 24
#define NDC_SCRIPT_WORD_ROOM 48
#define NDC_TRANSFER_LOG2_LEAST 12u /* of `machine ... bytes` */
#define NDC_TRANSFER_LOG2_MOST 20u
#define NDC_ACCESSES_MOST 100000000u /* of `limits accesses` */
#define NDC_COMMENT_BYTES_MAX 4096
#define NDC_COMMENT_LINES_MAX 40

/* A channel or a transfer. */
struct ndc_thing {
    char name[NDC_NAME_ROOM];
    struct ndc_record record;
};

struct ndc_chain {
    char name[NDC_NAME_ROOM];
    uint8_t count;
    uint8_t members[NDC_SCRIPT_CHAIN_MAX]; /* transfer numbers, each once */
};

/* A group is a transfer (its number) or a chain (NDC_GROUP_CHAIN + its number). */
#define NDC_GROUP_CHAIN NDC_SCRIPT_TRANSFERS_MAX

/* What a line of the text is; header lines in their canonical order come first. */
enum ndc_part {
    NDC_PART_SCENARIO,
    NDC_PART_ABOUT,
    NDC_PART_CLASS,
    NDC_PART_CITES,
    NDC_PART_BREAKS,
    NDC_PART_NEEDS,
    NDC_PART_INTERFACE,
    NDC_PART_REPORTS,
    NDC_PART_MACHINE,
    NDC_PART_LIMITS,
    NDC_PART_VARY,
    NDC_PART_HEADERS,
    NDC_PART_CHANNEL = NDC_PART_HEADERS,
    NDC_PART_TRANSFER,
    NDC_PART_CHAIN,
    NDC_PART_RECORD,
    NDC_PART_COMMENT, /* a line that is only a comment: belongs to the next line that is not */
    NDC_PARTS
};

struct ndc_layout_line {
    uint8_t part;     /* enum ndc_part */
    uint8_t index;    /* which channel, transfer, chain or record */
    bool blank;       /* an empty line before it */
    uint16_t comment; /* 0: none; else 1 + offset in comments */
    uint16_t line;    /* of the text, from 1 */
};

#define NDC_LAYOUT_MAX                                                                        \
    (NDC_PART_HEADERS + NDC_CHANNELS_MAX + NDC_SCRIPT_TRANSFERS_MAX + NDC_SCRIPT_CHAINS_MAX + \
     NDC_SCRIPT_RECORDS_MAX + NDC_COMMENT_LINES_MAX)

struct ndc_scenario {
    struct ndc_script_header header;
    char word[NDC_SCRIPT_WORD_ROOM]; /* of the `scenario` line */
    char vary_word[NDC_NAME_ROOM];
    char vary_values[NDC_SCRIPT_VARY_MAX][NDC_VARY_WORD_ROOM];
    uint8_t vary_count; /* 0: no `vary` line */
    uint8_t channel_count;
    uint8_t transfer_count;
    uint8_t chain_count;
    uint8_t record_count;
    uint16_t layout_count;
    uint16_t comment_bytes;
    struct ndc_thing channels[NDC_CHANNELS_MAX];
    struct ndc_thing transfers[NDC_SCRIPT_TRANSFERS_MAX];
    struct ndc_chain chains[NDC_SCRIPT_CHAINS_MAX];
    struct ndc_record records[NDC_SCRIPT_RECORDS_MAX];
    struct ndc_layout_line layout[NDC_LAYOUT_MAX];
    char comments[NDC_COMMENT_BYTES_MAX];
};

/* The record as it is in one variation: no operand is varied any more. */
struct ndc_record ndc_record_variation(const struct ndc_scenario *scenario,
                                       const struct ndc_record *record, unsigned variation);

/* Numbers of the transfers of a group, in order; returns how many (at least 1). */
unsigned ndc_group_members(const struct ndc_scenario *scenario, unsigned group,
                           uint16_t members[NDC_SCRIPT_CHAIN_MAX]);

/* Whether some other name (channel, transfer, chain, vary word) is spelled so. */
bool ndc_name_taken(const struct ndc_scenario *scenario, const char *name);

#endif
