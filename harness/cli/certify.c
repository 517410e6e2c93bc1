/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "cli/cause.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "cli/outputs.h"
#include "cli/summary.h"
#include "run/provider.h"

#define PATH_ROOM 1024

static void
print_text(const struct ndc_trial *trial, const struct ndc_result *result, const uint32_t *first,
           const char *output, bool written)
{
    const struct ndc_result_counts counts = ndc_result_count(result);

    ndc_summary_head(trial, result);
    ndc_summary_failures(trial, result, first);
    ndc_summary_verdict(trial, result);
    if (written) {
        printf("result: %s%s", output, trial->interrupted ? " (marked incomplete)" : "");
        if (counts.failed > 0)
            printf("; each failure as a picture: ndc explain %s ID", output);
        printf("\n");
    }
    ndc_summary_last_line(result);
}

static int
report(const struct ndc_trial *trial, const struct ndc_result *result,
       const struct ndc_outputs *outputs)
{
    uint32_t *first = calloc(trial->list.count + 1, sizeof *first);
    int wrong;

    ndc_check(first != NULL);
    ndc_causes_group(trial, first);
    wrong = ndc_outputs_write(outputs, trial, result, first);
    if (!outputs->silent)
        print_text(trial, result, first, outputs->result, wrong == NDC_EXIT_EXPECTED);
    free(first);
    return wrong;
}

static int
certify(const struct ndc_trial_wish *wish, const struct ndc_outputs *outputs)
{
    struct ndc_trial trial;
    struct ndc_result result;
    struct ndc_error error = {0};
    int exit;
    int wrong;

    if (ndc_trial_run(&trial, wish, &error) != 0 ||
        ndc_summary_make(&trial, true, &result, &error) != 0) {
        ndc_trial_release(&trial);
        return ndc_say_error(&error);
    }
    exit = ndc_summary_exit(&trial, &result, false);
    wrong = report(&trial, &result, outputs);
    ndc_result_release(&result);
    ndc_trial_release(&trial);
    return wrong != NDC_EXIT_EXPECTED ? wrong : exit;
}

int
ndc_command_certify(int argc, char **argv)
{
    struct ndc_outputs outputs = {0};
    struct ndc_trial_wish wish = {.twice = true};
    struct ndc_provider provider;
    struct ndc_error error = {0};
    char output[PATH_ROOM];
    const struct ndc_option options[] = {
        {"output", 'o', NDC_OPTION_TEXT, "FILE", "where the result goes (out/PROVIDER.json)",
         &outputs.result},
        {"junit", 0, NDC_OPTION_TEXT, "FILE", "write JUnit XML as well", &outputs.junit},
        {"ktap", 0, NDC_OPTION_FLAG, NULL, "print KTAP instead of the summary", &outputs.ktap},
        {"json", 0, NDC_OPTION_FLAG, NULL, "print the result as JSON instead of the summary",
         &outputs.json},
        {"keep-traces", 0, NDC_OPTION_TEXT, "DIR", "write the trace of every case into a folder",
         &outputs.traces},
        {"judge", 0, NDC_OPTION_TEXT, "HOW",
         "exact (as usual), both evaluators, hidden or bridge: with engine and kernel unseen",
         &wish.judge},
        {"jobs", 'j', NDC_OPTION_NUMBER, "N", "processes at a time (one for each processor)",
         &wish.jobs},
        {0},
    };
    const struct ndc_usage usage = {
        "certify", "PROVIDER",
        "Runs every script at every version the provider claims, each twice, and compares the "
        "traces.\nExit 0: conforming. Hardening is reported apart and never costs conformance.",
        options};
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (words != 1)
        return ndc_say_wrong("ndc certify needs one provider, such as ndc certify reference; ndc "
                             "list --providers names them");
    if (ndc_provider_find(&provider, argv[0], &error) != 0)
        return ndc_say_error(&error);
    snprintf(output, sizeof output, "out/%s.json", provider.name);
    if (outputs.result == NULL)
        outputs.result = output;
    wish.provider = argv[0];
    wish.keep_traces = outputs.traces != NULL;
    exit = ndc_outputs_check(&outputs);
    return exit != NDC_EXIT_EXPECTED ? exit : certify(&wish, &outputs);
}
