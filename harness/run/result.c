/* SPDX-License-Identifier: Apache-2.0 */
/* From the results of a session to the document. */
#include "run/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/tables.h"
#include "run/names.h"
#include "run/readings.h"
#include "run/versions.h"
#include "trace/words.h"

const char *const ndc_force_names[NDC_FORCES] = {
    [NDC_FORCE_MUST] = "must", [NDC_FORCE_SHOULD] = "should", [NDC_FORCE_DOC] = "doc",
    [NDC_FORCE_MAY] = "may",   [NDC_FORCE_HEADER] = "header", [NDC_FORCE_INFERRED] = "inferred",
};

const char *const ndc_limit_names[NDC_LIMITS] = {
    [NDC_LIMIT_ACCESSES] = "accesses", [NDC_LIMIT_EVENTS] = "events",
    [NDC_LIMIT_NESTING] = "nesting",   [NDC_LIMIT_STEPS] = "steps",
    [NDC_LIMIT_SECONDS] = "seconds",
};

const char *const ndc_clause_state_names[NDC_CLAUSE_STATES] = {
    [NDC_CLAUSE_KEPT] = "kept",
    [NDC_CLAUSE_BROKEN] = "broken",
    [NDC_CLAUSE_NOT_EXERCISED] = "not exercised",
    [NDC_CLAUSE_NOT_APPLICABLE] = "not applicable",
    [NDC_CLAUSE_NOT_JUDGED] = "not judged",
};

/* Results are read elsewhere: a path inside the sources is shown from their folder. */
static void
show_path(const char *file, char *shown, size_t room)
{
    size_t length = strlen(NDC_SOURCE_DIR);

    if (strncmp(file, NDC_SOURCE_DIR, length) == 0 && file[length] == '/')
        file += length + 1;
    snprintf(shown, room, "%s", file);
}

static void
take_finding(struct ndc_result_finding *finding, const struct ndc_finding *raw,
             const struct ndc_setting *setting)
{
    finding->raw = *raw;
    finding->force = NDC_FORCE_MUST;
    if (raw->clause < ndc_clause_count) {
        snprintf(finding->clause, sizeof finding->clause, "%s", ndc_clauses[raw->clause].id);
        finding->force = ndc_clauses[raw->clause].force;
    }
    finding->line = ndc_sentence_line(setting, raw->event);
    ndc_sentences_make(raw, setting, &finding->sentences);
}

/* The line of the first finding, else the one that was under way at the end. */
static void
take_line(struct ndc_result_case *one, const struct ndc_scenario *scenario,
          const struct ndc_setting *setting)
{
    const struct ndc_result_finding *culprit = ndc_result_culprit(one);

    if (one->verdict >= NDC_VERDICT_PASS)
        return;
    one->line = culprit != NULL ? culprit->line : ndc_sentence_line(setting, UINT32_MAX);
    if (one->line != 0)
        ndc_scenario_line_text(scenario, (int)one->line, one->line_text, sizeof one->line_text);
}

static void
take_figures(struct ndc_result_case *one, const struct ndc_case_result *result)
{
    one->verdict = result->verdict;
    one->outcome = result->outcome;
    one->absent = result->absent;
    one->limit = result->limit;
    one->signal = result->signal;
    one->differs = result->differs;
    one->registered = result->registered;
    one->ticks = result->ticks;
    one->accesses = result->accesses;
    one->events = result->events;
    one->digest = result->digest;
    snprintf(one->words, sizeof one->words, "%s", result->words);
    snprintf(one->code, sizeof one->code, "%s", result->code);
}

static int
take_case(struct ndc_result_case *one, const struct ndc_case_list *list,
          const struct ndc_case_result *results, uint32_t index)
{
    const struct ndc_case *origin = &list->cases[index];
    const struct ndc_suite_script *script = list->scripts[index];
    const struct ndc_case_result *result = &results[index];
    struct ndc_name_table names;
    const struct ndc_setting setting = {result->trace, result->trace_count, &names};

    ndc_name_table_take(&names, origin->scenario);
    snprintf(one->id, sizeof one->id, "%s", script->id);
    show_path(script->file, one->script, sizeof one->script);
    ndc_case_variation(origin, one->variation);
    one->interface_version = origin->interface_version;
    one->unclaimed = origin->unclaimed;
    one->class = ndc_scenario_header(origin->scenario)->class;
    take_figures(one, result);
    if (result->finding_count > 0) {
        one->findings = calloc(result->finding_count, sizeof *one->findings);
        if (one->findings == NULL)
            return -1;
    }
    for (uint32_t i = 0; i < result->finding_count; i++) {
        take_finding(&one->findings[i], &result->findings[i], &setting);
        ndc_readings_say(list, results, &result->findings[i], &one->findings[i].sentences);
    }
    one->finding_count = result->finding_count;
    take_line(one, origin->scenario, &setting);
    return 0;
}

/* ---- clauses ---- */

/* One case as it counts for the clauses: its rules, where it ran, what its script cites. */
struct counted {
    const struct ndc_case_result *case_result;
    const struct ndc_script_header *header;
    unsigned version; /* number of the interface version */
    uint32_t mark;    /* of this case alone */
};

static bool
cites(const struct ndc_script_header *header, unsigned clause)
{
    for (unsigned i = 0; i < header->cites_count; i++)
        if (strcmp(header->cites[i], ndc_clauses[clause].id) == 0)
            return true;
    return false;
}

/* Which clauses the rules reached in one case belong to: each counted once. */
static void
count_reached(struct ndc_result *result, const struct counted *one, uint32_t *last)
{
    for (unsigned rule = 0; rule < ndc_rule_count && rule < 64 * 16; rule++) {
        unsigned clause = ndc_rules[rule].clause;
        struct ndc_result_clause *counts = &result->clauses[clause];

        if ((one->case_result->reached[rule / 64] >> rule % 64 & 1) == 0 ||
            last[clause] == one->mark)
            continue;
        last[clause] = one->mark;
        counts->cases++;
        counts->cases_at[one->version]++;
        counts->cited_at[one->version] += cites(one->header, clause);
    }
}

static unsigned
version_number(uint32_t version)
{
    unsigned number = 0;

    while (number + 1 < NDC_VERSION_COUNT && ndc_version_at(number) != version)
        number++;
    return number;
}

static void
count_broken(struct ndc_result *result, const struct ndc_case_result *one)
{
    for (uint32_t i = 0; i < one->finding_count; i++) {
        unsigned clause = one->findings[i].clause;
        bool again = false;

        for (uint32_t j = 0; j < i; j++)
            again = again || one->findings[j].clause == clause;
        if (!again && clause < ndc_clause_count)
            result->clauses[clause].broken++;
    }
}

static uint8_t
state_of(const struct ndc_result_clause *counted, const struct ndc_clause *clause, uint8_t claims)
{
    if (counted->broken > 0)
        return NDC_CLAUSE_BROKEN;
    if (!clause->judged)
        return NDC_CLAUSE_NOT_JUDGED;
    if (counted->cases > 0)
        return NDC_CLAUSE_KEPT;
    return (clause->versions & claims) == 0 ? NDC_CLAUSE_NOT_APPLICABLE : NDC_CLAUSE_NOT_EXERCISED;
}

static int
take_clauses(struct ndc_result *result, const struct ndc_case_list *list,
             const struct ndc_case_result *results)
{
    uint32_t *last = calloc(ndc_clause_count + 1, sizeof *last);

    result->clauses = calloc(ndc_clause_count + 1, sizeof *result->clauses);
    if (last == NULL || result->clauses == NULL) {
        free(last);
        return -1;
    }
    result->clause_count = ndc_clause_count;
    for (uint32_t i = 0; i < result->case_count; i++) {
        const struct counted one = {&results[i], ndc_scenario_header(list->cases[i].scenario),
                                    version_number(list->cases[i].interface_version), i + 1};

        count_reached(result, &one, last);
        count_broken(result, &results[i]);
    }
    for (unsigned i = 0; i < ndc_clause_count; i++) {
        struct ndc_result_clause *clause = &result->clauses[i];

        snprintf(clause->id, sizeof clause->id, "%s", ndc_clauses[i].id);
        clause->force = ndc_clauses[i].force;
        clause->state = state_of(clause, &ndc_clauses[i], result->provider.claims);
    }
    free(last);
    return 0;
}

int
ndc_result_make(struct ndc_result *result, const struct ndc_session_config *config,
                const struct ndc_case_list *list, const struct ndc_case_result *results,
                struct ndc_error *error)
{
    int outcome = 0;

    memset(result, 0, sizeof *result);
    snprintf(result->suite_version, sizeof result->suite_version, "%s", NDC_SUITE_VERSION);
    result->provider = *config->provider;
    result->provider.object[0] = '\0';
    result->jobs = config->jobs;
    result->twice = config->twice;
    result->inapplicable = list->inapplicable;
    result->complete = true;
    result->cases = calloc(list->count + 1, sizeof *result->cases);
    outcome = result->cases == NULL ? -1 : 0;
    for (uint32_t i = 0; i < list->count && outcome == 0; i++) {
        outcome = take_case(&result->cases[i], list, results, i);
        result->complete = result->complete && results[i].verdict != NDC_VERDICT_NOT_RUN;
        result->case_count++;
    }
    ndc_readings_gather(result, list, results);
    ndc_versions_gather(result, list);
    if (outcome == 0)
        outcome = take_clauses(result, list, results);
    if (outcome == 0)
        return 0;
    ndc_result_release(result);
    return ndc_error_set(error, "there is not enough memory for the result");
}

void
ndc_result_release(struct ndc_result *result)
{
    for (uint32_t i = 0; i < result->case_count; i++)
        free(result->cases[i].findings);
    free(result->cases);
    free(result->clauses);
    memset(result, 0, sizeof *result);
}
