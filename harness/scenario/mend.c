/* SPDX-License-Identifier: Apache-2.0 */
/* From whatever bytes there were to a scenario that could have been written as a script. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scenario/binary.h"
#include "scenario/grammar.h"
#include "scenario/lexer.h"
#include "scenario/words.h"

/* Replaces a text; the rest of its room becomes zero, so that equal texts are equal bytes. */
static void __attribute__((format(printf, 3, 4)))
replace(char *text, size_t room, const char *format, ...)
{
    va_list arguments;
    memset(text, 0, room);
    va_start(arguments, format);
    vsnprintf(text, room, format, arguments);
    va_end(arguments);
}

/* Squeezes the sentence and takes out what would begin a comment. */
static void
mend_about(char *about, size_t room)
{
    char text[sizeof((struct ndc_script_header *)0)->about];
    ndc_text_squeeze(text, sizeof text, about, strlen(about));
    for (size_t place = 0; text[place] != '\0'; place++)
        if (text[place] == '#' && (place == 0 || text[place - 1] == ' '))
            text[place] = '.';
    replace(about, room, "%s", text);
}

static void
mend_word(char *word)
{
    bool good = word[0] != '\0';
    for (size_t place = 0; word[place] != '\0'; place++) {
        char letter = word[place];
        good &=
            (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    }
    if (!good)
        replace(word, NDC_SCRIPT_WORD_ROOM, "unnamed");
}

#define CLAUSE_ROOM sizeof((struct ndc_script_header *)0)->cites[0]

/* Leaves out what is no clause or there already; returns how many stay. */
static uint8_t
mend_clauses(char (*clauses)[CLAUSE_ROOM], unsigned count, unsigned room)
{
    unsigned kept = 0;
    for (unsigned clause = 0; clause < count; clause++) {
        const char *text = clauses[clause];
        bool good = ndc_clause_spelled(text, strlen(text));
        for (unsigned other = 0; other < kept; other++)
            good &= strcmp(clauses[other], text) != 0;
        if (good)
            memmove(clauses[kept++], text, CLAUSE_ROOM);
    }
    for (unsigned left = kept; left < room; left++)
        memset(clauses[left], 0, CLAUSE_ROOM);
    return (uint8_t)kept;
}

static void
forget_vary(struct ndc_scenario *scenario)
{
    scenario->vary_count = 0;
    memset(scenario->vary_word, 0, sizeof scenario->vary_word);
    memset(scenario->vary_values, 0, sizeof scenario->vary_values);
}

static void
mend_vary(struct ndc_scenario *scenario)
{
    size_t length = strlen(scenario->vary_word);
    bool good = scenario->vary_count >= 2 && ndc_name_spelled(scenario->vary_word, length) &&
                !ndc_word_reserved(scenario->vary_word, length);
    for (unsigned value = 0; value < scenario->vary_count; value++) {
        const char *text = scenario->vary_values[value];
        good &= text[0] != '\0' && text[0] != '#' && strchr(text, ' ') == NULL;
        for (unsigned other = 0; other < value; other++)
            good &= strcmp(text, scenario->vary_values[other]) != 0;
    }
    if (!good)
        forget_vary(scenario);
}

void
ndc_mend_header(struct ndc_scenario *scenario)
{
    struct ndc_script_header *header = &scenario->header;
    mend_word(scenario->word);
    replace(header->id, sizeof header->id, "%s", scenario->word);
    mend_about(header->about, sizeof header->about);
    header->cites_count = mend_clauses(header->cites, header->cites_count, NDC_SCRIPT_CITES_MAX);
    mend_vary(scenario);
    header->class %= NDC_CLASS_HARDENING + 1;
    header->needs &= (1u << NDC_ROUTINES) - 1;
    header->interfaces &= NDC_VERSION_BITS | NDC_VERSION_BIT_ANY;
    header->reports &= NDC_REPORTS_MASK;
    if (header->reports < NDC_INTERFACE_1_1)
        header->reports = 0;
    header->generation %= 3;
    header->wiring %= 3;
    header->channels %= NDC_CHANNELS_MAX + 1;
    header->cpus %= NDC_CPUS_MAX + 1;
    header->vectors %= NDC_CHANNELS_MAX + 1;
    header->grants %= NDC_GRANTS_LINE + 1;
    header->devices %= NDC_DEVICES_MAX + 1;
    header->accesses_max %= NDC_ACCESSES_MOST + 1;
}

void
ndc_mend_later(struct ndc_script_header *header)
{
    if (header->transfer_log2 < NDC_TRANSFER_LOG2_LEAST ||
        header->transfer_log2 > NDC_TRANSFER_LOG2_MOST)
        header->transfer_log2 = 0;
    header->breaks_count =
        mend_clauses(header->breaks, header->breaks_count, NDC_SCRIPT_BREAKS_MAX);
}

/* How many things have this name; the vary word counts. */
static unsigned
spelled_so(const struct ndc_scenario *scenario, const char *name)
{
    unsigned count = scenario->vary_count > 0 && strcmp(scenario->vary_word, name) == 0;
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        count += strcmp(scenario->channels[channel].name, name) == 0;
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++)
        count += strcmp(scenario->transfers[transfer].name, name) == 0;
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        count += strcmp(scenario->chains[chain].name, name) == 0;
    return count;
}

static bool
name_good(const struct ndc_scenario *scenario, const char *name)
{
    return ndc_name_spelled(name, strlen(name)) && !ndc_word_reserved(name, strlen(name)) &&
           spelled_so(scenario, name) == 1;
}

static bool
names_good(const struct ndc_scenario *scenario)
{
    bool good = true;
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        good = good && name_good(scenario, scenario->channels[channel].name);
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++)
        good = good && name_good(scenario, scenario->transfers[transfer].name);
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        good = good && name_good(scenario, scenario->chains[chain].name);
    return good;
}

void
ndc_mend_names(struct ndc_scenario *scenario)
{
    if (names_good(scenario))
        return;
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        replace(scenario->channels[channel].name, NDC_NAME_ROOM, "c%u", channel);
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++)
        replace(scenario->transfers[transfer].name, NDC_NAME_ROOM, "D%u", transfer + 1);
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        replace(scenario->chains[chain].name, NDC_NAME_ROOM, "L%u", chain + 1);
    /* A vary word that is one of these names would make them two. */
    if (!names_good(scenario))
        forget_vary(scenario);
}

static void
mend_chain(const struct ndc_scenario *scenario, struct ndc_chain *chain)
{
    bool seen[NDC_SCRIPT_TRANSFERS_MAX] = {false};
    unsigned kept = 0;
    for (unsigned place = 0; place < chain->count; place++) {
        unsigned member = chain->members[place] % scenario->transfer_count;
        if (!seen[member])
            chain->members[kept++] = (uint8_t)member;
        seen[member] = true;
    }
    if (kept == 0)
        chain->members[kept++] = 0;
    memset(chain->members + kept, 0, sizeof chain->members - kept);
    chain->count = (uint8_t)kept;
}

static bool
has_slot(const struct ndc_record *record, enum ndc_slot_id slot)
{
    return ndc_form_slot(record->form, slot) >= 0;
}

bool
ndc_needs_channel(const struct ndc_record *record)
{
    return has_slot(record, NDC_SLOT_CHANNEL);
}

/* A call may name a batch, or must: that depends on a routine that may vary. */
bool
ndc_needs_transfer(const struct ndc_scenario *scenario, const struct ndc_record *record)
{
    static const enum ndc_slot_id slots[] = {NDC_SLOT_TRANSFER, NDC_SLOT_AFTER, NDC_SLOT_ADDRESS,
                                             NDC_SLOT_OPERAND,  NDC_SLOT_NAMES, NDC_SLOT_GROUP};
    if (record->form == NDC_FORM_CALL) {
        uint64_t routine = ndc_slot_clamp(scenario, NDC_SLOT_ROUTINE,
                                          ndc_operand(record, NDC_SLOT_ROUTINE), false);
        return record->varied != 0 || routine == NDC_ROUTINE_START || routine == NDC_ROUTINE_APPEND;
    }
    for (unsigned slot = 0; slot < sizeof slots / sizeof slots[0]; slot++)
        if (has_slot(record, slots[slot]))
            return true;
    return false;
}

void
ndc_mend_things(struct ndc_scenario *scenario, bool script)
{
    bool channel = !script, transfer = !script || scenario->chain_count > 0;
    for (unsigned record = 0; record < scenario->record_count; record++) {
        channel = channel || ndc_needs_channel(&scenario->records[record]);
        transfer = transfer || ndc_needs_transfer(scenario, &scenario->records[record]);
    }
    if (scenario->channel_count == 0 && channel)
        scenario->channels[scenario->channel_count++].record.form = NDC_FORM_CHANNEL;
    if (scenario->transfer_count == 0 && transfer) {
        struct ndc_record *record = &scenario->transfers[scenario->transfer_count++].record;
        record->form = NDC_FORM_COPY;
        ndc_operand_set(record, NDC_SLOT_BYTES, 0, 64);
        ndc_operand_set_flags(record, 1u << ndc_form_flag(NDC_FORM_COPY, "status", 6));
    }
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        mend_chain(scenario, &scenario->chains[chain]);
}
