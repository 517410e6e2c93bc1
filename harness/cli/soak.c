/* SPDX-License-Identifier: Apache-2.0 */
/* `ndc soak`: drawn scripts without end, to see whether the two evaluators ever disagree. */
#include "cli/soak.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "cli/bench.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "model/model.h"
#include "run/names.h"
#include "run/provider.h"
#include "run/sets.h"

#define EVENTS_USUAL "1000000"
#define PROGRESS_SEEDS 4096u
#define ALWAYS 3u  /* ways of hiding tried with each script: nothing, everything, words late */
#define IN_TURN 2u /* and how many of the others */

struct soak {
    struct ndc_stand stand;
    struct ndc_scenario *scenario;
    uint64_t seed;
    uint64_t events, wanted;
    char text[NDC_SOAK_SCRIPT_ROOM];
};

/* Carries out the script of the seed; what stops it in the middle stops no more than it. */
static void
execute(struct soak *soak, const struct ndc_setup *setup)
{
    enum ndc_routine absent;

    if (setjmp(soak->stand.leave) == 0)
        (void)ndc_exec(soak->scenario, 0, setup, &soak->stand.target, &absent);
}

static int
compare(const struct soak *soak, struct ndc_error *error)
{
    const struct ndc_trace *trace = soak->stand.trace;
    unsigned others = ndc_hidings() - ALWAYS;
    unsigned first = ALWAYS + (unsigned)(soak->seed * IN_TURN % others);

    NDC_TRY(ndc_sets_compare(trace->events, trace->count, 0, ALWAYS, error));
    return ndc_sets_compare(trace->events, trace->count, first, IN_TURN, error);
}

/* The one version a drawn script is for. */
static uint32_t
version_of(const struct ndc_scenario *scenario)
{
    static const uint32_t versions[] = {NDC_INTERFACE_1_0, NDC_INTERFACE_1_1, NDC_INTERFACE_2_0,
                                        NDC_INTERFACE_2_1};
    unsigned number = 0;

    while (number < 3 &&
           (ndc_scenario_header(scenario)->interfaces & ndc_version_bit(versions[number])) == 0)
        number++;
    return versions[number];
}

static int
soak_one(struct soak *soak, struct ndc_error *error)
{
    size_t length = ndc_soak_script(soak->seed, soak->text, sizeof soak->text);

    NDC_TRY(ndc_scenario_parse(soak->scenario, soak->text, length, "drawn script", error));
    const struct ndc_setup setup = ndc_exec_setup(soak->scenario, version_of(soak->scenario));
    execute(soak, &setup);
    soak->events += soak->stand.trace->count;
    return compare(soak, error);
}

static int
disagreement(const struct soak *soak, const struct ndc_error *error)
{
    printf("HARNESS  seed %" PRIu64 ": %s\n\n%s\n", soak->seed, error->text, soak->text);
    printf("again: ndc soak --from %" PRIu64 " --events 1\n", soak->seed);
    return NDC_EXIT_HARNESS;
}

/* The line a run can be gone on from: events judged, and the next seed. */
static void
print_count(const struct soak *soak, uint64_t from)
{
    printf("%" PRIu64 " events judged, %" PRIu64 " scripts, no disagreement; next seed %" PRIu64
           "\n",
           soak->events, soak->seed - from, soak->seed);
}

static int
soak_all(struct soak *soak, uint64_t from)
{
    struct ndc_error error = {0};

    for (soak->seed = from; soak->events < soak->wanted; soak->seed++) {
        if (soak_one(soak, &error) != 0)
            return disagreement(soak, &error);
        if ((soak->seed + 1 - from) % PROGRESS_SEEDS == 0)
            ndc_progress("soak: %" PRIu64 " of %" PRIu64 " events, next seed %" PRIu64,
                         soak->events, soak->wanted, soak->seed + 1);
    }
    ndc_progress_end();
    print_count(soak, from);
    return NDC_EXIT_EXPECTED;
}

static int
open_soak(struct soak *soak, const char *provider_name, struct ndc_error *error)
{
    struct ndc_provider provider;

    NDC_TRY(ndc_provider_find(&provider, provider_name, error));
    soak->scenario = calloc(1, ndc_scenario_size());
    ndc_check(soak->scenario != NULL);
    return ndc_stand_open(&soak->stand, provider.object, error);
}

static int
read_number(const char *word, uint64_t *number, struct ndc_error *error)
{
    char *end;

    *number = strtoull(word, &end, 10);
    if (*word < '0' || *word > '9' || *end != '\0')
        return ndc_error_set(error, "'%s' is no number", word);
    return 0;
}

int
ndc_command_soak(int argc, char **argv)
{
    static struct soak soak;
    const char *events = EVENTS_USUAL;
    const char *from = "0";
    const struct ndc_option options[] = {
        {"events", 'n', NDC_OPTION_TEXT, "N", "stop when so many were judged (" EVENTS_USUAL ")",
         &events},
        {"from", 0, NDC_OPTION_TEXT, "SEED", "the first seed (0); go on where another run ended",
         &from},
        {0},
    };
    const struct ndc_usage usage = {
        "soak", "[PROVIDER]",
        "Carries out scripts drawn from seeds and judges each trace by both evaluators, hiding "
        "events\nin many ways. Exit 3: they disagree; the script is printed.",
        options};
    struct ndc_error error = {0};
    uint64_t first;
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (words > 1)
        return ndc_say_wrong("ndc soak takes one provider");
    if (read_number(events, &soak.wanted, &error) != 0 || read_number(from, &first, &error) != 0 ||
        open_soak(&soak, words == 1 ? argv[0] : "reference", &error) != 0)
        return ndc_say_error(&error);
    exit = soak_all(&soak, first);
    ndc_stand_close(&soak.stand);
    free(soak.scenario);
    return exit;
}
