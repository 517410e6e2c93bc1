/* SPDX-License-Identifier: Apache-2.0 */
/* `ndc rules`: the clauses, how they are judged, and how many scripts cite each. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "cli/clause.h"
#include "cli/command.h"
#include "cli/coverage.h"
#include "cli/options.h"
#include "cli/say.h"
#include "run/out.h"

struct wish {
    const char *result;
    bool json;
    bool untested;
    bool judged;
};

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
is_wanted(const struct ndc_coverage *coverage, unsigned row, const struct wish *wish)
{
    const struct ndc_clause *clause = &ndc_clauses[row];

    if (wish->untested && (ndc_clause_is_own(clause) || ndc_coverage_missing(coverage, row) == 0))
        return false;
    return !wish->judged || clause->judged;
}

/* With --untested: at which versions. */
static void
print_text(const struct ndc_coverage *coverage, unsigned row, const struct wish *wish)
{
    const struct ndc_clause *clause = &ndc_clauses[row];
    unsigned scripts = ndc_coverage_scripts(coverage, row, NDC_VERSION_COUNT);
    char binds[64];
    char versions[32];

    ndc_clause_binds(clause, binds, sizeof binds);
    ndc_version_words(ndc_coverage_missing(coverage, row), versions, sizeof versions);
    printf("%-10s %-9s %-16s %-13s %3u  ", clause->id, ndc_clause_force(clause), binds,
           standing(clause, scripts), scripts);
    if (wish->untested)
        printf("at %-15s  ", versions);
    printf("%s\n", clause->requirement);
}

static void
print_scripts(const struct ndc_coverage *coverage, unsigned row)
{
    const char *comma = "";

    printf(", \"scripts\": [");
    for (unsigned i = 0; i < coverage->suite.count; i++) {
        const struct ndc_suite_script *script = &coverage->suite.scripts[i];

        if (!ndc_coverage_cites(script, row))
            continue;
        printf("%s", comma);
        ndc_out_json_string(stdout, script->id);
        comma = ", ";
    }
    printf("]");
}

static void
print_mutants(const struct ndc_coverage *coverage, unsigned row)
{
    const char *comma = "";

    printf(", \"mutants\": [");
    for (unsigned i = 0; i < coverage->provider_count; i++) {
        const struct ndc_provider *provider = &coverage->providers[i];

        if (strcmp(provider->breaks, ndc_clauses[row].id) != 0)
            continue;
        printf("%s", comma);
        ndc_out_json_string(stdout, provider->name);
        comma = ", ";
    }
    printf("]");
}

/* For each version: whether it can be broken there, scripts that cite it, cases that came to it. */
static void
print_versions(const struct ndc_coverage *coverage, unsigned row)
{
    const struct ndc_result_clause *run = ndc_coverage_run(coverage, row);
    uint8_t missing = ndc_coverage_missing(coverage, row);

    printf(", \"at\": {");
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        uint8_t bit = ndc_version_bit(ndc_version_at(i));

        printf("%s\"%s\": {\"binds\": %s, \"bites\": %s, \"scripts\": %u", i > 0 ? ", " : "",
               ndc_version_name(ndc_version_at(i)),
               (ndc_clauses[row].versions & bit) != 0 ? "true" : "false",
               (ndc_clauses[row].bites & bit) != 0 ? "true" : "false",
               ndc_coverage_scripts(coverage, row, i));
        if (run != NULL)
            printf(", \"reached\": %u, \"cited\": %u", (unsigned)run->cases_at[i],
                   (unsigned)run->cited_at[i]);
        printf(", \"untested\": %s}", (missing & bit) != 0 ? "true" : "false");
    }
    printf("}");
}

static void
print_json(const struct ndc_coverage *coverage, unsigned row, bool first)
{
    const struct ndc_clause *clause = &ndc_clauses[row];
    unsigned scripts = ndc_coverage_scripts(coverage, row, NDC_VERSION_COUNT);
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
    printf(", \"own\": %s, \"judged\": %s, \"standing\": \"%s\", \"reason\": ",
           ndc_clause_is_own(clause) ? "true" : "false", clause->judged ? "true" : "false",
           standing(clause, scripts));
    ndc_out_json_string(stdout, clause->untestable != NULL ? clause->untestable : "");
    print_scripts(coverage, row);
    print_mutants(coverage, row);
    print_versions(coverage, row);
    printf("}");
}

static int
print_all(const struct ndc_coverage *coverage, const struct wish *wish, char **patterns, int count)
{
    unsigned shown = 0;

    if (wish->json)
        printf("[");
    for (unsigned i = 0; i < ndc_clause_count; i++) {
        if (!fits(&ndc_clauses[i], patterns, count) || !is_wanted(coverage, i, wish))
            continue;
        if (wish->json)
            print_json(coverage, i, shown == 0);
        else
            print_text(coverage, i, wish);
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
        {"untested", 0, NDC_OPTION_FLAG, NULL, "only those that nothing exercises somewhere",
         &wish.untested},
        {"judged", 0, NDC_OPTION_FLAG, NULL, "only those that some rule judges", &wish.judged},
        {"result", 0, NDC_OPTION_TEXT, "FILE", "what a run came to, instead of what scripts cite",
         &wish.result},
        {"json", 0, NDC_OPTION_FLAG, NULL, "print JSON", &wish.json},
        {0},
    };
    const struct ndc_usage usage = {
        "rules", "[PATTERN...]",
        "Lists clauses: id, force, whom it binds, how it is tested, scripts that cite it, text.\n"
        "A pattern is a group (START), a clause (START-03) or has stars.\n"
        "--untested also says at which interface versions; ndc certify reference writes a result.",
        options};
    struct ndc_coverage coverage;
    struct ndc_error error = {0};
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (ndc_coverage_make(&coverage, wish.result, &error) != 0)
        return ndc_say_error(&error);
    exit = print_all(&coverage, &wish, argv, words);
    ndc_coverage_release(&coverage);
    return exit == NDC_EXIT_NOTHING ? ndc_say_wrong("no clause fits; ndc rules lists them all")
                                    : exit;
}
