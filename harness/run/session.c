/* SPDX-License-Identifier: Apache-2.0 */
/* A session from its making to its end; the loop itself is session_loop.c. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "run/culprit.h"
#include "run/session_state.h"

#define SECONDS_DEFAULT 10u
#define BATCH_MAX 64u

/* Set by signals: the only state outside of a session. */
volatile sig_atomic_t ndc_session_asked_to_stop;

static void
on_stop(int number)
{
    (void)number;
    ndc_session_asked_to_stop = 1;
}

static void
on_child(int number)
{
    (void)number; /* only to end a nap early */
}

struct handlers {
    struct sigaction stop[2];
    struct sigaction child;
};

static void
install(struct handlers *before)
{
    struct sigaction stop = {.sa_handler = on_stop};
    struct sigaction child = {.sa_handler = on_child};

    ndc_session_asked_to_stop = 0;
    sigemptyset(&stop.sa_mask);
    sigemptyset(&child.sa_mask);
    sigaction(SIGINT, &stop, &before->stop[0]);
    sigaction(SIGTERM, &stop, &before->stop[1]);
    sigaction(SIGCHLD, &child, &before->child);
}

static void
restore(const struct handlers *before)
{
    sigaction(SIGINT, &before->stop[0], NULL);
    sigaction(SIGTERM, &before->stop[1], NULL);
    sigaction(SIGCHLD, &before->child, NULL);
}

static uint32_t
batch_for(uint32_t count, unsigned jobs)
{
    uint32_t batch = count / (jobs * 8);

    return batch < 1 ? 1 : batch > BATCH_MAX ? BATCH_MAX : batch;
}

static int
prepare(struct ndc_session *session, struct ndc_error *error)
{
    session->given = calloc(session->count + 1, 1);
    session->workers = calloc(session->worker_count, sizeof *session->workers);
    session->board = ndc_shared_map(sizeof *session->board);
    if (session->given == NULL || session->workers == NULL || session->board == NULL)
        return ndc_error_set(error, "there is not enough memory for %u cases",
                             (unsigned)session->count);
    for (unsigned i = 0; i < session->worker_count; i++) {
        session->workers[i].output = -1;
        session->workers[i].desk = ndc_shared_map(sizeof(struct ndc_desk));
        if (session->workers[i].desk == NULL)
            return ndc_error_set(error, "there is not enough memory for %u processes",
                                 session->worker_count);
    }
    return 0;
}

static void
finish(struct ndc_session *session)
{
    for (unsigned i = 0; session->workers != NULL && i < session->worker_count; i++) {
        ndc_worker_end(&session->workers[i], session->left > 0);
        ndc_worker_clear(session, &session->workers[i]);
        if (session->workers[i].desk != NULL)
            munmap(session->workers[i].desk, sizeof(struct ndc_desk));
    }
    if (session->board != NULL)
        munmap(session->board, sizeof *session->board);
    free(session->workers);
    free(session->given);
}

int
ndc_session_run(const struct ndc_session_config *config, const struct ndc_case *cases,
                uint32_t count, struct ndc_case_result *results, struct ndc_error *error)
{
    unsigned jobs = config->jobs < 1              ? 1
                    : config->jobs > NDC_JOBS_MAX ? NDC_JOBS_MAX
                                                  : config->jobs;
    unsigned seconds = config->seconds_max == 0 ? SECONDS_DEFAULT : config->seconds_max;
    struct ndc_session session = {
        .config = config,
        .cases = cases,
        .count = count,
        .results = results,
        .left = count,
        .worker_count = jobs,
        .storage_bytes = ndc_child_storage_bytes(),
        .patience = seconds * 1000,
        .patience_full = seconds * 1000,
        .batch = batch_for(count, jobs),
    };
    struct handlers before;
    int outcome;

    for (uint32_t i = 0; i < count; i++) {
        memset(&results[i], 0, sizeof results[i]);
        results[i].verdict = NDC_VERDICT_NOT_RUN;
    }
    install(&before);
    outcome = prepare(&session, error);
    if (outcome == 0)
        outcome = ndc_session_work(&session, error);
    finish(&session);
    restore(&before);
    ndc_culprits_name(results, count, config->provider->object);
    return outcome != 0 && session.left == count ? -1 : 0;
}

void
ndc_session_release(struct ndc_case_result *results, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        free(results[i].trace);
        results[i].trace = NULL;
        results[i].trace_count = 0;
    }
}
