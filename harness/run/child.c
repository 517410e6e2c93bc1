/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a child: prepare once, then take, run, judge and hand over case after case. */
#define _GNU_SOURCE
#include "run/child_state.h"

#include <unistd.h>

#include "run/absent.h"
#include "scenario/exec.h"

#define WAIT_MILLISECONDS 100

/* ---- one case ---- */

static uint8_t
outcome_of(enum ndc_exec_outcome outcome, bool unclaimed)
{
    switch (outcome) {
    case NDC_EXEC_UNSUPPORTED:
        return NDC_OUTCOME_UNSUPPORTED;
    case NDC_EXEC_NOT_BEGUN:
        return unclaimed ? NDC_OUTCOME_REFUSED : NDC_OUTCOME_NOT_BEGUN;
    default:
        return NDC_OUTCOME_RAN;
    }
}

static struct ndc_setup
setup_of(const struct ndc_child *child, const struct ndc_case *one)
{
    struct ndc_setup setup = ndc_exec_setup_among(one->scenario, one->interface_version,
                                                  child->config->provider->engines);

    setup.machine.msix ^= one->rewired;
    return setup;
}

/* Carries the case out; it may end in the middle by a jump to here. */
void
ndc_child_execute(struct ndc_child *child, const struct ndc_case *one,
                  struct ndc_case_result *result)
{
    struct ndc_setup setup = setup_of(child, one);
    enum ndc_routine absent = NDC_ROUTINES;

    setup.claims = child->config->provider->claims;
    setup.registers = child->config->provider->registers;
    ndc_child_set_phase(child, NDC_PHASE_EXEC);
    if (sigsetjmp(child->leave, 0) == 0) {
        enum ndc_exec_outcome outcome =
            ndc_exec(one->scenario, one->variation, &setup, &child->target, &absent);

        if (result != NULL) {
            result->outcome = outcome_of(outcome, one->unclaimed);
            result->absent = (uint8_t)absent;
        }
    }
    ndc_child_set_phase(child, NDC_PHASE_JUDGE);
}

/* Whether the provider says that it drives the engine of the case; else the case is not run. */
static bool
drives(const struct ndc_child *child, const struct ndc_case *one, struct ndc_case_result *result)
{
    uint8_t engines = child->config->provider->engines;
    unsigned generation = setup_of(child, one).machine.generation;

    if (engines == 0 || (engines & NDC_ENGINE_BIT(generation)) != 0)
        return true;
    ndc_trace_reset(child->trace);
    result->outcome = NDC_OUTCOME_UNSUPPORTED;
    result->absent = NDC_ABSENT_ENGINE(generation);
    return false;
}

static void
run_case(struct ndc_child *child, const struct ndc_case *one, struct ndc_case_result *result)
{
    const struct ndc_terms terms = ndc_terms_of(one->scenario);
    uint64_t first = 0;

    ndc_result_begin(result);
    if (!drives(child, one, result)) {
        ndc_judge(child->trace->events, 0, &terms, result);
        return;
    }
    if (child->config->twice) {
        ndc_child_execute(child, one, result);
        first = ndc_trace_digest(child->trace->events, child->trace->count);
    }
    if (!child->tainted) {
        ndc_child_execute(child, one, result);
        result->differs = child->config->twice && !child->tainted &&
                          first != ndc_trace_digest(child->trace->events, child->trace->count);
    }
    ndc_judge(child->trace->events, child->trace->count, &terms, result);
    if (result->outcome == NDC_OUTCOME_RAN && ndc_child_locate(child, one, result))
        ndc_child_execute(child, one, NULL); /* the trace is handed over whole */
}

/* ---- handing over ---- */

/* Waits for the parent; it is woken by the parent's ring, and ends when the parent is gone. */
static void
wait_for_parent(struct ndc_child *child, uint32_t behind)
{
    struct ndc_desk *desk = child->desk;
    uint32_t finished = atomic_load(&desk->finished);

    for (;;) {
        uint32_t consumed = atomic_load(&desk->consumed);

        if (finished - consumed <= behind)
            return;
        ndc_board_ring(desk->board);
        ndc_wait(&desk->consumed, consumed, WAIT_MILLISECONDS);
        if (getppid() != (pid_t)child->config->parent)
            _exit(0);
    }
}

static bool
wants_trace(const struct ndc_child *child, const struct ndc_case_result *result)
{
    return child->config->keep_traces ||
           (result->verdict != NDC_VERDICT_PASS && result->verdict != NDC_VERDICT_UNSUPPORTED);
}

static void
hand_over(struct ndc_child *child, struct ndc_desk_slot *slot, uint32_t index)
{
    struct ndc_desk *desk = child->desk;
    uint32_t finished = atomic_load_explicit(&desk->finished, memory_order_relaxed) + 1;

    slot->index = index;
    slot->with_trace = wants_trace(child, &slot->result);
    slot->seal = ndc_desk_seal(slot, child->nonce);
    ndc_child_set_phase(child, NDC_PHASE_BETWEEN);
    atomic_store_explicit(&desk->finished, finished, memory_order_release);
    if (slot->with_trace)
        wait_for_parent(child, 0);
    else if (finished % (NDC_DESK_SLOTS / 4) == 0)
        ndc_board_ring(desk->board);
}

static void
do_case(struct ndc_child *child, uint32_t index)
{
    struct ndc_desk *desk = child->desk;
    uint32_t finished = atomic_load_explicit(&desk->finished, memory_order_relaxed);
    struct ndc_desk_slot *slot = &desk->slots[finished % NDC_DESK_SLOTS];

    if (finished - atomic_load_explicit(&desk->consumed, memory_order_acquire) >= NDC_DESK_SLOTS)
        wait_for_parent(child, NDC_DESK_SLOTS / 2);
    atomic_store_explicit(&desk->working, index + 1, memory_order_release);
    run_case(child, &child->config->cases[index], &slot->result);
    hand_over(child, slot, index);
    if (child->tainted)
        ndc_child_leave(child, NDC_PHASE_RETIRED);
}

/* Takes the next cases nobody has; false when there are none. */
static bool
take_range(struct ndc_child *child, uint32_t *from, uint32_t *to)
{
    uint32_t batch = child->config->batch;

    *from = atomic_fetch_add(&child->desk->board->next, batch);
    if (*from >= child->config->count)
        return false;
    *to = child->config->count - *from < batch ? child->config->count : *from + batch;
    atomic_store(&child->desk->range, ndc_range(*from, *to));
    return true;
}

_Noreturn void
ndc_child_run(const struct ndc_child_config *config)
{
    static struct ndc_child the_child;
    struct ndc_child *child = &the_child;
    uint64_t range = atomic_load(&config->desk->range);
    uint32_t from = (uint32_t)(range >> 32);
    uint32_t to = (uint32_t)range;

    child->config = config;
    child->desk = config->desk;
    ndc_child_prepare(child);
    do {
        for (uint32_t index = from; index < to; index++)
            do_case(child, index);
    } while (take_range(child, &from, &to));
    ndc_child_leave(child, NDC_PHASE_DONE);
}
