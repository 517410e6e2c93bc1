/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "run/names.h"
#include "run/out.h"
#include "run/provider.h"
#include "run/suite.h"
#include "trace/words.h"

struct wish {
    bool json;
    bool providers;
    bool files;
    const char *rule;
    struct ndc_option_list leave;
};

static void
print_versions(uint8_t bits)
{
    const char *between = "";

    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        if ((bits & ndc_version_bit(ndc_version_at(i))) == 0)
            continue;
        printf("%s%s", between, ndc_version_name(ndc_version_at(i)));
        between = " ";
    }
}

static void
print_cites(const struct ndc_script_header *header, const char *between)
{
    for (unsigned i = 0; i < header->cites_count; i++)
        printf("%s%s", i > 0 ? between : "", header->cites[i]);
}

/* ID  class  cites, then what it needs. */
static void
print_script(const struct ndc_suite_script *script)
{
    const struct ndc_script_header *header = ndc_scenario_header(script->scenario);
    unsigned variations = ndc_scenario_variations(script->scenario);

    printf("%-44s %-10s ", script->id, ndc_class_name(header->class));
    print_cites(header, " ");
    if (header->needs != 0)
        printf("  needs");
    for (unsigned i = 0; i < NDC_ROUTINES; i++)
        if ((header->needs >> i & 1) != 0)
            printf(" %s", ndc_phrase_routine(i));
    if (header->interfaces != 0) {
        printf("  interface ");
        print_versions(header->interfaces);
        printf("%s", (header->interfaces & NDC_VERSION_BIT_ANY) != 0 ? " any" : "");
    }
    if (variations > 1)
        printf("  x%u", variations);
    printf("\n");
}

static void
print_script_json(const struct ndc_suite_script *script, bool first)
{
    const struct ndc_script_header *header = ndc_scenario_header(script->scenario);

    printf("%s\n  {\"id\": ", first ? "" : ",");
    ndc_out_json_string(stdout, script->id);
    printf(", \"file\": ");
    ndc_out_json_string(stdout, script->file);
    printf(", \"about\": ");
    ndc_out_json_string(stdout, header->about);
    printf(", \"class\": \"%s\", \"cites\": [", ndc_class_name(header->class));
    for (unsigned i = 0; i < header->cites_count; i++) {
        printf("%s", i > 0 ? ", " : "");
        ndc_out_json_string(stdout, header->cites[i]);
    }
    printf("], \"needs\": [");
    for (unsigned i = 0, shown = 0; i < NDC_ROUTINES; i++)
        if ((header->needs >> i & 1) != 0)
            printf("%s\"%s\"", shown++ > 0 ? ", " : "", ndc_phrase_routine(i));
    printf("], \"interfaces\": [");
    for (unsigned i = 0, shown = 0; i < NDC_VERSION_COUNT; i++)
        if ((header->interfaces & ndc_version_bit(ndc_version_at(i))) != 0)
            printf("%s\"%s\"", shown++ > 0 ? ", " : "", ndc_version_name(ndc_version_at(i)));
    printf("], \"unclaimed\": %s, \"variations\": %u}",
           (header->interfaces & NDC_VERSION_BIT_ANY) != 0 ? "true" : "false",
           ndc_scenario_variations(script->scenario));
}

static int
list_scripts(const struct wish *wish, char **words, int count, struct ndc_error *error)
{
    const struct ndc_selection selection = {
        .take = (const char *const *)words,
        .take_count = (unsigned)count,
        .leave = wish->leave.words,
        .leave_count = wish->leave.count,
        .rule = wish->rule,
    };
    struct ndc_suite suite;
    unsigned shown = 0;
    int result;

    NDC_TRY(ndc_suite_load(&suite, ndc_suite_folder(), error));
    result = ndc_suite_select(&suite, &selection, error);
    if (result == 0 && wish->json)
        printf("[");
    for (unsigned i = 0; result == 0 && i < suite.count; i++) {
        if (!suite.scripts[i].selected)
            continue;
        if (wish->json)
            print_script_json(&suite.scripts[i], shown == 0);
        else if (wish->files)
            printf("%s\n", suite.scripts[i].file);
        else
            print_script(&suite.scripts[i]);
        shown++;
    }
    if (result == 0 && wish->json)
        printf("\n]\n");
    else if (result == 0 && !wish->files)
        printf("%u script%s\n", shown, shown == 1 ? "" : "s");
    ndc_suite_release(&suite);
    return result == 0 && shown == 0 ? NDC_EXIT_NOTHING : result;
}

static void
print_provider_json(const struct ndc_provider *provider, bool first)
{
    printf("%s\n  {\"name\": ", first ? "" : ",");
    ndc_out_json_string(stdout, provider->name);
    printf(", \"version\": ");
    ndc_out_json_string(stdout, provider->version);
    printf(", \"vendor\": ");
    ndc_out_json_string(stdout, provider->vendor);
    printf(", \"about\": ");
    ndc_out_json_string(stdout, provider->about);
    printf(", \"breaks\": ");
    ndc_out_json_string(stdout, provider->breaks);
    printf("}");
}

/* Every word fits at least one provider, or the first that does not is said. */
static int
check_fits(const struct ndc_provider *providers, unsigned provider_count, char **words, int count,
           struct ndc_error *error)
{
    for (int i = 0; i < count; i++) {
        unsigned at = 0;

        while (at < provider_count && fnmatch(words[i], providers[at].name, 0) != 0)
            at++;
        if (at == provider_count)
            return ndc_error_set(error, "no provider fits '%s'", words[i]);
    }
    return 0;
}

static bool
is_wanted(const struct ndc_provider *provider, char **words, int count)
{
    for (int i = 0; i < count; i++)
        if (fnmatch(words[i], provider->name, 0) == 0)
            return true;
    return count == 0;
}

static void
print_provider(const struct ndc_provider *provider)
{
    printf("%-40s %-10s ", provider->name, provider->version);
    print_versions(provider->claims);
    printf("%s%s  %s\n", provider->breaks[0] != '\0' ? "  breaks " : "", provider->breaks,
           provider->about);
}

static void
print_providers(const struct wish *wish, const struct ndc_provider *providers, unsigned count,
                char **words, int word_count)
{
    bool first = true;

    if (wish->json)
        printf("[");
    for (unsigned i = 0; i < count; i++) {
        if (!is_wanted(&providers[i], words, word_count))
            continue;
        if (wish->json)
            print_provider_json(&providers[i], first);
        else
            print_provider(&providers[i]);
        first = false;
    }
    if (wish->json)
        printf("\n]\n");
}

static int
list_providers(const struct wish *wish, char **words, int count, struct ndc_error *error)
{
    struct ndc_provider *providers;
    unsigned provider_count;
    char folder[1024];
    int result;

    NDC_TRY(ndc_provider_list(&providers, &provider_count, error));
    ndc_provider_folder(folder, sizeof folder);
    result = provider_count == 0 ? ndc_error_set(error, "no provider was built in %.400s", folder)
                                 : check_fits(providers, provider_count, words, count, error);
    if (result == 0)
        print_providers(wish, providers, provider_count, words, count);
    free(providers);
    return result == 0 ? NDC_EXIT_EXPECTED : -1;
}

int
ndc_command_list(int argc, char **argv)
{
    struct wish wish = {0};
    const struct ndc_option options[] = {
        {"providers", 0, NDC_OPTION_FLAG, NULL, "list the providers that were built",
         &wish.providers},
        {"rule", 0, NDC_OPTION_TEXT, "CLAUSE", "only scripts that cite a clause or group",
         &wish.rule},
        {"exclude", 'x', NDC_OPTION_LIST, "PATTERN", "leave these out", &wish.leave},
        {"files", 0, NDC_OPTION_FLAG, NULL, "print the paths alone", &wish.files},
        {"json", 0, NDC_OPTION_FLAG, NULL, "print JSON", &wish.json},
        {0},
    };
    const struct ndc_usage usage = {
        "list", "[PATTERN...]",
        "Lists scripts: id, class, clauses cited, what they need, how many variations.", options};
    struct ndc_error error = {0};
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    exit = wish.providers ? list_providers(&wish, argv, words, &error)
                          : list_scripts(&wish, argv, words, &error);
    return exit < 0 ? ndc_say_error(&error) : exit;
}
