/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A running session: its workers, and what they still have to do. Private to run/session*.c.
 *
 *  - A worker is a place for one child at a time. A child that dies is replaced in its place and
 *    the new one begins with what was left of the dead one's cases.
 *  - session.c: beginning and end. session_loop.c: the loop. session_worker.c: birth and results.
 *    session_death.c: what a death means.
 */
#ifndef NDC_RUN_SESSION_STATE_H
#define NDC_RUN_SESSION_STATE_H

#include <signal.h>
#include <sys/types.h>

#include "run/child.h"
#include "run/desk.h"
#include "run/run.h"

#define NDC_OUTPUT_MAX 4096

struct ndc_worker {
    struct ndc_desk *desk;
    void *storage; /* of the present child */
    pid_t pid;     /* 0: nobody works here */
    uint64_t nonce;
    uint32_t first;            /* of the range it was born with */
    int output;                /* read end of its pipe, or -1 */
    char said[NDC_OUTPUT_MAX]; /* what came out of the pipe */
    size_t said_bytes;
    uint32_t said_mark;  /* results it had finished when that was read */
    uint32_t beat;       /* how far it was when last looked at */
    unsigned idle;       /* milliseconds since it got further */
    bool killed_by_time; /* by us: a HANG */
};

struct ndc_session {
    const struct ndc_session_config *config;
    const struct ndc_case *cases;
    uint32_t count;
    struct ndc_case_result *results;
    uint8_t *given; /* one for each case: its result is there */
    uint32_t left;  /* cases without a result */
    struct ndc_board *board;
    struct ndc_worker *workers;
    unsigned worker_count;
    size_t storage_bytes;
    unsigned patience;      /* milliseconds without progress */
    unsigned patience_full; /* the same, before anything hung */
    uint32_t batch;
    bool stopped; /* by a signal or by the caller */
};

/* Set by SIGINT and SIGTERM while a session runs. */
extern volatile sig_atomic_t ndc_session_asked_to_stop;

/* Works until every case has a result or it is told to stop. -1 when the system refuses. */
NDC_MUST_CHECK int ndc_session_work(struct ndc_session *session, struct ndc_error *error);

/* Starts a child that begins with cases from .. to - 1. -1 when the system refuses. */
NDC_MUST_CHECK int ndc_worker_start(struct ndc_session *session, struct ndc_worker *worker,
                                    uint32_t from, uint32_t to, struct ndc_error *error);

/* Takes the results it has finished; returns whether there were any. */
bool ndc_worker_collect(struct ndc_session *session, struct ndc_worker *worker);

/* Reads what it has written to its output, as far as there is room. */
void ndc_worker_listen(struct ndc_worker *worker);

/* Ends its child; a child that has no work left may do so by itself first. */
void ndc_worker_end(struct ndc_worker *worker, bool at_once);

/* Lets go of what a child that is gone leaves behind. */
void ndc_worker_clear(struct ndc_session *session, struct ndc_worker *worker);

/* Gives a case its result, and tells the caller. result's trace changes owner. */
void ndc_session_give(struct ndc_session *session, uint32_t index,
                      const struct ndc_case_result *result);

/* A copy of the trace of the child, as far as it makes sense. */
void ndc_worker_copy_trace(const struct ndc_worker *worker, struct ndc_case_result *result,
                           unsigned spare);

/* The signal the child died of, or 0. */
int ndc_worker_signal(const struct ndc_worker *worker, int status);

/* How it ended: one sentence, then the first lines of its output on lines of their own. */
void ndc_worker_say_end(struct ndc_worker *worker, int status, const char *object, char *words,
                        size_t room);

/*
 * The child has ended with this status: gives the case that ended it its verdict. Returns the first
 * case that nobody has looked at, and its end in *to; equal when there is none.
 */
uint32_t ndc_worker_bury(struct ndc_session *session, struct ndc_worker *worker, int status,
                         uint32_t *to);

#endif
