/* SPDX-License-Identifier: Apache-2.0 */
/* What parses and runs but does not deserve to be a test. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scenario/lint.h"
#include "scenario/words.h"

static int
line_of(const struct ndc_scenario *scenario, enum ndc_part part, unsigned index)
{
    for (unsigned place = 0; place < scenario->layout_count; place++)
        if (scenario->layout[place].part == part && scenario->layout[place].index == index)
            return scenario->layout[place].line;
    return 1;
}

void
ndc_lint_find(struct ndc_lint *lint, enum ndc_part part, unsigned index, const char *format, ...)
{
    if (lint->count == lint->most)
        return;
    struct ndc_error *finding = &lint->findings[lint->count++];
    memset(finding, 0, sizeof *finding);
    finding->line = line_of(lint->scenario, part, index);
    finding->column = 1;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(finding->text, sizeof finding->text, format, arguments);
    va_end(arguments);
}

/* ---- header ---- */

static void
check_id(struct ndc_lint *lint)
{
    const char *slash = strrchr(lint->scenario->header.id, '/');
    const char *last = slash == NULL ? lint->scenario->header.id : slash + 1;
    if (strcmp(last, lint->scenario->word) != 0)
        ndc_lint_find(lint, NDC_PART_SCENARIO, 0, "the script is named '%s' but its file is '%s'",
                      lint->scenario->word, last);
}

static void
check_promises(struct ndc_lint *lint, const struct ndc_lint_clauses *clauses)
{
    const struct ndc_script_header *header = &lint->scenario->header;
    if (header->breaks_any)
        ndc_lint_find(lint, NDC_PART_BREAKS, 0,
                      "'breaks any' is for scripts that were drawn: name the clauses");
    for (unsigned clause = 0; clause < header->breaks_count; clause++)
        if (!clauses->exists(header->breaks[clause]))
            ndc_lint_find(lint, NDC_PART_BREAKS, 0, "there is no clause '%s'",
                          header->breaks[clause]);
        else if (!clauses->is_promise(header->breaks[clause]))
            ndc_lint_find(lint, NDC_PART_BREAKS, 0,
                          "'%s' is no duty of NetDMA's that is judged: a script cannot break it",
                          header->breaks[clause]);
}

static void
check_header(struct ndc_lint *lint, const struct ndc_lint_clauses *clauses)
{
    const struct ndc_script_header *header = &lint->scenario->header;
    check_id(lint);
    if (header->about[0] == '\0')
        ndc_lint_find(lint, NDC_PART_SCENARIO, 0, "the script does not say what it is about");
    if (header->cites_count == 0)
        ndc_lint_find(lint, NDC_PART_SCENARIO, 0, "the script cites no clause");
    for (unsigned cite = 0; cite < header->cites_count; cite++)
        if (!clauses->exists(header->cites[cite]))
            ndc_lint_find(lint, NDC_PART_CITES, 0, "there is no clause '%s'", header->cites[cite]);
    check_promises(lint, clauses);
}

/* ---- routines ---- */

#define OPTIONAL_ROUTINES                                                             \
    (1u << NDC_ROUTINE_SUSPEND | 1u << NDC_ROUTINE_RESUME | 1u << NDC_ROUTINE_ABORT | \
     1u << NDC_ROUTINE_RESET)

/* Routines a record calls, over all variations. */
static unsigned
routines_called(const struct ndc_scenario *scenario, const struct ndc_record *record)
{
    unsigned called = 0;
    for (unsigned variation = 0; variation < ndc_scenario_variations(scenario); variation++) {
        struct ndc_record varied = ndc_record_variation(scenario, record, variation);
        if (varied.form == NDC_FORM_CALL)
            called |= 1u << ndc_operand(&varied, NDC_SLOT_ROUTINE);
    }
    return called;
}

static void
check_needs(struct ndc_lint *lint)
{
    const struct ndc_scenario *scenario = lint->scenario;
    unsigned called = 0;
    for (unsigned record = 0; record < scenario->record_count; record++) {
        unsigned routines = routines_called(scenario, &scenario->records[record]);
        unsigned absent = routines & OPTIONAL_ROUTINES & ~(called | scenario->header.needs);
        for (unsigned routine = 0; routine < NDC_ROUTINES; routine++)
            if (absent >> routine & 1)
                ndc_lint_find(lint, NDC_PART_RECORD, record,
                              "'%s' is optional and missing from 'needs'",
                              ndc_words_routine[routine]);
        called |= routines;
    }
    for (unsigned routine = 0; routine < NDC_ROUTINES; routine++)
        if ((scenario->header.needs & ~called & OPTIONAL_ROUTINES) >> routine & 1)
            ndc_lint_find(lint, NDC_PART_NEEDS, 0, "'%s' is needed but never called",
                          ndc_words_routine[routine]);
}

/* ---- sense ---- */

static bool
misbehaves(enum ndc_form form)
{
    return (form >= NDC_FORM_FAULT_IRQ && form <= NDC_FORM_FAULT_EVENT) ||
           form == NDC_FORM_FAULT_REGISTER;
}

static bool
pulls_out(const struct ndc_record *record)
{
    uint64_t what = ndc_operand(record, NDC_SLOT_PNP);

    return what == NDC_PNP_SURPRISE || what == NDC_PNP_UNPLUG;
}

static void
check_sense(struct ndc_lint *lint)
{
    const struct ndc_scenario *scenario = lint->scenario;
    /* A script may also harden against NetDMA itself. */
    bool acts = false, faults = scenario->header.breaks_count > 0, removed = false;
    for (unsigned record = 0; record < scenario->record_count; record++) {
        enum ndc_form form = scenario->records[record].form;
        acts |= form == NDC_FORM_CALL || form == NDC_FORM_PNP || form == NDC_FORM_POWER ||
                misbehaves(form);
        faults |= misbehaves(form);
        removed |= form == NDC_FORM_PNP && pulls_out(&scenario->records[record]);
    }
    if (!acts)
        ndc_lint_find(lint, NDC_PART_SCENARIO, 0,
                      "the script does nothing that the model or a mutant could see broken");
    if (scenario->header.class == NDC_CLASS_HARDENING && !faults && !removed)
        ndc_lint_find(lint, NDC_PART_CLASS, 0,
                      "a hardening script without a fault hardens nothing");
}

int
ndc_scenario_lint(const struct ndc_scenario *scenario, const struct ndc_lint_clauses *clauses,
                  struct ndc_error *findings, int findings_max)
{
    struct ndc_lint lint = {.scenario = scenario, .findings = findings, .most = findings_max};
    check_header(&lint, clauses);
    check_needs(&lint);
    ndc_lint_used(&lint);
    check_sense(&lint);
    return lint.count;
}
