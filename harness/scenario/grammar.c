/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns and slots as tables, and the operands of a record. */
#include "scenario/grammar.h"

#include <string.h>

#include "base/check.h"
#include "scenario/words.h"

static const struct {
    const char *pattern;
    uint8_t class;
} forms[NDC_FORMS] = {
#define NDC_FORM(identifier, class, pattern) {pattern, NDC_FORM_CLASS_##class},
#include "scenario/forms.def"
#undef NDC_FORM
};

const struct ndc_slot ndc_slots[NDC_SLOTS] = {
#define NDC_SLOT(id, name, kind, words, offset, size, entries, bias, least, most, noun) \
    {#name, noun, words, least, most, NDC_KIND_##kind, offset, size, entries, bias},
#include "scenario/slots.def"
#undef NDC_SLOT
};

/* Patterns cut once, at their first use: a cache, not a state. */
static struct ndc_item cut[NDC_FORMS][NDC_ITEMS_MAX];
static bool is_cut[NDC_FORMS];

static uint8_t
slot_named(const char *name, size_t length)
{
    unsigned slot = 0;
    while (slot < NDC_SLOTS && !ndc_word_is(name, length, ndc_slots[slot].name))
        slot++;
    ndc_check(slot < NDC_SLOTS);
    return (uint8_t)slot;
}

/* Cuts one item off the pattern and returns what follows it. */
static const char *
cut_item(const char *text, struct ndc_item *item)
{
    *item = (struct ndc_item){.word = text};
    if (*text == '[' || *text == ']') {
        item->kind = *text == '[' ? NDC_ITEM_OPEN : NDC_ITEM_CLOSE;
        return text + 1;
    }
    size_t length = strcspn(text, " ]");
    if (*text == '<') {
        item->kind = NDC_ITEM_SLOT;
        item->number = slot_named(text + 1, length - 2);
    } else if (*text == '!') {
        item->kind = NDC_ITEM_FLAG;
        for (size_t digit = 1; digit < length; digit++)
            item->number = (uint8_t)(item->number * 10 + (text[digit] - '0'));
    } else {
        item->kind = NDC_ITEM_WORD;
        item->length = (uint8_t)length;
    }
    return text + length;
}

const struct ndc_item *
ndc_form_items(enum ndc_form form)
{
    ndc_check(form < NDC_FORMS);
    if (is_cut[form])
        return cut[form];
    const char *text = forms[form].pattern;
    unsigned count = 0;
    uint8_t position = 0;
    while (*text != '\0') {
        ndc_check(count < NDC_ITEMS_MAX - 1);
        text = cut_item(text, &cut[form][count]);
        if (cut[form][count].kind == NDC_ITEM_SLOT)
            cut[form][count].position = position++;
        count++;
        text += strspn(text, " ");
    }
    cut[form][count].kind = NDC_ITEM_END;
    is_cut[form] = true;
    return cut[form];
}

enum ndc_form_class
ndc_form_class(enum ndc_form form)
{
    return forms[form].class;
}

int
ndc_form_slot(enum ndc_form form, enum ndc_slot_id slot)
{
    for (const struct ndc_item *item = ndc_form_items(form); item->kind != NDC_ITEM_END; item++)
        if (item->kind == NDC_ITEM_SLOT && item->number == slot)
            return item->position;
    return -1;
}

int
ndc_form_flag(enum ndc_form form, const char *word, size_t length)
{
    for (const struct ndc_item *item = ndc_form_items(form); item->kind != NDC_ITEM_END; item++) {
        if (item[0].kind != NDC_ITEM_OPEN || item[1].kind != NDC_ITEM_WORD ||
            item[1].length != length || memcmp(item[1].word, word, length) != 0)
            continue;
        if (item[2].kind == NDC_ITEM_FLAG)
            return item[2].number;
        if (item[2].kind == NDC_ITEM_CLOSE)
            return NDC_FLAG_PLAIN;
    }
    return -1;
}

uint64_t
ndc_operand_entry(const struct ndc_record *record, enum ndc_slot_id slot, unsigned entry)
{
    const struct ndc_slot *row = &ndc_slots[slot];
    uint64_t value = 0;
    for (unsigned byte = row->size; byte > 0; byte--)
        value = value << 8 | record->operands[row->offset + entry * row->size + byte - 1];
    return value;
}

void
ndc_operand_set(struct ndc_record *record, enum ndc_slot_id slot, unsigned entry, uint64_t value)
{
    const struct ndc_slot *row = &ndc_slots[slot];
    uint8_t *to = record->operands + row->offset + entry * row->size;

    for (unsigned byte = 0; byte < row->size; byte++, value >>= 8)
        *to++ = (uint8_t)value;
}

uint64_t
ndc_operand(const struct ndc_record *record, enum ndc_slot_id slot)
{
    return ndc_operand_entry(record, slot, 0);
}

unsigned
ndc_operand_flags(const struct ndc_record *record)
{
    return (unsigned)(record->operands[NDC_OPERAND_FLAGS] | record->operands[NDC_OPERAND_FLAGS + 1]
                                                                << 8);
}

void
ndc_operand_set_flags(struct ndc_record *record, unsigned flags)
{
    record->operands[NDC_OPERAND_FLAGS] = (uint8_t)flags;
    record->operands[NDC_OPERAND_FLAGS + 1] = (uint8_t)(flags >> 8);
}

bool
ndc_word_reserved(const char *word, size_t length)
{
    for (unsigned form = 0; form < NDC_FORMS; form++) {
        const struct ndc_item *item = ndc_form_items(form);
        for (; item->kind != NDC_ITEM_END; item++)
            if (item->kind == NDC_ITEM_WORD && item->length == length &&
                memcmp(item->word, word, length) == 0)
                return true;
    }
    for (unsigned slot = 0; slot < NDC_SLOTS; slot++)
        if (ndc_slots[slot].words != NULL &&
            ndc_word_find(ndc_slots[slot].words, word, length) >= 0)
            return true;
    return ndc_word_find(ndc_words_header, word, length) >= 0 || ndc_word_is(word, length, "or") ||
           ndc_word_is(word, length, "forever") || ndc_word_is(word, length, "cpu");
}

const char *
ndc_record_complaint(const struct ndc_record *record)
{
    if (record->form != NDC_FORM_CALL)
        return NULL;
    uint64_t routine = ndc_operand(record, NDC_SLOT_ROUTINE);
    bool takes = routine == NDC_ROUTINE_START || routine == NDC_ROUTINE_APPEND;
    if (takes && ndc_operand(record, NDC_SLOT_BATCH) == 0)
        return "this routine takes a chain or a descriptor behind the channel";
    if (!takes && ndc_operand(record, NDC_SLOT_BATCH) != 0)
        return "only StartDma and AppendDma take a chain";
    if (!takes && ndc_operand(record, NDC_SLOT_COUNT) != 0)
        return "only StartDma and AppendDma take a count";
    return NULL;
}
