/* SPDX-License-Identifier: Apache-2.0 */
/* Variations: the operands that are the vary word, read again from the word of one variation. */
#include <string.h>

#include "scenario/grammar.h"

unsigned
ndc_scenario_variations(const struct ndc_scenario *scenario)
{
    return scenario->vary_count == 0 ? 1 : scenario->vary_count;
}

const char *
ndc_scenario_variation_word(const struct ndc_scenario *scenario, unsigned variation)
{
    return variation < scenario->vary_count ? scenario->vary_values[variation] : "";
}

/* A set of flags is written with + between its words: status+irq. */
#define BETWEEN_FLAGS '+'

/* Length of the first word of a set. */
static size_t
first_of_set(const char *set)
{
    const char *end = strchr(set, BETWEEN_FLAGS);
    return end == NULL ? strlen(set) : (size_t)(end - set);
}

static const char *
rest_of_set(const char *set)
{
    size_t length = first_of_set(set);
    return set[length] == BETWEEN_FLAGS ? set + length + 1 : NULL;
}

static void
vary_flag(struct ndc_record *record, const char *word)
{
    for (; word != NULL; word = rest_of_set(word)) {
        int flag = ndc_form_flag(record->form, word, first_of_set(word));
        if (flag >= 0 && flag < NDC_FLAG_PLAIN)
            ndc_operand_set_flags(record, ndc_operand_flags(record) | 1u << flag);
    }
}

struct ndc_record
ndc_record_variation(const struct ndc_scenario *scenario, const struct ndc_record *record,
                     unsigned variation)
{
    struct ndc_record varied = *record;
    if (record->varied == 0 || scenario->vary_count == 0)
        return varied;
    varied.varied = 0;
    const char *word = scenario->vary_values[variation % scenario->vary_count];
    for (const struct ndc_item *item = ndc_form_items(record->form); item->kind != NDC_ITEM_END;
         item++) {
        uint64_t value;
        if (item->kind == NDC_ITEM_SLOT && (record->varied >> item->position & 1) &&
            ndc_slot_read(scenario, item->number, word, strlen(word), &value) == NDC_COMPLAINT_NONE)
            ndc_operand_set(&varied, item->number, 0, value);
    }
    if (record->varied & NDC_VARIED_FLAG)
        vary_flag(&varied, word);
    return varied;
}

bool
ndc_vary_reads(const struct ndc_scenario *scenario, enum ndc_slot_id slot, const char **bad)
{
    uint64_t value;
    for (unsigned place = 0; place < scenario->vary_count; place++) {
        *bad = scenario->vary_values[place];
        if (ndc_slot_read(scenario, slot, *bad, strlen(*bad), &value) != NDC_COMPLAINT_NONE)
            return false;
    }
    return scenario->vary_count > 0;
}

bool
ndc_vary_flags(const struct ndc_scenario *scenario, enum ndc_form form, const char **bad)
{
    for (unsigned place = 0; place < scenario->vary_count; place++) {
        *bad = scenario->vary_values[place];
        for (const char *word = *bad; word != NULL; word = rest_of_set(word))
            if (ndc_form_flag(form, word, first_of_set(word)) < 0)
                return false;
    }
    return scenario->vary_count > 0;
}
