/* SPDX-License-Identifier: Apache-2.0 */
/* The loop: looks after the children, replaces dead ones, ends those that get no further. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "run/session_state.h"

#define PATIENCE_LEAST 250u /* milliseconds */
#define NAP 20u             /* milliseconds between two looks at the children */
#define FOR_THE_JUDGE 12u   /* times the full patience: it is slow with a long trace, not stuck */

static unsigned
milliseconds_since(struct timespec *last)
{
    struct timespec now;
    long long passed;

    clock_gettime(CLOCK_MONOTONIC, &now);
    passed = (now.tv_sec - last->tv_sec) * 1000LL + (now.tv_nsec - last->tv_nsec) / 1000000;
    if (passed > 0)
        *last = now;
    return passed > 1000 ? 1000 : (unsigned)passed;
}

/* The first run of cases without a result; what workers have in hand now must not be asked for. */
static bool
find_gap(const struct ndc_session *session, uint32_t *from, uint32_t *to)
{
    uint32_t i = 0;

    while (i < session->count && session->given[i])
        i++;
    *from = i;
    while (i < session->count && !session->given[i])
        i++;
    *to = i;
    return *from < *to;
}

/* Cases nobody has taken yet; false when there are none. */
static bool
take_new(struct ndc_session *session, uint32_t *from, uint32_t *to)
{
    *from = atomic_fetch_add(&session->board->next, session->batch);
    if (*from >= session->count) {
        atomic_store(&session->board->next, session->count);
        return false;
    }
    *to = session->count - *from < session->batch ? session->count : *from + session->batch;
    return true;
}

/* The child of this worker has ended: what was left of its cases goes to a new one. */
static int
replace(struct ndc_session *session, struct ndc_worker *worker, int status, struct ndc_error *error)
{
    uint32_t to;
    uint32_t from;

    ndc_worker_collect(session, worker);
    ndc_worker_listen(worker);
    from = ndc_worker_bury(session, worker, status, &to);
    ndc_worker_clear(session, worker);
    while (from < to && session->given[from])
        from++;
    if (session->left == 0 || session->stopped)
        return 0;
    if (from < to || take_new(session, &from, &to))
        return ndc_worker_start(session, worker, from, to, error);
    return 0;
}

/* How long a child may get no further, in milliseconds. */
static unsigned
patience_with(const struct ndc_session *session, const struct ndc_worker *worker)
{
    return atomic_load(&worker->desk->phase) == NDC_PHASE_JUDGE
               ? session->patience_full * FOR_THE_JUDGE
               : session->patience;
}

/* The last guard: a child that gets no further is ended. */
static void
watch(struct ndc_session *session, struct ndc_worker *worker, unsigned passed)
{
    uint32_t beat = atomic_load(&worker->desk->working) + atomic_load(&worker->desk->finished);

    worker->idle = beat == worker->beat ? worker->idle + passed : 0;
    worker->beat = beat;
    if (worker->idle < patience_with(session, worker) || worker->killed_by_time)
        return;
    worker->killed_by_time = true;
    kill(worker->pid, SIGKILL);
}

static int
attend(struct ndc_session *session, struct ndc_worker *worker, unsigned passed,
       struct ndc_error *error)
{
    int status;

    if (ndc_worker_collect(session, worker))
        session->patience = session->patience_full;
    ndc_worker_listen(worker);
    if (waitpid(worker->pid, &status, WNOHANG) == worker->pid) {
        bool hung = worker->killed_by_time;

        NDC_TRY(replace(session, worker, status, error));
        /* A provider that hangs once often hangs again: be shorter with it until it gets on. */
        if (hung && session->patience / 2 >= PATIENCE_LEAST)
            session->patience /= 2;
        return 0;
    }
    watch(session, worker, passed);
    return 0;
}

static unsigned
at_work(const struct ndc_session *session)
{
    unsigned count = 0;

    for (unsigned i = 0; i < session->worker_count; i++)
        count += session->workers[i].pid > 0;
    return count;
}

static void
nap(struct ndc_session *session, uint32_t bell)
{
    atomic_store(&session->board->asleep, 1);
    if (atomic_load(&session->board->bell) == bell && !ndc_session_asked_to_stop)
        ndc_wait(&session->board->bell, bell, NAP);
    atomic_store(&session->board->asleep, 0);
}

static int
fill_gap(struct ndc_session *session, struct ndc_error *error)
{
    uint32_t from;
    uint32_t to;

    if (!find_gap(session, &from, &to))
        return 0;
    return ndc_worker_start(session, &session->workers[0], from, to, error);
}

static int
start_all(struct ndc_session *session, struct ndc_error *error)
{
    uint32_t from;
    uint32_t to;

    for (unsigned i = 0; i < session->worker_count; i++)
        if (take_new(session, &from, &to))
            NDC_TRY(ndc_worker_start(session, &session->workers[i], from, to, error));
    return 0;
}

int
ndc_session_work(struct ndc_session *session, struct ndc_error *error)
{
    struct timespec last;

    clock_gettime(CLOCK_MONOTONIC, &last);
    NDC_TRY(start_all(session, error));
    while (session->left > 0 && !session->stopped) {
        uint32_t bell = atomic_load(&session->board->bell);
        unsigned passed = milliseconds_since(&last);

        for (unsigned i = 0; i < session->worker_count && !session->stopped; i++)
            if (session->workers[i].pid > 0)
                NDC_TRY(attend(session, &session->workers[i], passed, error));
        session->stopped = session->stopped || ndc_session_asked_to_stop;
        if (session->left > 0 && !session->stopped && at_work(session) == 0)
            NDC_TRY(fill_gap(session, error));
        if (session->left > 0 && !session->stopped)
            nap(session, bell);
    }
    return 0;
}
