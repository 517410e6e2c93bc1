/* SPDX-License-Identifier: Apache-2.0 */
/* What it means that a child has ended: for the case it was at, and for those it had left. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "run/session_state.h"

static void
add_time_limit(struct ndc_case_result *result, unsigned patience)
{
    uint32_t last = result->trace_count;
    struct ndc_event event = {
        .tick = last > 0 ? result->trace[last - 1].tick : 0,
        .kind = NDC_EVENT_LIMIT,
        .channel = NDC_CHANNEL_NONE,
        .a = NDC_LIMIT_SECONDS,
        .b = patience / 1000,
    };

    result->trace[result->trace_count++] = event;
}

static void
judge(const struct ndc_session *session, uint32_t index, struct ndc_case_result *result)
{
    const struct ndc_terms terms = ndc_terms_of(session->cases[index].scenario);

    ndc_judge(result->trace, result->trace_count, &terms, result);
}

static void
say_why(const struct ndc_session *session, struct ndc_worker *worker, int status,
        struct ndc_case_result *result)
{
    const struct ndc_desk *desk = worker->desk;
    size_t room = sizeof result->words;

    if (desk->words[0] != '\0') {
        snprintf(result->words, room, "%.*s", (int)sizeof desk->words - 1, desk->words);
    } else if (result->outcome == NDC_OUTCOME_CHECK_FAILED && worker->killed_by_time) {
        snprintf(result->words, room, "the judge did not come to an end");
    } else if (result->outcome != NDC_OUTCOME_RAN) {
        ndc_worker_say_end(worker, status, session->config->provider->object, result->words, room);
    }
}

/* The judge itself died of this trace: it is not asked again. */
static void
judge_nothing(struct ndc_case_result *result)
{
    result->verdict = NDC_VERDICT_HARNESS;
    result->events = result->trace_count;
    result->digest = ndc_trace_digest(result->trace, result->trace_count);
}

/* The verdict of the case the child was at when it ended. */
static void
blame(struct ndc_session *session, struct ndc_worker *worker, uint32_t index, int status)
{
    static struct ndc_case_result result;
    unsigned phase = atomic_load(&worker->desk->phase);

    ndc_result_begin(&result);
    ndc_worker_copy_trace(worker, &result, 1);
    if (phase == NDC_PHASE_CHECK || phase == NDC_PHASE_JUDGE) {
        result.outcome = NDC_OUTCOME_CHECK_FAILED;
    } else if (worker->killed_by_time && result.trace != NULL) {
        result.outcome = NDC_OUTCOME_RAN;
        add_time_limit(&result, session->patience);
    } else {
        result.outcome = NDC_OUTCOME_DIED;
        result.signal = ndc_worker_signal(worker, status);
        if (worker->desk->in_provider && worker->desk->signal == result.signal) {
            result.culprit = NDC_CULPRIT_ITSELF;
            result.code_offset = worker->desk->code_offset;
        }
    }
    say_why(session, worker, status, &result);
    if (phase == NDC_PHASE_JUDGE)
        judge_nothing(&result);
    else
        judge(session, index, &result);
    ndc_session_give(session, index, &result);
}

/* A provider that cannot be loaded: the same verdict for every case, without trying again. */
static void
refuse_all(struct ndc_session *session, const struct ndc_worker *worker)
{
    static struct ndc_case_result result;

    for (uint32_t i = 0; i < session->count && !session->stopped; i++) {
        if (session->given[i])
            continue;
        ndc_result_begin(&result);
        result.outcome = NDC_OUTCOME_DIED;
        snprintf(result.words, sizeof result.words, "%.*s", (int)sizeof worker->desk->words - 1,
                 worker->desk->words);
        judge(session, i, &result);
        ndc_session_give(session, i, &result);
    }
}

/* The case the child was at: the one it had begun, or its first when it never came to begin one. */
static uint32_t
case_under_way(const struct ndc_worker *worker, uint32_t from)
{
    uint32_t working = atomic_load(&worker->desk->working);

    return working == 0 ? from : working - 1;
}

uint32_t
ndc_worker_bury(struct ndc_session *session, struct ndc_worker *worker, int status, uint32_t *to)
{
    uint64_t range = atomic_load(&worker->desk->range);
    unsigned phase = atomic_load(&worker->desk->phase);
    bool orderly = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    uint32_t from = (uint32_t)(range >> 32);
    uint32_t under_way = case_under_way(worker, from);

    *to = (uint32_t)range;
    if (*to > session->count || from > *to)
        from = *to = 0; /* spoilt: the sweep for gaps finds what is missing */
    if (phase == NDC_PHASE_REFUSED && orderly) {
        refuse_all(session, worker);
        return *to;
    }
    if (under_way < session->count && !session->given[under_way])
        blame(session, worker, under_way, status);
    /* Whatever it did to the desk: each child settles at least the case it was born for. */
    if (!session->given[worker->first])
        blame(session, worker, worker->first, status);
    if (phase == NDC_PHASE_DONE && orderly)
        return *to;
    return under_way >= from && under_way < *to ? under_way + 1 : from;
}
