/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing scripts, and expanding them into cases. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "model/tables.h"
#include "run/names.h"
#include "run/suite_state.h"
#include "scenario/exec.h"
#include "scenario/words.h"

#define FAMILY "NDMA-"

static bool
is_file(const char *pattern)
{
    size_t length = strlen(pattern);

    return length > 4 && strcmp(pattern + length - 4, ".scn") == 0;
}

static bool
same_file(const struct ndc_suite_script *script, const char *file)
{
    char one[4096];
    char other[4096];

    return realpath(script->file, one) != NULL && realpath(file, other) != NULL &&
           strcmp(one, other) == 0;
}

bool
ndc_suite_fits(const struct ndc_suite_script *script, const char *pattern)
{
    size_t length = strlen(pattern);

    if (is_file(pattern))
        return same_file(script, pattern);
    if (length > 0 && pattern[length - 1] == '/')
        return strncmp(script->id, pattern, length) == 0;
    return fnmatch(pattern, script->id, 0) == 0;
}

static int
say_nothing_fits(const struct ndc_suite *suite, const char *pattern, struct ndc_error *error)
{
    struct ndc_nearest nearest;

    ndc_nearest_begin(&nearest, pattern, strlen(pattern));
    for (unsigned i = 0; i < suite->count; i++)
        ndc_nearest_offer(&nearest, suite->scripts[i].id, strlen(suite->scripts[i].id));
    if (nearest.best[0] != '\0')
        snprintf(error->hint, sizeof error->hint, "did you mean \"%s\"?", nearest.best);
    else if (access(pattern, F_OK) == 0)
        snprintf(error->hint, sizeof error->hint,
                 "scripts outside of the suite are named one by one, by paths that end in .scn");
    else
        snprintf(error->hint, sizeof error->hint, "ndc list shows the scripts");
    return ndc_error_set(error, "no script fits \"%.200s\"", pattern);
}

/* Adds the scripts that fit; a path of a script outside of the suite is loaded. */
static int
take(struct ndc_suite *suite, const char *pattern, struct ndc_error *error)
{
    unsigned taken = 0;

    for (unsigned i = 0; i < suite->count; i++)
        if (ndc_suite_fits(&suite->scripts[i], pattern)) {
            suite->scripts[i].selected = true;
            taken++;
        }
    if (taken > 0)
        return 0;
    if (!is_file(pattern))
        return say_nothing_fits(suite, pattern, error);
    NDC_TRY(ndc_suite_add(suite, pattern, error));
    suite->scripts[suite->count - 1].selected = true;
    return 0;
}

static int
leave(struct ndc_suite *suite, const char *pattern, struct ndc_error *error)
{
    unsigned left = 0;

    for (unsigned i = 0; i < suite->count; i++)
        if (ndc_suite_fits(&suite->scripts[i], pattern)) {
            suite->scripts[i].selected = false;
            left++;
        }
    return left > 0 ? 0 : say_nothing_fits(suite, pattern, error);
}

/* Whether the script cites the clause, or one of the group. */
static bool
cites(const struct ndc_suite_script *script, const char *rule)
{
    const struct ndc_script_header *header = ndc_scenario_header(script->scenario);
    size_t length = strlen(rule);

    for (unsigned i = 0; i < header->cites_count; i++) {
        const char *cited = header->cites[i];

        if (strcasecmp(cited, rule) == 0 ||
            (strncasecmp(cited, rule, length) == 0 && cited[length] == '-'))
            return true;
    }
    return false;
}

static int
say_unknown_rule(const char *rule, struct ndc_error *error)
{
    struct ndc_nearest nearest;

    ndc_nearest_begin(&nearest, rule, strlen(rule));
    for (unsigned i = 0; i < ndc_clause_count; i++)
        ndc_nearest_offer(&nearest, ndc_clauses[i].id, strlen(ndc_clauses[i].id));
    if (nearest.best[0] != '\0')
        snprintf(error->hint, sizeof error->hint, "did you mean \"%s\"?", nearest.best);
    return ndc_error_set(error, "no clause or group is called \"%.60s\"", rule);
}

static bool
is_rule(const char *rule)
{
    size_t length = strlen(rule);

    if (ndc_clause_find(rule) >= 0)
        return true;
    for (unsigned i = 0; i < ndc_clause_count; i++)
        if (strncasecmp(ndc_clauses[i].id, rule, length) == 0 && ndc_clauses[i].id[length] == '-')
            return true;
    return false;
}

static int
keep_rule(struct ndc_suite *suite, const char *rule, struct ndc_error *error)
{
    if (strncasecmp(rule, FAMILY, strlen(FAMILY)) == 0)
        rule += strlen(FAMILY);
    if (!is_rule(rule))
        return say_unknown_rule(rule, error);
    for (unsigned i = 0; i < suite->count; i++)
        if (!cites(&suite->scripts[i], rule))
            suite->scripts[i].selected = false;
    return 0;
}

int
ndc_suite_select(struct ndc_suite *suite, const struct ndc_selection *selection,
                 struct ndc_error *error)
{
    for (unsigned i = 0; i < suite->count; i++)
        suite->scripts[i].selected = selection->take_count == 0;
    for (unsigned i = 0; i < selection->take_count; i++)
        NDC_TRY(take(suite, selection->take[i], error));
    for (unsigned i = 0; i < selection->leave_count; i++)
        NDC_TRY(leave(suite, selection->leave[i], error));
    return selection->rule == NULL ? 0 : keep_rule(suite, selection->rule, error);
}

/* ---- cases ---- */

static uint8_t
versions_of(const struct ndc_suite_script *script, struct ndc_version_sets sets)
{
    uint8_t interfaces = ndc_scenario_header(script->scenario)->interfaces;
    uint8_t wanted = interfaces & NDC_VERSION_BITS;

    if (wanted == 0)
        wanted = NDC_VERSION_BITS;
    if ((interfaces & NDC_VERSION_BIT_ANY) == 0)
        wanted &= sets.claims;
    return wanted & sets.asked;
}

static uint32_t
cases_of(const struct ndc_suite_script *script, struct ndc_version_sets sets)
{
    uint32_t versions = (uint32_t)__builtin_popcount(versions_of(script, sets));
    uint32_t machines = ndc_scenario_heeds_machine(script->scenario) != NDC_HEEDS_NOTHING ? 2 : 1;

    return script->selected ? versions * machines * ndc_scenario_variations(script->scenario) : 0;
}

static void
add_case(struct ndc_case_list *list, const struct ndc_suite_script *script,
         const struct ndc_case *one)
{
    list->scripts[list->count] = script;
    list->cases[list->count] = *one;
    list->cases[list->count++].scenario = script->scenario;
}

/*
 * A script at a version: each variation on its natural machine, and on the other one those that
 * tell something there: all of them, or the one whose turn it is (number: of the version).
 */
static void
add_variations(struct ndc_case_list *list, const struct ndc_suite_script *script, unsigned number,
               bool unclaimed)
{
    unsigned variations = ndc_scenario_variations(script->scenario);
    enum ndc_heed heed = ndc_scenario_heeds_machine(script->scenario);
    struct ndc_case one = {.interface_version = ndc_version_at(number), .unclaimed = unclaimed};

    for (one.variation = 0; one.variation < variations; one.variation++)
        add_case(list, script, &one);
    one.rewired = true;
    for (one.variation = 0; one.variation < variations; one.variation++)
        if (heed == NDC_HEEDS_ALL ||
            (heed == NDC_HEEDS_ONCE && one.variation == number % variations))
            add_case(list, script, &one);
}

/* Whether the provider claims what NetDMA says it is; an odd version counts as the next older
 * published one. */
static bool
is_claimed(const struct ndc_suite_script *script, uint32_t version, uint8_t claims)
{
    uint32_t reports = ndc_scenario_header(script->scenario)->reports;
    uint32_t told = reports != 0 ? reports : version;
    uint8_t bit = 0;

    for (unsigned number = 0; number < NDC_VERSION_COUNT; number++)
        if (ndc_version_at(number) <= told)
            bit = ndc_version_bit(ndc_version_at(number));
    return (claims & bit) != 0;
}

static void
add_cases(struct ndc_case_list *list, const struct ndc_suite_script *script,
          struct ndc_version_sets sets)
{
    uint8_t versions = versions_of(script, sets);

    for (unsigned number = 0; number < NDC_VERSION_COUNT; number++) {
        uint32_t version = ndc_version_at(number);
        bool unclaimed = !is_claimed(script, version, sets.claims);

        if ((versions & ndc_version_bit(version)) != 0)
            add_variations(list, script, number, unclaimed);
    }
}

int
ndc_suite_cases(const struct ndc_suite *suite, struct ndc_version_sets sets,
                struct ndc_case_list *list, struct ndc_error *error)
{
    uint32_t total = 0;

    memset(list, 0, sizeof *list);
    for (unsigned i = 0; i < suite->count; i++)
        total += cases_of(&suite->scripts[i], sets);
    list->cases = calloc(total + 1, sizeof *list->cases);
    list->scripts = calloc(total + 1, sizeof(const struct ndc_suite_script *));
    if (list->cases == NULL || list->scripts == NULL) {
        ndc_case_list_release(list);
        return ndc_error_set(error, "there is not enough memory for %u cases", (unsigned)total);
    }
    for (unsigned i = 0; i < suite->count; i++) {
        if (suite->scripts[i].selected && versions_of(&suite->scripts[i], sets) == 0)
            list->inapplicable++;
        if (suite->scripts[i].selected)
            add_cases(list, &suite->scripts[i], sets);
    }
    return 0;
}

void
ndc_case_list_release(struct ndc_case_list *list)
{
    free(list->cases);
    free(list->scripts);
    memset(list, 0, sizeof *list);
}

const char *
ndc_case_machine(const struct ndc_case *one)
{
    if (!one->rewired)
        return "";
    return ndc_exec_setup(one->scenario, one->interface_version).machine.msix ? "line" : "msix";
}

void
ndc_case_variation(const struct ndc_case *one, char text[NDC_CASE_VARIATION_ROOM])
{
    const char *word = ndc_scenario_variation_word(one->scenario, one->variation);
    const char *machine = ndc_case_machine(one);

    snprintf(text, NDC_CASE_VARIATION_ROOM, "%s%s%s", word,
             word[0] != '\0' && machine[0] != '\0' ? "," : "", machine);
}

void
ndc_case_name(const char *id, const char *variation, uint32_t version, char *name, size_t room)
{
    if (variation != NULL && variation[0] != '\0')
        snprintf(name, room, "%s[%s]@%s", id, variation, ndc_version_name(version));
    else
        snprintf(name, room, "%s@%s", id, ndc_version_name(version));
}
