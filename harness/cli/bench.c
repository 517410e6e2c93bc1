/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/bench.h"

#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "run/run.h"
#include "run/out.h"
#include "run/provider.h"

#define FIGURES_MAX 10
#define SCRIPTS_SHORT 20000u
#define SCRIPTS_LONG 1000000u

static bool
meets_goal(const struct ndc_figure *figure)
{
    double value = figure->goal_of_ratio ? figure->ratio : figure->value;

    return figure->goal_is_most ? value <= figure->goal : value >= figure->goal;
}

static bool
has_goal(const struct ndc_figure *figure)
{
    return figure->goal > 0 || figure->goal_is_most;
}

/* Three digits that matter, and the thousands as a letter: "1.15 M". */
static void
print_quantity(double value, const char *unit)
{
    static const char *const letters[] = {"", " k", " M", " G"};
    unsigned thousands = 0;

    while (value >= 1000 && thousands < 3) {
        value /= 1000;
        thousands++;
    }
    printf("%.3g%s %s", value, letters[thousands], unit);
}

static void
print_text(const struct ndc_figure *figure)
{
    printf("%-12s ", figure->name);
    print_quantity(figure->value, figure->unit);
    if (figure->control_name != NULL)
        printf(", %.3g of the control", figure->ratio);
    if (has_goal(figure))
        printf(" (goal: at %s %.7g%s: %s)", figure->goal_is_most ? "most" : "least", figure->goal,
               figure->goal_of_ratio ? " of the control" : "",
               meets_goal(figure) ? "met" : "missed");
    printf("\n             %s\n", figure->about);
    if (figure->control_name == NULL)
        return;
    printf("             control: ");
    print_quantity(figure->control, figure->control_unit);
    printf(", %s\n", figure->control_name);
}

static void
print_json(const struct ndc_figure *figure, bool first)
{
    printf("%s\n    {\"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\", \"about\": ",
           first ? "" : ",", figure->name, figure->value, figure->unit);
    ndc_out_json_string(stdout, figure->about);
    if (figure->control_name != NULL) {
        printf(", \"control\": {\"value\": %.6g, \"unit\": \"%s\", \"about\": ", figure->control,
               figure->control_unit);
        ndc_out_json_string(stdout, figure->control_name);
        printf("}, \"ratio\": %.6g", figure->ratio);
    }
    if (has_goal(figure))
        printf(", \"goal\": {\"%s\": %.6g, \"of\": \"%s\", \"met\": %s}",
               figure->goal_is_most ? "most" : "least", figure->goal,
               figure->goal_of_ratio ? "ratio" : "value", meets_goal(figure) ? "true" : "false");
    printf("}");
}

static void
print_all(const struct ndc_figure *figures, int count, const char *provider, bool json)
{
    if (json) {
        printf("{\n  \"schema\": \"ndc-bench-1\",\n  \"provider\": ");
        ndc_out_json_string(stdout, provider);
        printf(",\n  \"repeats\": %d,\n  \"time\": \"cpu\",\n  \"figures\": [", NDC_BENCH_REPEATS);
    }
    for (int i = 0; i < count; i++) {
        if (json)
            print_json(&figures[i], i == 0);
        else
            print_text(&figures[i]);
    }
    if (json)
        printf("\n  ]\n}\n");
}

static const struct {
    const char *name;
    int (*measure)(struct ndc_stand *stand, struct ndc_figure *figures, struct ndc_error *error);
} parts[] = {
    {"scripts", ndc_bench_scripts}, {"descriptors", ndc_bench_descriptors},
    {"copies", ndc_bench_copies},   {"heap", ndc_bench_heap},
    {"sets", ndc_bench_sets},
};
#define PARTS (sizeof parts / sizeof parts[0])

static bool
is_wanted(const char *name, char **words, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(words[i], name) == 0)
            return true;
    return count == 0;
}

static int
check_words(char **words, int count, struct ndc_error *error)
{
    for (int i = 0; i < count; i++) {
        bool known = false;

        for (size_t j = 0; j < PARTS; j++)
            known = known || strcmp(words[i], parts[j].name) == 0;
        if (!known)
            return ndc_error_set(error,
                                 "nothing called '%s' is measured; there are scripts, "
                                 "descriptors, copies, heap and sets",
                                 words[i]);
    }
    return 0;
}

/* Runs the measurements one after the other; returns how many figures there are, or -1. */
static int
measure(struct ndc_stand *stand, char **words, int word_count, struct ndc_figure *figures,
        struct ndc_error *error)
{
    int count = 0;

    for (size_t i = 0; i < PARTS; i++) {
        int added;

        if (!is_wanted(parts[i].name, words, word_count))
            continue;
        ndc_progress("bench: %s", parts[i].name);
        added = parts[i].measure(stand, figures + count, error);
        if (added < 0)
            return -1;
        count += added;
    }
    return count;
}

int
ndc_command_bench(int argc, char **argv)
{
    const char *name = "reference";
    bool json = false;
    bool many = false;
    const struct ndc_option options[] = {
        {"json", 0, NDC_OPTION_FLAG, NULL, "print JSON", &json},
        {"provider", 'p', NDC_OPTION_TEXT, "NAME", "the provider to drive (reference)", &name},
        {"long", 0, NDC_OPTION_FLAG, NULL, "look for growth over a million scripts", &many},
        {0},
    };
    const struct ndc_usage usage = {"bench", "[scripts] [descriptors] [copies] [heap] [sets]",
                                    "Measures the suite: CPU time, median of five, ratios to a "
                                    "control of the same run.",
                                    options};
    struct ndc_figure figures[FIGURES_MAX] = {0};
    struct ndc_provider provider;
    static struct ndc_stand stand; /* keeps its snapshot of the provider until the end */
    struct ndc_error error = {0};
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);
    int count;

    if (words < 0)
        return exit;
    if (check_words(argv, words, &error) != 0 || ndc_provider_find(&provider, name, &error) != 0 ||
        ndc_stand_open(&stand, provider.object, &error) != 0)
        return ndc_say_error(&error);
    stand.heap_scripts = many ? SCRIPTS_LONG : SCRIPTS_SHORT;
    count = measure(&stand, argv, words, figures, &error);
    ndc_progress_end();
    ndc_stand_close(&stand);
    if (count < 0)
        return ndc_say_error(&error);
    print_all(figures, count, name, json);
    return NDC_EXIT_EXPECTED;
}
