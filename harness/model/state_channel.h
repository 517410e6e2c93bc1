/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A channel as the judge knows it: its mode, the call under way, the list that lives, what the
 * engine did last and what the completion word says. Moved by state_calls.c, state_lists.c and
 * state_engine.c.
 */
#ifndef NDC_MODEL_STATE_CHANNEL_H
#define NDC_MODEL_STATE_CHANNEL_H

#include "model/state_hints.h"
#include "model/state_provider.h"
#include "model/state_submission.h"

#define NDC_ENDED_MAX 16u

/* The modes of a channel, from specs/states.toml. */
enum ndc_mode {
    NDC_MODE_U,
    NDC_MODE_F,
    NDC_MODE_R,
    NDC_MODE_I,
    NDC_MODE_S,
    NDC_MODE_H,
    NDC_MODE_E,
    NDC_MODES
};

/* What moves a channel: columns of the same file. */
enum ndc_move_on {
    NDC_ON_ALLOCATE,
    NDC_ON_START,
    NDC_ON_APPEND,
    NDC_ON_SUSPEND,
    NDC_ON_RESUME,
    NDC_ON_ABORT,
    NDC_ON_RESET,
    NDC_ON_FREE,
    NDC_ON_LAST_DONE,
    NDC_ON_OTHER_DONE,
    NDC_ON_ERROR,
    NDC_MOVES
};

extern const struct ndc_move ndc_moves[NDC_MOVES][NDC_MODES];

/* How an older list ended. */
struct ndc_ended {
    uint32_t list;
    uint32_t at;          /* index of the RETURN */
    uint32_t in_progress; /* the submission in work then */
    uint8_t routine;      /* START, ABORT, RESET or FREE */
};

/* Why the next Start must be accepted. */
enum ndc_owed {
    NDC_OWED_NOTHING,
    NDC_OWED_ALLOCATE,
    NDC_OWED_ABORT,
    NDC_OWED_RESET,
    NDC_OWED_RETRY
};

struct ndc_model_channel {
    bool used;
    uint8_t mode; /* enum ndc_mode */

    /* Faults that fired here since the last successful reset: bit = place. */
    uint64_t fired;
    uint32_t fired_at;

    /* The call under way: enum ndc_routine + 1, or 0. */
    uint8_t call;
    uint8_t call_mode; /* the mode when it began */
    uint8_t last_call; /* the last successful routine + 1 */
    uint32_t call_at;
    uint32_t priority; /* ChannelPriority of the last Allocate */
    uint32_t call_tick;
    uint32_t call_in_progress;
    uint32_t call_left;  /* bytes the submission in work had left */
    uint32_t call_total; /* done_total when it began */
    ndc_object call_first;
    uint32_t last_call_at;    /* index of its RETURN */
    uint32_t start_called_at; /* index of the last CALL of Start since allocation */

    /* Submitted and not yet called (made_count), or in the call under way (offered_count). */
    uint32_t made_first, made_count;
    uint32_t offered_first, offered_count, offered_list;

    /* The live list; list 0: none. */
    uint32_t list, lists;
    uint32_t head, tail;
    uint32_t count, done; /* submissions of the list */
    uint32_t first_undone;
    uint32_t appends;
    uint32_t accepted_at;      /* index of the RETURN of the last Start or Append */
    uint32_t fetched_list;     /* the last list of which something was fetched */
    uint32_t first_fetch_tick; /* of that list */
    uint8_t started_from;      /* mode before its Start */
    bool all_status, all_null;
    bool edited;                  /* while suspended, since the last resume */
    bool was_edited, was_resumed; /* in the life of the list */
    int32_t balance;              /* descriptors put in less those taken out while suspended */
    bool suspend_failed;
    bool resumed_empty;                    /* with nothing left; until the next batch */
    uint8_t arrivals;                      /* bit = enum ndc_arrival of the batches of the list */
    uint32_t must_finish;                  /* in work when Start overtook the list */
    struct ndc_ended ended[NDC_ENDED_MAX]; /* by list number */

    uint8_t owed; /* enum ndc_owed */
    uint32_t owed_at;
    uint32_t resets, reset_at; /* successful ones since allocation */
    bool halted_before_reset;
    uint32_t linked_head;       /* 1.x: what the old tail was made to name */
    uint32_t linked_to_refused; /* 1.x: a tail that names a batch the provider refused */

    /* The engine. */
    uint32_t in_progress;
    uint32_t last_fetched;
    uint32_t last_done;
    uint32_t done_total;
    uint32_t status_owed;           /* done, asked for status, no write yet */
    uint32_t irq_done, irq_done_at; /* last done that asked for an interrupt */
    uint8_t engine_state;           /* CHANSTS code of the last STATE + 1, 0: none yet */
    uint32_t engine_error, engine_error_at;
    bool error_status_seen;

    /* The completion word: as the engine wrote it, and as it was seen in memory. */
    uint64_t status_value;
    uint32_t status_at;
    uint8_t status_call;    /* routine + 1 that was under way, 0: none */
    uint32_t status_named;  /* submission */
    uint32_t status_number; /* done_number of it */
    uint32_t status_list;
    uint64_t word;
    uint32_t word_at;
    ndc_object word_named;
    uint32_t reported_at;
    uint32_t verified; /* last submission of the list whose data was seen whole */
    uint32_t copied;   /* done_number up to which data was required */

    /* Claims. */
    uint8_t never_codes; /* bit = status code */
    uint32_t never_codes_at;
    ndc_object last_isr, last_dpc; /* since the last claim on them */
    uint32_t isr_count, dpc_count;
    bool isr_matches, dpc_matches; /* of the claim under way */

    struct ndc_interrupt_state interrupt;
    struct ndc_hint_state hints;

    uint32_t like; /* its part of a likeness; 0: something unusual goes on */
};

#endif
