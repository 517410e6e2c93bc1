/* SPDX-License-Identifier: Apache-2.0 */
/* Events a second through the set evaluator, beside the exact one over the same trace. */
#include <stdio.h>
#include <stdlib.h>

#include "base/check.h"
#include "cli/bench.h"
#include "model/set.h"

struct judge_work {
    const struct ndc_trace *trace;
    struct ndc_model *exact;
    struct ndc_set *set;
    struct ndc_seen seen;
};

static void
judge_exactly(void *context)
{
    const struct judge_work *work = context;

    ndc_model_reset(work->exact);
    for (uint32_t i = 0; i < work->trace->count; i++)
        ndc_model_take(work->exact, &work->trace->events[i], i);
}

/* Events of a kind that is hidden never reach the evaluator of a bridge. */
static void
judge_set(void *context)
{
    const struct judge_work *work = context;

    ndc_set_reset(work->set, work->seen);
    for (uint32_t i = 0; i < work->trace->count; i++) {
        if (ndc_is_complete(&work->seen, work->trace->events[i].kind))
            ndc_set_take(work->set, &work->trace->events[i], i);
    }
}

static double
events_a_second(struct judge_work *work, struct ndc_seen seen)
{
    double shown = 0;

    work->seen = seen;
    for (uint32_t i = 0; i < work->trace->count; i++)
        shown += ndc_is_complete(&seen, work->trace->events[i].kind);
    return shown / ndc_bench_seconds(judge_set, work);
}

static void
measure(struct judge_work *work, struct ndc_figure *figures)
{
    double exact = work->trace->count / ndc_bench_seconds(judge_exactly, work);

    figures[0] = (struct ndc_figure){
        .name = "sets",
        .unit = "events/s",
        .about = "the set evaluator over a short script, nothing hidden",
        .value = events_a_second(work, ndc_seen_in_process()),
        .control_name = "the exact evaluator over the same events",
        .control_unit = "events/s",
        .control = exact,
    };
    figures[1] = figures[0];
    figures[1].name = "sets hidden";
    figures[1].value = events_a_second(work, ndc_seen_bridge());
    snprintf(figures[1].about, sizeof figures[1].about,
             "the same, of the events that a bridge shows");
    figures[0].ratio = figures[0].value / exact;
    figures[1].ratio = figures[1].value / exact;
}

int
ndc_bench_sets(struct ndc_stand *stand, struct ndc_figure *figures, struct ndc_error *error)
{
    struct judge_work work = {.trace = stand->trace,
                              .exact = calloc(1, ndc_model_size()),
                              .set = calloc(1, ndc_set_size())};
    struct ndc_scenario *scenario = ndc_bench_script(error);
    int result = -1;

    ndc_check(work.exact != NULL && work.set != NULL);
    if (scenario != NULL && ndc_bench_run(stand, scenario, error) == 0) {
        measure(&work, figures);
        result = 2;
    }
    free(scenario);
    free(work.set);
    free(work.exact);
    return result;
}
