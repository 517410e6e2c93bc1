/* SPDX-License-Identifier: Apache-2.0 */
/* The words of a slot: reading, printing and clamping one operand. */
#include <stdio.h>
#include <string.h>

#include "scenario/grammar.h"
#include "scenario/words.h"

#define HITS_FOREVER 0xFFFFu

unsigned
ndc_words_count(const char *const *words)
{
    unsigned count = 0;
    while (words[count] != NULL)
        count++;
    return count;
}

static int
find_channel(const struct ndc_scenario *scenario, const char *word, size_t length)
{
    for (int channel = 0; channel < scenario->channel_count; channel++)
        if (ndc_word_is(word, length, scenario->channels[channel].name))
            return channel;
    return -1;
}

static int
find_transfer(const struct ndc_scenario *scenario, const char *word, size_t length)
{
    for (int transfer = 0; transfer < scenario->transfer_count; transfer++)
        if (ndc_word_is(word, length, scenario->transfers[transfer].name))
            return transfer;
    return -1;
}

static int
find_group(const struct ndc_scenario *scenario, const char *word, size_t length)
{
    for (int chain = 0; chain < scenario->chain_count; chain++)
        if (ndc_word_is(word, length, scenario->chains[chain].name))
            return NDC_GROUP_CHAIN + chain;
    return find_transfer(scenario, word, length);
}

bool
ndc_name_taken(const struct ndc_scenario *scenario, const char *name)
{
    size_t length = strlen(name);
    return find_channel(scenario, name, length) >= 0 || find_group(scenario, name, length) >= 0 ||
           (scenario->vary_count > 0 && ndc_word_is(name, length, scenario->vary_word));
}

static enum ndc_complaint
read_number(const struct ndc_slot *slot, const char *word, size_t length, uint64_t *value)
{
    if (!ndc_read_number(word, length, value))
        return NDC_COMPLAINT_NUMBER;
    if (*value < slot->least)
        return NDC_COMPLAINT_SMALL;
    return *value > slot->most ? NDC_COMPLAINT_LARGE : NDC_COMPLAINT_NONE;
}

/* NAME or NAME+N. */
static enum ndc_complaint
read_address(const struct ndc_scenario *scenario, const struct ndc_slot *slot, const char *word,
             size_t length, uint64_t *value)
{
    const char *plus = memchr(word, '+', length);
    size_t name_length = plus == NULL ? length : (size_t)(plus - word);
    int transfer = find_transfer(scenario, word, name_length);
    if (transfer < 0)
        return NDC_COMPLAINT_UNKNOWN;
    uint64_t number = 0;
    if (plus != NULL) {
        enum ndc_complaint complaint =
            read_number(slot, plus + 1, length - name_length - 1, &number);
        if (complaint != NDC_COMPLAINT_NONE)
            return complaint;
    }
    *value = (uint64_t)(transfer + 1) << 48 | number;
    return NDC_COMPLAINT_NONE;
}

/* The place of the word among what exists, or -1. */
static int
find_index(const struct ndc_scenario *scenario, const struct ndc_slot *slot, const char *word,
           size_t length)
{
    switch (slot->kind) {
    case NDC_KIND_WORD:
        return ndc_word_find(slot->words, word, length);
    case NDC_KIND_CHANNEL:
        return find_channel(scenario, word, length);
    case NDC_KIND_TRANSFER:
        return find_transfer(scenario, word, length);
    case NDC_KIND_GROUP:
        return find_group(scenario, word, length);
    default:
        return -1;
    }
}

enum ndc_complaint
ndc_slot_read(const struct ndc_scenario *scenario, enum ndc_slot_id id, const char *word,
              size_t length, uint64_t *value)
{
    const struct ndc_slot *slot = &ndc_slots[id];
    enum ndc_complaint complaint = NDC_COMPLAINT_NONE;
    *value = 0;
    if (slot->kind == NDC_KIND_NUMBER || slot->kind == NDC_KIND_HEX) {
        complaint = read_number(slot, word, length, value);
    } else if (slot->kind == NDC_KIND_HITS) {
        *value = HITS_FOREVER;
        if (!ndc_word_is(word, length, "forever"))
            complaint = read_number(slot, word, length, value);
    } else if (slot->kind == NDC_KIND_ADDRESS) {
        complaint = read_address(scenario, slot, word, length, value);
    } else if (slot->kind == NDC_KIND_OPERAND) {
        complaint = ndc_is_letter(word[0]) ? read_address(scenario, slot, word, length, value)
                                           : read_number(slot, word, length, value);
    } else {
        int index = find_index(scenario, slot, word, length);
        if (index < 0)
            return NDC_COMPLAINT_UNKNOWN;
        if ((uint64_t)index < slot->least)
            return NDC_COMPLAINT_SMALL;
        *value = (uint64_t)index;
    }
    *value += slot->bias;
    return complaint;
}

int
ndc_slot_print(const struct ndc_scenario *scenario, enum ndc_slot_id id, uint64_t value, char *text,
               size_t room)
{
    const struct ndc_slot *slot = &ndc_slots[id];
    const char *word = NULL;
    uint64_t number = value - slot->bias;
    switch (slot->kind) {
    case NDC_KIND_WORD:
        word = slot->words[number];
        break;
    case NDC_KIND_CHANNEL:
        word = scenario->channels[number].name;
        break;
    case NDC_KIND_TRANSFER:
        word = scenario->transfers[number].name;
        break;
    case NDC_KIND_GROUP:
        word = number < NDC_GROUP_CHAIN ? scenario->transfers[number].name
                                        : scenario->chains[number - NDC_GROUP_CHAIN].name;
        break;
    case NDC_KIND_HITS:
        if (number == HITS_FOREVER)
            word = "forever";
        break;
    case NDC_KIND_ADDRESS:
    case NDC_KIND_OPERAND:
        if (NDC_ADDRESS_BASE(value) == 0)
            return snprintf(text, room, "0x%llX", (unsigned long long)value);
        word = scenario->transfers[NDC_ADDRESS_BASE(value) - 1].name;
        if (NDC_ADDRESS_NUMBER(value) != 0)
            return snprintf(text, room, "%s+%llu", word,
                            (unsigned long long)NDC_ADDRESS_NUMBER(value));
        break;
    default:
        break;
    }
    if (word != NULL)
        return snprintf(text, room, "%s", word);
    return snprintf(text, room, slot->kind == NDC_KIND_HEX ? "0x%llX" : "%llu",
                    (unsigned long long)number);
}

/* How many values an indexed slot has now. */
static uint64_t
values_count(const struct ndc_scenario *scenario, const struct ndc_slot *slot)
{
    switch (slot->kind) {
    case NDC_KIND_WORD:
        return ndc_words_count(slot->words);
    case NDC_KIND_CHANNEL:
        return scenario->channel_count;
    case NDC_KIND_TRANSFER:
        return scenario->transfer_count;
    case NDC_KIND_GROUP:
        return (uint64_t)scenario->transfer_count + scenario->chain_count;
    default:
        return slot->most + 1;
    }
}

static uint64_t
clamp_address(const struct ndc_scenario *scenario, const struct ndc_slot *slot, uint64_t value)
{
    uint64_t base = NDC_ADDRESS_BASE(value), number = NDC_ADDRESS_NUMBER(value);
    if (slot->kind == NDC_KIND_ADDRESS)
        base = (base == 0 ? 0 : (base - 1) % scenario->transfer_count) + 1;
    else
        base %= scenario->transfer_count + 1u;
    return base << 48 | number % (slot->most + 1);
}

uint64_t
ndc_slot_clamp(const struct ndc_scenario *scenario, enum ndc_slot_id id, uint64_t value,
               bool optional)
{
    const struct ndc_slot *slot = &ndc_slots[id];
    if (slot->kind == NDC_KIND_ADDRESS || slot->kind == NDC_KIND_OPERAND)
        return clamp_address(scenario, slot, value);
    if (value == 0 && optional)
        return 0;
    if (slot->kind == NDC_KIND_HITS && value == HITS_FOREVER)
        return value;
    uint64_t number = value == 0 ? 0 : value - slot->bias;
    uint64_t count = values_count(scenario, slot);
    if (count == 0)
        return 0; /* of an optional slot: there is nothing it could name */
    if (slot->kind == NDC_KIND_GROUP) {
        if (number >= NDC_GROUP_CHAIN && number < (uint64_t)NDC_GROUP_CHAIN + scenario->chain_count)
            return value;
        number %= count;
        if (number >= scenario->transfer_count)
            number += NDC_GROUP_CHAIN - scenario->transfer_count;
    } else if (number >= count || number < slot->least) {
        number =
            slot->least + (number < slot->least ? 0 : number - slot->least) % (count - slot->least);
    }
    return number + slot->bias;
}
