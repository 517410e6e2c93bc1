/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/say.h"
#include "run/out.h"

#define TEXT_MAX 65536

struct wish {
    bool check;
    bool print;
};

static int
write_file(const char *name, const char *text, size_t bytes, struct ndc_error *error)
{
    struct ndc_out out;

    NDC_TRY(ndc_out_open(&out, name, error));
    fwrite(text, 1, bytes, out.stream);
    return ndc_out_close(&out, error);
}

/* Formats one file: 1 when it was not in its form, 0 when it was, -1 with a sentence. */
static int
format_file(const char *name, const struct wish *wish, struct ndc_error *error)
{
    static char formed[TEXT_MAX];
    struct ndc_scenario *scenario;
    char *text;
    long length;
    bool same;
    int result = 0;

    NDC_TRY(ndc_file_parse(name, &scenario, &text, error));
    length = ndc_scenario_format(scenario, formed, sizeof formed);
    free(scenario);
    if (length < 0) {
        free(text);
        return ndc_error_set(error, "%s is too long to be formatted", name);
    }
    same = strlen(text) == (size_t)length && memcmp(text, formed, (size_t)length) == 0;
    free(text);
    if (wish->print)
        fwrite(formed, 1, (size_t)length, stdout);
    else if (!same && !wish->check)
        result = write_file(name, formed, (size_t)length, error);
    if (!same && !wish->print && result == 0)
        printf("%s%s\n", name, wish->check ? " is not in the canonical form" : "");
    return result != 0 ? result : !same;
}

int
ndc_command_fmt(int argc, char **argv)
{
    struct wish wish = {false, false};
    const struct ndc_option options[] = {
        {"check", 0, NDC_OPTION_FLAG, NULL, "change nothing; exit 1 when a file is not in its form",
         &wish.check},
        {"print", 0, NDC_OPTION_FLAG, NULL, "print the form instead of writing it", &wish.print},
        {0},
    };
    const struct ndc_usage usage = {
        "fmt", "[FILE or FOLDER...]",
        "Writes scripts in their one canonical form and names those that changed.\nWithout files: "
        "all scripts of the suite.",
        options};
    struct ndc_files files;
    int exit = NDC_EXIT_EXPECTED;
    struct ndc_error error = {0};
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (ndc_files_gather(&files, argv, words, &error) != 0)
        return ndc_say_error(&error);
    exit = NDC_EXIT_EXPECTED;
    for (unsigned i = 0; i < files.count; i++) {
        struct ndc_error one = {0};
        int result = format_file(files.names[i], &wish, &one);

        if (result < 0)
            exit = ndc_say_error(&one);
        else if (result > 0 && wish.check && exit == NDC_EXIT_EXPECTED)
            exit = NDC_EXIT_NONCONFORMING;
    }
    ndc_files_release(&files);
    return exit;
}
