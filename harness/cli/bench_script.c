/* SPDX-License-Identifier: Apache-2.0 */
/* Short scripts a second, judged, and the share of the reset in that. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "cli/bench.h"
#include "scenario/scenario.h"

#define PIECE 64u
#define PIECES 16384u

static const char short_script[] = "scenario short\n"
                                   "about    One descriptor is copied and reported.\n"
                                   "class    must\n"
                                   "cites    START-01\n"
                                   "interface 2.0\n"
                                   "\n"
                                   "channel  c0\n"
                                   "copy     A1  64 bytes  status irq\n"
                                   "chain    A = A1\n"
                                   "\n"
                                   "call     StartDma c0 A               -> SUCCESS\n"
                                   "run      until idle\n"
                                   "expect   status c0 is Idle at A1\n"
                                   "expect   copied A\n";

struct script_work {
    struct ndc_stand *stand;
    const struct ndc_scenario *scenario;
    struct ndc_error *error;
    bool with_reset; /* one more begin, refused by DriverEntry, after each script */
    int result;
};

struct ndc_scenario *
ndc_bench_script(struct ndc_error *error)
{
    struct ndc_scenario *scenario = calloc(1, ndc_scenario_size());

    ndc_check(scenario != NULL);
    if (ndc_scenario_parse(scenario, short_script, sizeof short_script - 1, "bench", error) == 0)
        return scenario;
    free(scenario);
    return NULL;
}

static enum ndc_exec_outcome
execute(struct ndc_stand *stand, const struct ndc_scenario *scenario, const struct ndc_setup *setup)
{
    enum ndc_routine absent;

    if (setjmp(stand->leave) != 0)
        return NDC_EXEC_RAN;
    return ndc_exec(scenario, 0, setup, &stand->target, &absent);
}

int
ndc_bench_run(struct ndc_stand *stand, const struct ndc_scenario *scenario, struct ndc_error *error)
{
    const struct ndc_setup setup = ndc_exec_setup(scenario, NDC_INTERFACE_2_0);

    if (execute(stand, scenario, &setup) != NDC_EXEC_RAN)
        return ndc_error_set(error, "the driver does not come up: ndc certify says why");
    return ndc_bench_judge(stand, error);
}

static void
run_script(void *context)
{
    struct script_work *work = context;
    const struct ndc_setup setup = ndc_exec_setup(work->scenario, NDC_INTERFACE_2_0);

    if (ndc_bench_run(work->stand, work->scenario, work->error) != 0)
        work->result = -1;
    if (!work->with_reset)
        return;
    ndc_stand_refuse(true);
    (void)execute(work->stand, work->scenario, &setup);
    ndc_stand_refuse(false);
}

struct pieces {
    uint8_t *from;
    uint8_t *to;
};

static void
copy_pieces(void *context)
{
    const struct pieces *pieces = context;

    for (uint32_t i = 0; i < PIECES; i++) {
        memcpy(pieces->to + (size_t)i * PIECE, pieces->from + (size_t)i * PIECE, PIECE);
        ndc_bench_keep(pieces->to);
    }
}

double
ndc_bench_pieces(void)
{
    static double known; /* measured once in a process */
    struct pieces pieces = {malloc(PIECES * PIECE), malloc(PIECES * PIECE)};

    ndc_check(pieces.from != NULL && pieces.to != NULL);
    memset(pieces.from, 1, PIECES * PIECE);
    if (known == 0)
        known = PIECES / ndc_bench_seconds(copy_pieces, &pieces);
    free(pieces.from);
    free(pieces.to);
    return known;
}

int
ndc_bench_scripts(struct ndc_stand *stand, struct ndc_figure *figures, struct ndc_error *error)
{
    struct script_work work = {.stand = stand, .error = error};
    struct ndc_scenario *scenario = ndc_bench_script(error);
    double plain;
    double both;

    if (scenario == NULL)
        return -1;
    work.scenario = scenario;
    plain = ndc_bench_seconds(run_script, &work);
    work.with_reset = true;
    both = ndc_bench_seconds(run_script, &work);
    free(scenario);
    figures[0] = (struct ndc_figure){
        .name = "scripts",
        .unit = "scripts/s",
        .about = "short scripts, each with driver load, one 64-byte copy, unload and judgement",
        .value = 1 / plain,
        .control_name = "plain copies of 64 bytes in 1 MiB",
        .control_unit = "copies/s",
        .control = ndc_bench_pieces(),
        .goal = 100000,
    };
    figures[1] = (struct ndc_figure){
        .name = "reset",
        .unit = "of a script",
        .about = "the reset of the world, with a DriverEntry that fails at once",
        .value = both > plain ? (both - plain) / plain : 0,
        .goal = 0.10,
        .goal_is_most = true,
    };
    figures[0].ratio = figures[0].value / figures[0].control;
    return work.result == 0 ? 2 : -1;
}
