/* SPDX-License-Identifier: Apache-2.0 */
/* One line against the patterns that begin with its first word. */
#include "scenario/match.h"

#include <string.h>

/* One attempt to read the line by one pattern. */
struct attempt {
    const struct ndc_reader *reader;
    struct ndc_failure *failure;
    struct ndc_record record;
    unsigned at; /* next word of the line */
    int name_at; /* word of the name of the thing; -1: none */
};

static const struct ndc_word *
word_at(const struct attempt *attempt, unsigned ahead)
{
    const struct ndc_line *line = &attempt->reader->line;
    return attempt->at + ahead < line->count ? &line->words[attempt->at + ahead] : NULL;
}

static bool
is_item(const struct ndc_word *word, const struct ndc_item *item)
{
    return word != NULL && word->length == item->length &&
           memcmp(word->text, item->word, word->length) == 0;
}

static bool
is_vary_word(const struct attempt *attempt, const struct ndc_word *word)
{
    const struct ndc_scenario *scenario = attempt->reader->scenario;
    return word != NULL && scenario->vary_count > 0 &&
           ndc_word_is(word->text, word->length, scenario->vary_word);
}

static bool
fail(struct attempt *attempt, const struct ndc_item *item, enum ndc_complaint complaint,
     const char *value)
{
    ndc_failure_expect(attempt->failure, attempt->at, item, complaint, value);
    return false;
}

/* The vary word in a slot: every value must be able to stand there; the first one is stored. */
static bool
match_varied(struct attempt *attempt, const struct ndc_item *item)
{
    const struct ndc_scenario *scenario = attempt->reader->scenario;
    const char *text;
    uint64_t value;
    if (!ndc_vary_reads(scenario, item->number, &text)) {
        enum ndc_complaint complaint =
            ndc_slot_read(scenario, item->number, text, strlen(text), &value);
        return fail(attempt, item, complaint, text);
    }
    text = scenario->vary_values[0];
    ndc_slot_read(scenario, item->number, text, strlen(text), &value);
    ndc_operand_set(&attempt->record, item->number, 0, value);
    attempt->record.varied |= (uint8_t)(1u << item->position);
    attempt->at++;
    return true;
}

static bool
match_slot(struct attempt *attempt, const struct ndc_item *item)
{
    const struct ndc_slot *slot = &ndc_slots[item->number];
    if (slot->kind == NDC_KIND_NAME) {
        attempt->name_at = (int)attempt->at++;
        return true;
    }
    for (unsigned entry = 0; entry < slot->entries; entry++) {
        const struct ndc_word *word = word_at(attempt, 0);
        uint64_t value;
        if (word == NULL)
            return fail(attempt, item, NDC_COMPLAINT_NONE, NULL);
        if (entry == 0 && is_vary_word(attempt, word)) {
            if (!match_varied(attempt, item))
                return false;
        } else {
            enum ndc_complaint complaint = ndc_slot_read(attempt->reader->scenario, item->number,
                                                         word->text, word->length, &value);
            if (complaint != NDC_COMPLAINT_NONE)
                return fail(attempt, item, complaint, NULL);
            ndc_operand_set(&attempt->record, item->number, entry, value);
            attempt->at++;
        }
        word = word_at(attempt, 0);
        if (entry + 1u == slot->entries || word == NULL ||
            !ndc_word_is(word->text, word->length, "or"))
            return true;
        attempt->at++;
    }
    return true;
}

/* The items of a group, or of the line outside groups, one by one. */
static bool
match_item(struct attempt *attempt, const struct ndc_item *item)
{
    if (item->kind == NDC_ITEM_SLOT)
        return match_slot(attempt, item);
    if (item->kind == NDC_ITEM_FLAG) {
        ndc_operand_set_flags(&attempt->record,
                              ndc_operand_flags(&attempt->record) | 1u << item->number);
        return true;
    }
    if (!is_item(word_at(attempt, 0), item))
        return fail(attempt, item, NDC_COMPLAINT_NONE, NULL);
    attempt->at++;
    return true;
}

/* How well the words at hand begin a group: 0 not at all, 1 its first word, 2 all its leading
 * words. */
static unsigned
begins(struct attempt *attempt, const struct ndc_item *group)
{
    unsigned words = 0;
    if (group->kind == NDC_ITEM_SLOT) {
        const struct ndc_word *word = word_at(attempt, 0);
        const char *bad;
        uint64_t value;
        if (is_vary_word(attempt, word) &&
            ndc_vary_reads(attempt->reader->scenario, group->number, &bad))
            return 2;
        enum ndc_complaint complaint = ndc_slot_read(attempt->reader->scenario, group->number,
                                                     word->text, word->length, &value);
        if (complaint != NDC_COMPLAINT_NONE)
            fail(attempt, group, complaint, NULL);
        return complaint == NDC_COMPLAINT_NONE ? 2 : 0;
    }
    for (; group[words].kind == NDC_ITEM_WORD; words++)
        if (!is_item(word_at(attempt, words), &group[words]))
            return words > 0;
    return 2;
}

static const struct ndc_item *
behind_group(const struct ndc_item *open)
{
    while (open->kind != NDC_ITEM_CLOSE)
        open++;
    return open + 1;
}

/* The vary word in place of a flag: every value must be a flag word of this form. */
static bool
match_flag(struct attempt *attempt, enum ndc_form form)
{
    const char *bad;
    if (!is_vary_word(attempt, word_at(attempt, 0)) || (attempt->record.varied & NDC_VARIED_FLAG))
        return false;
    if (!ndc_vary_flags(attempt->reader->scenario, form, &bad)) {
        attempt->failure->value = bad;
        return false;
    }
    attempt->record.varied |= NDC_VARIED_FLAG;
    attempt->at++;
    return true;
}

/* The group of a run that the words at hand begin best, or NULL. */
static const struct ndc_item *
best_group(struct attempt *attempt, const struct ndc_item *run, const struct ndc_item *run_end,
           unsigned used)
{
    const struct ndc_item *best = NULL;
    unsigned best_fit = 0, number = 0;
    for (const struct ndc_item *open = run; open < run_end; open = behind_group(open), number++) {
        if (used >> number & 1)
            continue;
        if (open[1].kind == NDC_ITEM_WORD)
            fail(attempt, open + 1, NDC_COMPLAINT_NONE, NULL);
        else if (word_at(attempt, 0) == NULL)
            fail(attempt, open + 1, NDC_COMPLAINT_NONE, NULL);
        unsigned fit = word_at(attempt, 0) == NULL ? 0 : begins(attempt, open + 1);
        if (fit > best_fit) {
            best = open;
            best_fit = fit;
        }
    }
    return best;
}

static unsigned
group_number(const struct ndc_item *run, const struct ndc_item *group)
{
    unsigned number = 0;
    for (const struct ndc_item *open = run; open < group; open = behind_group(open))
        number++;
    return number;
}

/* Groups that stand side by side, in any order. Bounded by the number of groups. */
static bool
match_groups(struct attempt *attempt, enum ndc_form form, const struct ndc_item *run,
             const struct ndc_item *run_end)
{
    unsigned used = 0;
    for (;;) {
        const struct ndc_item *group = best_group(attempt, run, run_end, used);
        if (group == NULL) {
            if (!match_flag(attempt, form))
                return true;
            continue;
        }
        used |= 1u << group_number(run, group);
        for (const struct ndc_item *item = group + 1; item->kind != NDC_ITEM_CLOSE; item++)
            if (!match_item(attempt, item))
                return false;
    }
}

static bool
match_form(struct attempt *attempt, enum ndc_form form)
{
    const struct ndc_item *item = ndc_form_items(form);
    attempt->record.form = (uint8_t)form;
    while (item->kind != NDC_ITEM_END) {
        if (item->kind != NDC_ITEM_OPEN) {
            if (!match_item(attempt, item))
                return false;
            item++;
            continue;
        }
        const struct ndc_item *run_end = item;
        while (run_end->kind == NDC_ITEM_OPEN)
            run_end = behind_group(run_end);
        if (!match_groups(attempt, form, item, run_end))
            return false;
        item = run_end;
    }
    if (attempt->at == attempt->reader->line.count)
        return true;
    if (attempt->at > attempt->failure->at)
        *attempt->failure = (struct ndc_failure){.at = attempt->at};
    return false;
}

/* What a pattern cannot say, in each variation. */
static int
check_record(struct ndc_reader *reader, const struct ndc_record *record)
{
    for (unsigned variation = 0; variation < ndc_scenario_variations(reader->scenario);
         variation++) {
        struct ndc_record varied = ndc_record_variation(reader->scenario, record, variation);
        const char *complaint = ndc_record_complaint(&varied);
        if (complaint != NULL)
            return ndc_reader_fail(reader, 1, "%s", complaint);
    }
    return 0;
}

int
ndc_read_record(struct ndc_reader *reader, struct ndc_record *record, char name[NDC_NAME_ROOM])
{
    struct ndc_failure failure = {0};
    const struct ndc_word *verb = &reader->line.words[0];
    name[0] = '\0';
    for (unsigned form = 0; form < NDC_FORMS; form++) {
        if (!is_item(verb, ndc_form_items(form)) || ndc_form_class(form) == NDC_FORM_CLASS_CHAIN)
            continue;
        struct attempt attempt = {.reader = reader, .failure = &failure, .name_at = -1};
        if (!match_form(&attempt, form))
            continue;
        if (attempt.name_at >= 0)
            NDC_TRY(ndc_read_name(reader, (unsigned)attempt.name_at, name));
        *record = attempt.record;
        return check_record(reader, record);
    }
    return ndc_failure_report(&failure, reader);
}
