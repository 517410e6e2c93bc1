/* SPDX-License-Identifier: Apache-2.0 */
/* `ndc rules`: the clauses, how they are judged, and how many scripts cite each. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/clause.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "run/out.h"
#include "run/suite.h"

struct wish {
    bool json;
    bool untested;
    bool judged;
};

/* Counts the scripts that cite each clause; the caller frees the counts. */
static unsigned *
count_scripts(const struct ndc_suite *suite)
{
    unsigned *counts = calloc(ndc_clause_count, sizeof *counts);

    for (unsigned i = 0; counts != NULL && i < suite->count; i++) {
        const struct ndc_script_header *header = ndc_scenario_header(suite->scripts[i].scenario);

        for (unsigned j = 0; j < header->cites_count; j++) {
            int row = ndc_clause_find(header->cites[j]);

            if (row >= 0)
                counts[row]++;
        }
    }
    return counts;
}

/* "START", "start-*", "START-03"; no pattern fits all but the suite's own rows. */
static bool
fits(const struct ndc_clause *clause, char **patterns, int count)
{
    for (int i = 0; i < count; i++) {
        const char *pattern =
            strncasecmp(patterns[i], "NDMA-", 5) == 0 ? patterns[i] + 5 : patterns[i];
        size_t length = strlen(pattern);

        if (fnmatch(pattern, clause->id, FNM_CASEFOLD) == 0 ||
            (strncasecmp(clause->id, pattern, length) == 0 && clause->id[length] == '-'))
            return true;
    }
    return count == 0;
}

/* What there is to say about who tests a clause. */
static const char *
standing(const struct ndc_clause *clause, unsigned scripts)
{
    if (clause->untestable != NULL && clause->untestable[0] != '\0')
        return "not testable";
    if (clause->force == NDC_FORCE_MAY)
        return "permission";
    if (!clause->judged)
        return "not judged";
    if (scripts == 0)
        return "no script";
    return ndc_clause_is_promise(clause) ? "judged, ours" : "judged";
}

static bool
is_untested(const struct ndc_clause *clause, unsigned scripts)
{
    bool testable = clause->untestable == NULL || clause->untestable[0] == '\0';

    return testable && clause->force != NDC_FORCE_MAY && (!clause->judged || scripts == 0);
}

static bool
is_wanted(const struct ndc_clause *clause, unsigned scripts, const struct wish *wish)
{
    if (wish->untested && (ndc_clause_is_own(clause) || !is_untested(clause, scripts)))
        return false;
    return !wish->judged || clause->judged;
}

static void
print_text(const struct ndc_clause *clause, unsigned scripts)
{
    char binds[64];

    ndc_clause_binds(clause, binds, sizeof binds);
    printf("%-10s %-9s %-16s %-13s %3u  %s\n", clause->id, ndc_clause_force(clause), binds,
           standing(clause, scripts), scripts, clause->requirement);
}

static void
print_json(const struct ndc_clause *clause, unsigned scripts, bool first)
{
    char binds[64];
    char versions[32];

    ndc_clause_binds(clause, binds, sizeof binds);
    ndc_clause_versions(clause, versions, sizeof versions);
    printf("%s\n  {\"id\": \"%s\", \"group\": ", first ? "" : ",", clause->id);
    ndc_out_json_string(stdout, clause->group);
    printf(", \"force\": \"%s\", \"binds\": \"%s\", \"versions\": \"%s\", \"requirement\": ",
           ndc_clause_force(clause), binds, versions);
    ndc_out_json_string(stdout, clause->requirement);
    printf(", \"source\": ");
    ndc_out_json_string(stdout, clause->source);
    printf(", \"judged\": %s, \"standing\": \"%s\", \"scripts\": %u}",
           clause->judged ? "true" : "false", standing(clause, scripts), scripts);
}

static int
print_all(const struct wish *wish, char **patterns, int count, const unsigned *scripts)
{
    unsigned shown = 0;

    if (wish->json)
        printf("[");
    for (unsigned i = 0; i < ndc_clause_count; i++) {
        const struct ndc_clause *clause = &ndc_clauses[i];

        if (!fits(clause, patterns, count) || !is_wanted(clause, scripts[i], wish))
            continue;
        if (wish->json)
            print_json(clause, scripts[i], shown == 0);
        else
            print_text(clause, scripts[i]);
        shown++;
    }
    printf(wish->json ? "\n]\n" : "%u of %u clauses\n", shown, ndc_clause_count);
    return shown > 0 || wish->untested ? NDC_EXIT_EXPECTED : NDC_EXIT_NOTHING;
}

int
ndc_command_rules(int argc, char **argv)
{
    struct wish wish = {0};
    const struct ndc_option options[] = {
        {"untested", 0, NDC_OPTION_FLAG, NULL, "only those that nothing exercises", &wish.untested},
        {"judged", 0, NDC_OPTION_FLAG, NULL, "only those that some rule judges", &wish.judged},
        {"json", 0, NDC_OPTION_FLAG, NULL, "print JSON", &wish.json},
        {0},
    };
    const struct ndc_usage usage = {
        "rules", "[PATTERN...]",
        "Lists clauses: id, force, whom it binds, how it is tested, scripts that cite it, text.\n"
        "A pattern is a group (START), a clause (START-03) or has stars.",
        options};
    struct ndc_suite suite;
    struct ndc_error error = {0};
    unsigned *scripts;
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (ndc_suite_load(&suite, ndc_suite_folder(), &error) != 0)
        return ndc_say_error(&error);
    scripts = count_scripts(&suite);
    ndc_suite_release(&suite);
    exit = print_all(&wish, argv, words, scripts);
    free(scripts);
    return exit == NDC_EXIT_NOTHING ? ndc_say_wrong("no clause fits; ndc rules lists them all")
                                    : exit;
}
