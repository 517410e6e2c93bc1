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

#define SAME_MAX 700

struct wish {
    struct ndc_trial_wish trial;
    struct ndc_outputs outputs;
    bool all;
};

/* One line for each case that has nothing to draw. */
static void
print_line(const struct ndc_trial *trial, const struct ndc_result *result, uint32_t index)
{
    char name[NDC_CASE_NAME_MAX];
    char sentence[SAME_MAX];
    uint8_t verdict = trial->results[index].verdict;

    ndc_trial_case_name(trial, index, name, sizeof name);
    ndc_say_painted(verdict == NDC_VERDICT_PASS ? NDC_PAINT_GOOD : NDC_PAINT_WARN,
                    ndc_verdict_names[verdict]);
    ndc_result_summary(&result->cases[index], sentence, sizeof sentence);
    printf("  %s%s%s\n", name, sentence[0] != '\0' && verdict != NDC_VERDICT_PASS ? "  " : "",
           verdict != NDC_VERDICT_PASS ? sentence : "");
}

static void
draw_case(const struct ndc_trial *trial, const uint32_t *first, uint32_t index, bool all)
{
    struct ndc_trial_picture holder;
    char same[SAME_MAX];

    ndc_trial_picture(trial, index, &holder);
    ndc_causes_others(trial, first, index, same, sizeof same);
    holder.picture.same = same;
    holder.picture.all = all;
    ndc_picture_draw(&holder.picture);
}

static void
print_text(const struct ndc_trial *trial, const struct ndc_result *result, const uint32_t *first,
           const struct wish *wish)
{
    bool few = trial->list.count <= 20;
    bool lines = false;

    for (uint32_t i = 0; i < trial->list.count; i++) {
        uint8_t verdict = trial->results[i].verdict;
        bool drawn = ndc_verdict_failed(verdict) || verdict == NDC_VERDICT_WARN;

        if (drawn && first[i] == i)
            draw_case(trial, first, i, wish->all);
        else if (!drawn && few)
            print_line(trial, result, i);
        lines = few && !drawn;
    }
    if (lines)
        printf("\n");
    if (!few)
        ndc_summary_unsupported(result);
    if (trial->list.count == 0 && trial->list.inapplicable > 0)
        printf("nothing was selected that %s claims to serve\n", trial->provider.name);
    else if (trial->list.count == 0)
        printf("nothing was selected\n");
    if (trial->list.inapplicable > 0)
        printf("%u script%s for no version that was run\n", trial->list.inapplicable,
               trial->list.inapplicable == 1 ? " is" : "s are");
    ndc_summary_last_line(result);
}

static int
report(const struct ndc_trial *trial, const struct ndc_result *result, const struct wish *wish)
{
    uint32_t *first = calloc(trial->list.count + 1, sizeof *first);
    int wrong;

    ndc_check(first != NULL);
    ndc_causes_group(trial, first);
    wrong = ndc_outputs_write(&wish->outputs, trial, result, first);
    if (!wish->outputs.silent)
        print_text(trial, result, first, wish);
    free(first);
    return wrong;
}

static int
run(const struct wish *wish)
{
    struct ndc_trial trial;
    struct ndc_result result;
    struct ndc_error error = {0};
    int exit;
    int wrong;

    if (ndc_trial_run(&trial, &wish->trial, &error) != 0 ||
        ndc_summary_make(&trial, wish->trial.twice, &result, &error) != 0) {
        ndc_trial_release(&trial);
        return ndc_say_error(&error);
    }
    exit = ndc_summary_exit(&trial, &result, true);
    wrong = report(&trial, &result, wish);
    ndc_result_release(&result);
    ndc_trial_release(&trial);
    return wrong != NDC_EXIT_EXPECTED ? wrong : exit;
}

int
ndc_command_run(int argc, char **argv)
{
    struct wish wish = {.trial = {.provider = "reference"}};
    const struct ndc_option options[] = {
        {"provider", 'p', NDC_OPTION_TEXT, "NAME", "the provider (reference)",
         &wish.trial.provider},
        {"exclude", 'x', NDC_OPTION_LIST, "PATTERN", "leave these scripts out", &wish.trial.leave},
        {"rule", 0, NDC_OPTION_TEXT, "CLAUSE", "only scripts that cite a clause or group",
         &wish.trial.rule},
        {"interface", 'i', NDC_OPTION_TEXT, "VERSION", "only this version of the interface",
         &wish.trial.interface},
        {"twice", 0, NDC_OPTION_FLAG, NULL, "run each case twice and compare the traces",
         &wish.trial.twice},
        {"judge", 0, NDC_OPTION_TEXT, "HOW",
         "exact (as usual), both evaluators, hidden or bridge: with engine and kernel unseen",
         &wish.trial.judge},
        {"jobs", 'j', NDC_OPTION_NUMBER, "N", "processes at a time (one for each processor)",
         &wish.trial.jobs},
        {"all", 0, NDC_OPTION_FLAG, NULL, "draw every event, not only those that matter",
         &wish.all},
        {"trace", 0, NDC_OPTION_TEXT, "FILE", "write the trace of the one case selected",
         &wish.outputs.trace},
        {"keep-traces", 0, NDC_OPTION_TEXT, "DIR", "write the trace of every case into a folder",
         &wish.outputs.traces},
        {"output", 'o', NDC_OPTION_TEXT, "FILE", "write the result as JSON", &wish.outputs.result},
        {"junit", 0, NDC_OPTION_TEXT, "FILE", "write JUnit XML", &wish.outputs.junit},
        {"ktap", 0, NDC_OPTION_FLAG, NULL, "print KTAP instead of pictures", &wish.outputs.ktap},
        {"json", 0, NDC_OPTION_FLAG, NULL, "print the result as JSON instead of pictures",
         &wish.outputs.json},
        {0},
    };
    const struct ndc_usage usage = {
        "run", "[PATTERN...] [--provider NAME]",
        "Runs scripts, all without a pattern, and draws each failure, one picture for each cause.\n"
        "A pattern is an id, a folder (append/), has stars, is a path of a script, or is one "
        "case:\n'isr/merged@2.0'. Exit 1: a selected script failed, of whatever class.",
        options};
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    wish.trial.words = argv;
    wish.trial.word_count = words;
    wish.trial.keep_traces = wish.outputs.trace != NULL || wish.outputs.traces != NULL;
    exit = ndc_outputs_check(&wish.outputs);
    return exit != NDC_EXIT_EXPECTED ? exit : run(&wish);
}
