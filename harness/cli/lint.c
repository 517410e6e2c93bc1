/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/clause.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/say.h"

#define FINDINGS_MAX 32

/* The last part of a script's path without suffix must be the name it gives itself. */
static int
check_name(const char *file, const struct ndc_scenario *scenario, struct ndc_error *error)
{
    const char *id = ndc_scenario_header(scenario)->id;
    const char *slash = strrchr(file, '/');
    const char *base = slash != NULL ? slash + 1 : file;
    const char *last = strrchr(id, '/');
    size_t length = strlen(base) > 4 ? strlen(base) - 4 : strlen(base);

    last = last != NULL ? last + 1 : id;
    if (strlen(last) == length && memcmp(last, base, length) == 0)
        return 0;
    return ndc_error_set(error, "the script calls itself '%s' but its file is called '%.*s'", last,
                         (int)length, base);
}

/* Lints one file and prints what was found; returns how much that is. */
static unsigned
lint_file(const char *file)
{
    static struct ndc_error findings[FINDINGS_MAX];
    struct ndc_scenario *scenario;
    struct ndc_error error = {0};
    int count;

    if (ndc_file_parse(file, &scenario, NULL, &error) != 0) {
        (void)ndc_say_error(&error);
        return 1;
    }
    memset(findings, 0, sizeof findings);
    count = ndc_scenario_lint(scenario, &ndc_clauses_for_lint, findings, FINDINGS_MAX);
    if (count < FINDINGS_MAX && check_name(file, scenario, &findings[count]) != 0)
        count++;
    for (int i = 0; i < count; i++) {
        if (findings[i].file[0] == '\0')
            snprintf(findings[i].file, sizeof findings[i].file, "%.255s", file);
        (void)ndc_say_error(&findings[i]);
    }
    free(scenario);
    return (unsigned)count;
}

int
ndc_command_lint(int argc, char **argv)
{
    const struct ndc_option options[] = {{0}};
    const struct ndc_usage usage = {
        "lint", "[FILE or FOLDER...]",
        "Looks for scripts that are wrong, cite what does not exist, or claim nothing that could "
        "fail.\nWithout files: all scripts of the suite.",
        options};
    struct ndc_files files;
    struct ndc_error error = {0};
    unsigned found = 0;
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (ndc_files_gather(&files, argv, words, &error) != 0)
        return ndc_say_error(&error);
    for (unsigned i = 0; i < files.count; i++)
        found += lint_file(files.names[i]);
    printf("%u script%s, %u finding%s\n", files.count, files.count == 1 ? "" : "s", found,
           found == 1 ? "" : "s");
    ndc_files_release(&files);
    return found == 0 ? NDC_EXIT_EXPECTED : NDC_EXIT_INPUT;
}
