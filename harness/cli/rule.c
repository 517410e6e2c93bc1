/* SPDX-License-Identifier: Apache-2.0 */
/* `ndc rule ID`: one clause, its rules and its scripts; or one ambiguity and its readings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/clause.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/paragraph.h"
#include "cli/say.h"
#include "run/provider.h"
#include "run/suite.h"

static void
print_clause(const struct ndc_clause *clause)
{
    char binds[64];
    char versions[32];
    char words[160];

    ndc_clause_binds(clause, binds, sizeof binds);
    ndc_clause_versions(clause, versions, sizeof versions);
    printf("%s    %s    %s    binds %s    registered versions %s\n\n", clause->id, clause->group,
           ndc_clause_force(clause), binds, versions);
    ndc_paragraph("", 2, clause->requirement);
    printf("\n");
    ndc_fact("source", clause->source);
    ndc_fact("seen by", clause->sees);
    ndc_fact("ambiguous", clause->ambiguities);
    if (clause->adopted != NULL)
        ndc_fact("adopted", clause->adopted);
    if (clause->untestable != NULL)
        ndc_fact("untestable", clause->untestable);
    if (ndc_clause_is_promise(clause) && clause->judged) {
        snprintf(words, sizeof words,
                 "a breach is NetDMA's, never the provider's; a script that wants one says "
                 "'breaks %s'",
                 clause->id);
        ndc_fact("ours", words);
    }
}

/* "{wanted:object}" stands for what a run will show: "<wanted>". */
static void
print_template(const char *label, const char *text)
{
    char words[600];
    size_t length = 0;
    bool inside = false;
    bool reading = false;

    for (; *text != '\0' && length + 1 < sizeof words; text++) {
        if (*text == '{' || *text == '}') {
            inside = *text == '{';
            reading = false;
            words[length++] = inside ? '<' : '>';
            continue;
        }
        reading = reading || (inside && *text == ':');
        if (!reading)
            words[length++] = *text;
    }
    words[length] = '\0';
    ndc_fact(label, words);
}

static void
print_rules(unsigned row)
{
    static const char *const kinds[] = {"never", "may", "duty", "shown"};

    for (unsigned i = 0; i < ndc_rule_count; i++) {
        const struct ndc_rule_row *rule = &ndc_rules[i];

        if (rule->clause != row)
            continue;
        printf("\n");
        print_template(rule->kind < 4 ? kinds[rule->kind] : "rule", rule->text.breach);
        print_template("expected", rule->text.expected);
        print_template("because", rule->text.because);
    }
    if (!ndc_clauses[row].judged)
        printf("\n  no rule of this suite judges it\n");
}

/* Scripts in whose header the clause is one that they break. */
static void
print_breakers(const struct ndc_suite *suite, const char *id)
{
    const char *label = "\n  broken by  ";

    for (unsigned i = 0; i < suite->count; i++) {
        const struct ndc_script_header *header = ndc_scenario_header(suite->scripts[i].scenario);

        for (unsigned j = 0; j < header->breaks_count; j++) {
            if (strcmp(header->breaks[j], id) != 0)
                continue;
            printf("%s%s\n", label, suite->scripts[i].id);
            label = "             ";
        }
    }
}

static void
print_scripts(const char *id)
{
    struct ndc_suite suite;
    struct ndc_error error = {0};
    const struct ndc_selection selection = {.rule = id};
    const char *label = "\n  scripts    ";

    if (ndc_suite_load(&suite, ndc_suite_folder(), &error) != 0) {
        (void)ndc_say_error(&error);
        return;
    }
    if (ndc_suite_select(&suite, &selection, &error) != 0) {
        ndc_suite_release(&suite);
        return;
    }
    for (unsigned i = 0; i < suite.count; i++) {
        if (!suite.scripts[i].selected)
            continue;
        printf("%s%s\n", label, suite.scripts[i].id);
        label = "             ";
    }
    print_breakers(&suite, id);
    ndc_suite_release(&suite);
}

static void
print_mutants(const char *id)
{
    struct ndc_provider *providers;
    struct ndc_error error = {0};
    unsigned count;

    if (ndc_provider_list(&providers, &count, &error) != 0)
        return; /* nothing is built yet: that is no reason to hide the clause */
    for (unsigned i = 0; i < count; i++)
        if (strcmp(providers[i].breaks, id) == 0)
            printf("  mutant     %s: %s\n", providers[i].name, providers[i].about);
    free(providers);
}

static const struct ndc_ambiguity *
find_ambiguity(const char *id)
{
    for (unsigned i = 0; i < NDC_AMBIGUITIES; i++)
        if (strcasecmp(ndc_ambiguities[i].id, id) == 0)
            return &ndc_ambiguities[i];
    return NULL;
}

static void
print_reading(const struct ndc_reading *reading)
{
    char words[300];

    snprintf(words, sizeof words, "%s: shown when %s", reading->id, reading->says);
    if (reading->silent != NULL)
        snprintf(words, sizeof words, "%s: %s", reading->id, reading->silent);
    ndc_fact("reading", words);
}

static void
print_ambiguity(const struct ndc_ambiguity *ambiguity)
{
    static const char *const choices[] = {"one reading", "two readings, one throughout",
                                          "two readings, either each time"};

    printf("%s    Ambiguity    %s\n\n", ambiguity->id, choices[ambiguity->choice % 3]);
    ndc_paragraph("", 2, ambiguity->problem);
    printf("\n");
    ndc_fact("accepted", ambiguity->reading);
    if (ambiguity->reason != NULL)
        ndc_fact("because", ambiguity->reason);
    for (unsigned i = 0; i < ambiguity->count; i++)
        print_reading(&ndc_readings[ambiguity->first + i]);
    if (ambiguity->mixed != NDC_NO_RULE)
        ndc_fact("mixing", ndc_clause_can_fail(&ndc_clauses[ndc_rules[ambiguity->mixed].clause])
                               ? "FAIL: nobody could tell which was meant"
                               : "WARN: each is accepted, but not both");
    ndc_fact("touches", ambiguity->clauses);
    print_mutants(ambiguity->id);
}

int
ndc_command_rule(int argc, char **argv)
{
    const struct ndc_option options[] = {{0}};
    const struct ndc_usage usage = {"rule", "ID",
                                    "Shows a clause, the rules that judge it, the scripts that "
                                    "cite it and the mutants that break it; or an ambiguity "
                                    "(A-08) and its readings.",
                                    options};
    struct ndc_error error = {0};
    int exit;
    int row;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (words != 1)
        return ndc_say_wrong("ndc rule needs one clause, such as ndc rule ISR-03");
    if (find_ambiguity(argv[0]) != NULL) {
        print_ambiguity(find_ambiguity(argv[0]));
        return NDC_EXIT_EXPECTED;
    }
    row = ndc_clause_seek(argv[0], &error);
    if (row < 0)
        return ndc_say_error(&error);
    print_clause(&ndc_clauses[row]);
    print_rules((unsigned)row);
    print_scripts(ndc_clauses[row].id);
    print_mutants(ndc_clauses[row].id);
    return NDC_EXIT_EXPECTED;
}
