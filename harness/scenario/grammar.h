/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The grammar as tables: patterns cut into items, slots, and the vocabularies behind them.
 *
 *  - Everything below the header of a script is read and printed through these tables (forms.def,
 * slots.def).
 *  - A word of a slot is turned into a number by ndc_slot_read and back by ndc_slot_print.
 */
#ifndef NDC_SCENARIO_GRAMMAR_H
#define NDC_SCENARIO_GRAMMAR_H

#include "scenario/record.h"

enum ndc_slot_kind {
    NDC_KIND_NUMBER,
    NDC_KIND_HEX,  /* a number that is printed as 0x... */
    NDC_KIND_HITS, /* a number, or forever */
    NDC_KIND_WORD, /* of a vocabulary */
    NDC_KIND_CHANNEL,
    NDC_KIND_TRANSFER,
    NDC_KIND_GROUP,
    NDC_KIND_ADDRESS, /* NAME or NAME+N */
    NDC_KIND_OPERAND, /* a number or an address */
    NDC_KIND_NAME     /* of the thing that the line defines */
};

struct ndc_slot {
    const char *name;
    const char *noun;         /* for messages */
    const char *const *words; /* of the vocabulary, NULL at its end; else NULL */
    uint64_t least, most;
    uint8_t kind;
    uint8_t offset, size, entries, bias;
};

extern const struct ndc_slot ndc_slots[NDC_SLOTS];

enum ndc_item_kind {
    NDC_ITEM_END,
    NDC_ITEM_WORD,
    NDC_ITEM_SLOT,
    NDC_ITEM_FLAG,
    NDC_ITEM_OPEN,
    NDC_ITEM_CLOSE
};

/* One item of a pattern. */
struct ndc_item {
    uint8_t kind;     /* enum ndc_item_kind */
    uint8_t length;   /* of the word */
    uint8_t number;   /* SLOT: enum ndc_slot_id; FLAG: the bit */
    uint8_t position; /* SLOT: which slot of the pattern, for `varied` */
    const char *word;
};
#define NDC_ITEMS_MAX 112

/* The pattern of a form in items; the list ends with NDC_ITEM_END. */
const struct ndc_item *ndc_form_items(enum ndc_form form);
enum ndc_form_class ndc_form_class(enum ndc_form form);
/* Position of a slot in the pattern of a form, or -1. */
int ndc_form_slot(enum ndc_form form, enum ndc_slot_id slot);
/* Flag bit of a word that alone sets one ("irq"), NDC_FLAG_PLAIN for "plain", or -1. */
#define NDC_FLAG_PLAIN 16
int ndc_form_flag(enum ndc_form form, const char *word, size_t length);

/* Operands of a record: the raw value of an entry, and of the flags. */
uint64_t ndc_operand_entry(const struct ndc_record *record, enum ndc_slot_id slot, unsigned entry);
void ndc_operand_set(struct ndc_record *record, enum ndc_slot_id slot, unsigned entry,
                     uint64_t value);
uint64_t ndc_operand(const struct ndc_record *record, enum ndc_slot_id slot);
unsigned ndc_operand_flags(const struct ndc_record *record);
void ndc_operand_set_flags(struct ndc_record *record, unsigned flags);

/* An ADDRESS or OPERAND in one value: 1 + transfer above 48 bits of number. */
#define NDC_ADDRESS_NUMBER(value) ((value)&0xFFFFFFFFFFFFu)
#define NDC_ADDRESS_BASE(value) ((unsigned)((value) >> 48)) /* 0: none; else 1 + transfer */

enum ndc_complaint {
    NDC_COMPLAINT_NONE,
    NDC_COMPLAINT_UNKNOWN, /* no such word or name */
    NDC_COMPLAINT_NUMBER,  /* not a number */
    NDC_COMPLAINT_SMALL,
    NDC_COMPLAINT_LARGE
};

/* Reads one word for a slot; *value is what is stored (with the bias). */
enum ndc_complaint ndc_slot_read(const struct ndc_scenario *scenario, enum ndc_slot_id slot,
                                 const char *word, size_t length, uint64_t *value);
/* Prints a stored value; returns its length. */
int ndc_slot_print(const struct ndc_scenario *scenario, enum ndc_slot_id slot, uint64_t value,
                   char *text, size_t room);
/* Brings any stored value into what the slot can hold now; 0 stays 0 where that means absent. */
uint64_t ndc_slot_clamp(const struct ndc_scenario *scenario, enum ndc_slot_id slot, uint64_t value,
                        bool optional);

/* Whether every value of `vary` can stand in a slot; *bad: the first that cannot. */
bool ndc_vary_reads(const struct ndc_scenario *scenario, enum ndc_slot_id slot, const char **bad);
/* Whether every value of `vary` is a flag word of a form. */
bool ndc_vary_flags(const struct ndc_scenario *scenario, enum ndc_form form, const char **bad);

/* Number of words in a vocabulary. */
unsigned ndc_words_count(const char *const *words);
/* A decimal or 0x number. */
bool ndc_read_number(const char *word, size_t length, uint64_t *value);
bool ndc_is_letter(char letter);
/* Letters, digits and _, a letter first, at most NDC_SCRIPT_NAME_MAX. */
bool ndc_name_spelled(const char *word, size_t length);
/* GROUP-NN, in capitals and with two digits. */
bool ndc_clause_spelled(const char *word, size_t length);
/* A word of the language cannot be a name. */
bool ndc_word_reserved(const char *word, size_t length);

/* The condition of a record beyond its pattern; NULL when it is met, else a sentence. */
const char *ndc_record_complaint(const struct ndc_record *record);

#endif
