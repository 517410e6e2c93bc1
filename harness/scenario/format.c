/* SPDX-License-Identifier: Apache-2.0 */
/* The canonical text of a script: one way to write each line, columns that line up. */
#include <stdio.h>
#include <string.h>

#include "scenario/layout.h"
#include "scenario/print.h"
#include "scenario/words.h"

#define ENTRY_ROOM 64 /* a name and a number, or a place */

/* Text of one entry of a slot: the vary word, or its value. */
static void
entry_text(const struct ndc_scenario *scenario, const struct ndc_record *record,
           const struct ndc_item *item, unsigned entry, char text[ENTRY_ROOM])
{
    if (entry == 0 && (record->varied >> item->position & 1))
        snprintf(text, ENTRY_ROOM, "%s", scenario->vary_word);
    else
        ndc_slot_print(scenario, item->number, ndc_operand_entry(record, item->number, entry), text,
                       ENTRY_ROOM);
}

static bool
has_bytes(const struct ndc_record *record)
{
    int position = ndc_form_slot(record->form, NDC_SLOT_BYTES);
    return position >= 0 && (record->form == NDC_FORM_COPY || (record->varied >> position & 1) ||
                             ndc_operand(record, NDC_SLOT_BYTES) != 0);
}

/* Widths of the name and number columns, once for each text. */
static void
measure(struct ndc_print *print, const struct ndc_scenario *scenario)
{
    char text[ENTRY_ROOM];
    for (unsigned transfer = 0; !print->measured && transfer < scenario->transfer_count;
         transfer++) {
        const struct ndc_thing *thing = &scenario->transfers[transfer];
        struct ndc_item item = {.kind = NDC_ITEM_SLOT, .number = NDC_SLOT_BYTES, .position = 1};
        size_t name = strlen(thing->name);
        print->name_width = name > print->name_width ? name : print->name_width;
        if (!has_bytes(&thing->record))
            continue;
        entry_text(scenario, &thing->record, &item, 0, text);
        print->bytes_width = strlen(text) > print->bytes_width ? strlen(text) : print->bytes_width;
    }
    print->measured = true;
}

/* A record being printed. */
struct job {
    struct ndc_print *print;
    const struct ndc_scenario *scenario;
    const struct ndc_record *record;
    const char *name;  /* of the thing */
    bool flag_pending; /* the vary word still stands for a flag */
    bool gap_wide;     /* two blanks before the next item */
};

static void
print_name(struct job *job)
{
    size_t start = job->print->length - job->print->line_start;
    ndc_print_word(job->print, job->name);
    if (job->record->form == NDC_FORM_CHANNEL)
        return;
    measure(job->print, job->scenario);
    ndc_print_to(job->print, start + job->print->name_width);
    job->gap_wide = true;
}

static void
print_slot(struct job *job, const struct ndc_item *item)
{
    const struct ndc_slot *slot = &ndc_slots[item->number];
    char text[ENTRY_ROOM];
    if (slot->kind == NDC_KIND_NAME) {
        print_name(job);
        return;
    }
    for (unsigned entry = 0; entry < slot->entries; entry++) {
        if (entry > 0 && ndc_operand_entry(job->record, item->number, entry) == 0)
            break;
        entry_text(job->scenario, job->record, item, entry, text);
        if (entry > 0)
            ndc_print_word(job->print, " or ");
        if (item->number == NDC_SLOT_BYTES) {
            size_t column = job->print->length - job->print->line_start;
            measure(job->print, job->scenario);
            ndc_print_to(job->print, column + job->print->bytes_width - strlen(text));
        }
        ndc_print_word(job->print, text);
    }
}

static void
print_item(struct job *job, const struct ndc_item *item)
{
    if (item->kind == NDC_ITEM_FLAG)
        return;
    bool arrow = item->kind == NDC_ITEM_WORD && item->word[0] == '-';
    if (job->print->length > job->print->line_start) {
        ndc_print_word(job->print, job->gap_wide ? "  " : " ");
        ndc_print_to(job->print, arrow ? NDC_COLUMN_ARROW : NDC_COLUMN_OPERANDS);
    }
    job->gap_wide = false;
    if (item->kind == NDC_ITEM_SLOT) {
        print_slot(job, item);
        return;
    }
    ndc_print_text(job->print, item->word, item->length);
    job->gap_wide = item->length == 5 && memcmp(item->word, "bytes", 5) == 0;
}

/* Whether the record has what a group says: its flag, or a value in its first slot. */
static bool
has_group(const struct ndc_record *record, const struct ndc_item *group)
{
    for (; group->kind != NDC_ITEM_CLOSE; group++) {
        if (group->kind == NDC_ITEM_FLAG)
            return ndc_operand_flags(record) >> group->number & 1;
        if (group->kind == NDC_ITEM_SLOT)
            return (record->varied >> group->position & 1) ||
                   ndc_operand(record, group->number) != 0;
    }
    return false;
}

/* A group of one word that is or sets a flag. */
static bool
is_flag_group(const struct ndc_item *open)
{
    return open[1].kind == NDC_ITEM_WORD &&
           (open[2].kind == NDC_ITEM_CLOSE || open[2].kind == NDC_ITEM_FLAG);
}

static void
print_flag(struct job *job)
{
    struct ndc_item item = {.kind = NDC_ITEM_WORD,
                            .word = job->scenario->vary_word,
                            .length = (uint8_t)strlen(job->scenario->vary_word)};
    if (job->flag_pending)
        print_item(job, &item);
    job->flag_pending = false;
}

static const struct ndc_item *
print_group(struct job *job, const struct ndc_item *open)
{
    const struct ndc_item *item = open + 1;
    bool present = has_group(job->record, item);
    for (; item->kind != NDC_ITEM_CLOSE; item++)
        if (present)
            print_item(job, item);
    if (is_flag_group(open) && !(item[1].kind == NDC_ITEM_OPEN && is_flag_group(item + 1)))
        print_flag(job);
    return item + 1;
}

static void
print_record(struct ndc_print *print, const struct ndc_scenario *scenario,
             const struct ndc_record *record, const char *name)
{
    struct job job = {.print = print,
                      .scenario = scenario,
                      .record = record,
                      .name = name,
                      .flag_pending = (record->varied & NDC_VARIED_FLAG) != 0};
    const struct ndc_item *item = ndc_form_items(record->form);
    while (item->kind != NDC_ITEM_END)
        if (item->kind == NDC_ITEM_OPEN) {
            item = print_group(&job, item);
        } else {
            print_item(&job, item);
            item++;
        }
}

static void
print_chain(struct ndc_print *print, const struct ndc_scenario *scenario,
            const struct ndc_chain *chain)
{
    ndc_print_word(print, "chain");
    ndc_print_to(print, NDC_COLUMN_OPERANDS);
    ndc_print_word(print, chain->name);
    ndc_print_word(print, " =");
    for (unsigned place = 0; place < chain->count; place++) {
        ndc_print_word(print, " ");
        ndc_print_word(print, scenario->transfers[chain->members[place]].name);
    }
}

void
ndc_print_line(struct ndc_print *print, const struct ndc_scenario *scenario,
               const struct ndc_layout_line *line)
{
    print->line_start = print->length;
    if (line->part < NDC_PART_HEADERS)
        ndc_print_header(print, scenario, line->part);
    else if (line->part == NDC_PART_CHANNEL)
        print_record(print, scenario, &scenario->channels[line->index].record,
                     scenario->channels[line->index].name);
    else if (line->part == NDC_PART_TRANSFER)
        print_record(print, scenario, &scenario->transfers[line->index].record,
                     scenario->transfers[line->index].name);
    else if (line->part == NDC_PART_CHAIN)
        print_chain(print, scenario, &scenario->chains[line->index]);
    else if (line->part == NDC_PART_RECORD)
        print_record(print, scenario, &scenario->records[line->index], "");
}

static void
print_comment(struct ndc_print *print, const struct ndc_scenario *scenario,
              const struct ndc_layout_line *line)
{
    const char *text = ndc_comment_text(scenario, line->comment);
    if (line->part != NDC_PART_COMMENT) {
        if (line->comment == 0)
            return;
        ndc_print_word(print, " ");
        ndc_print_to(print, NDC_COLUMN_COMMENT);
    }
    ndc_print_word(print, text[0] == '\0' ? "#" : "# ");
    ndc_print_word(print, text);
}

long
ndc_scenario_format(const struct ndc_scenario *scenario, char *text, size_t room)
{
    struct ndc_print print = {.text = text, .room = room, .full = room == 0};
    for (unsigned place = 0; place < scenario->layout_count; place++) {
        const struct ndc_layout_line *line = &scenario->layout[place];
        if (line->blank)
            ndc_print_word(&print, "\n");
        ndc_print_line(&print, scenario, line);
        print_comment(&print, scenario, line);
        ndc_print_word(&print, "\n");
    }
    return print.full ? -1 : (long)print.length;
}

void
ndc_scenario_line_text(const struct ndc_scenario *scenario, int line, char *text, size_t room)
{
    struct ndc_print print = {.text = text, .room = room, .full = room == 0};
    if (room > 0)
        text[0] = '\0';
    for (unsigned place = 0; place < scenario->layout_count; place++)
        if (scenario->layout[place].line == line &&
            scenario->layout[place].part != NDC_PART_COMMENT)
            ndc_print_line(&print, scenario, &scenario->layout[place]);
}
