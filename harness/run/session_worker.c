/* SPDX-License-Identifier: Apache-2.0 */
/* Birth of children, and taking over their results. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "run/session_state.h"

#define PARTING_MOMENTS 500 /* milliseconds a child without work gets to end by itself */

static uint64_t
draw_nonce(void)
{
    uint64_t nonce = 0;

    if (getrandom(&nonce, sizeof nonce, 0) != (ssize_t)sizeof nonce)
        nonce = (uint64_t)getpid() * 0x9E3779B97F4A7C15u;
    return nonce | 1;
}

static void
reset_desk(struct ndc_desk *desk, struct ndc_board *board, uint64_t nonce, uint64_t range)
{
    desk->board = board;
    desk->nonce = nonce;
    atomic_store(&desk->range, range);
    atomic_store(&desk->working, 0);
    atomic_store(&desk->phase, NDC_PHASE_LOAD);
    atomic_store(&desk->finished, 0);
    atomic_store(&desk->consumed, 0);
    desk->signal = 0;
    desk->in_provider = false;
    desk->null_pointer = false;
    desk->code_offset = 0;
    desk->words[0] = '\0';
    desk->trace_at = 0;
}

static _Noreturn void
become_child(const struct ndc_session *session, const struct ndc_worker *worker, int output,
             pid_t parent)
{
    static struct ndc_child_config config;

    config = (struct ndc_child_config){
        .desk = worker->desk,
        .storage = worker->storage,
        .provider = session->config->provider,
        .cases = session->cases,
        .count = session->count,
        .batch = session->batch,
        .twice = session->config->twice,
        .keep_traces = session->config->keep_traces,
        .output = output,
        .parent = (long)parent,
    };
    ndc_child_run(&config);
}

int
ndc_worker_start(struct ndc_session *session, struct ndc_worker *worker, uint32_t from, uint32_t to,
                 struct ndc_error *error)
{
    int ends[2];
    pid_t parent = getpid();

    worker->storage = ndc_shared_map(session->storage_bytes);
    if (worker->storage == NULL)
        return ndc_error_set(error, "there is not enough memory for another child process");
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        ndc_worker_clear(session, worker);
        return ndc_error_set(error, "no pipe can be made for another child process");
    }
    worker->nonce = draw_nonce();
    worker->first = from;
    worker->said_bytes = 0;
    worker->said_mark = 0;
    worker->beat = 0;
    worker->idle = 0;
    worker->killed_by_time = false;
    reset_desk(worker->desk, session->board, worker->nonce, ndc_range(from, to));
    fflush(NULL);
    worker->pid = fork();
    if (worker->pid == 0)
        become_child(session, worker, ends[1], parent);
    close(ends[1]);
    worker->output = ends[0];
    if (worker->pid > 0)
        return 0;
    worker->pid = 0;
    ndc_worker_clear(session, worker);
    return ndc_error_set(error, "the system refuses to start another child process");
}

void
ndc_worker_clear(struct ndc_session *session, struct ndc_worker *worker)
{
    if (worker->storage != NULL)
        munmap(worker->storage, session->storage_bytes);
    if (worker->output >= 0)
        close(worker->output);
    worker->storage = NULL;
    worker->output = -1;
    worker->pid = 0;
}

/* Whether it has ended by itself within a moment. */
static bool
has_ended(pid_t pid)
{
    const struct timespec moment = {.tv_nsec = 1000000};

    for (int i = 0; i < PARTING_MOMENTS; i++) {
        if (waitpid(pid, NULL, WNOHANG) != 0)
            return true;
        nanosleep(&moment, NULL);
    }
    return false;
}

void
ndc_worker_end(struct ndc_worker *worker, bool at_once)
{
    if (worker->pid <= 0 || (!at_once && has_ended(worker->pid)))
        return;
    kill(worker->pid, SIGKILL);
    waitpid(worker->pid, NULL, 0);
}

void
ndc_worker_listen(struct ndc_worker *worker)
{
    char rest[512];
    ssize_t got = 1;

    /* What was read while an earlier case was under way is not about the present one. */
    if (atomic_load(&worker->desk->finished) != worker->said_mark)
        worker->said_bytes = 0;
    while (got > 0 && worker->said_bytes < sizeof worker->said) {
        got = read(worker->output, worker->said + worker->said_bytes,
                   sizeof worker->said - worker->said_bytes);
        worker->said_bytes += got > 0 ? (size_t)got : 0;
    }
    /* What does not fit is read and forgotten, a bounded amount at a time. */
    for (int i = 0; got > 0 && i < 128; i++)
        got = read(worker->output, rest, sizeof rest);
    worker->said_mark = atomic_load(&worker->desk->finished);
}

/* Events up to the first that could not have been written by us. */
static uint32_t
sensible(const struct ndc_event *events, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool channel =
            events[i].channel < NDC_CHANNELS_MAX || ndc_channel_is_none(events[i].channel);

        if (events[i].kind >= NDC_EVENT_KINDS || !channel)
            return i;
    }
    return count;
}

/* How many events the child's trace has; 0 when the child did not get so far or spoilt it. */
static uint32_t
trace_length(const struct ndc_worker *worker, size_t storage_bytes)
{
    size_t at = worker->desk->trace_at;
    struct ndc_trace trace;
    uint32_t count;

    if (at == 0 || at > storage_bytes - sizeof trace)
        return 0;
    memcpy(&trace, (const uint8_t *)worker->storage + at, sizeof trace);
    count = trace.count;
    return count <= NDC_DESK_EVENTS_MAX ? count : 0;
}

void
ndc_worker_copy_trace(const struct ndc_worker *worker, struct ndc_case_result *result,
                      unsigned spare)
{
    const struct ndc_event *events = ndc_child_events(worker->storage);
    uint32_t count = sensible(events, trace_length(worker, ndc_child_storage_bytes()));

    result->trace_count = 0;
    result->trace = malloc((count + spare + 1) * sizeof *events);
    if (result->trace == NULL)
        return;
    memcpy(result->trace, events, count * sizeof *events);
    result->trace_count = count;
}

void
ndc_session_give(struct ndc_session *session, uint32_t index, const struct ndc_case_result *result)
{
    const struct ndc_session_config *config = session->config;

    if (session->given[index]) {
        free(result->trace);
        return;
    }
    session->results[index] = *result;
    session->given[index] = 1;
    session->left--;
    if (config->progress != NULL && !session->stopped &&
        !config->progress(config->context, index, &session->results[index]))
        session->stopped = true;
}

static void
take_slot(struct ndc_session *session, struct ndc_worker *worker, const struct ndc_desk_slot *slot)
{
    static struct ndc_case_result result;

    if (slot->index >= session->count || session->given[slot->index] ||
        slot->seal != ndc_desk_seal(slot, worker->nonce))
        return;
    result = slot->result;
    result.trace = NULL;
    result.trace_count = 0;
    if (slot->with_trace)
        ndc_worker_copy_trace(worker, &result, 0);
    ndc_session_give(session, slot->index, &result);
}

bool
ndc_worker_collect(struct ndc_session *session, struct ndc_worker *worker)
{
    struct ndc_desk *desk = worker->desk;
    uint32_t finished = atomic_load_explicit(&desk->finished, memory_order_acquire);
    uint32_t consumed = atomic_load_explicit(&desk->consumed, memory_order_relaxed);

    if (finished == consumed || finished - consumed > NDC_DESK_SLOTS)
        return false;
    for (; consumed != finished; consumed++)
        take_slot(session, worker, &desk->slots[consumed % NDC_DESK_SLOTS]);
    atomic_store_explicit(&desk->consumed, consumed, memory_order_release);
    ndc_wake(&desk->consumed);
    return true;
}
