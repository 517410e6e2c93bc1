/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The possible states of the channels; private to model/.
 *
 *  - `known` is moved by the events of complete kinds only: submissions, lists, calls, claims and
 *    what the provider told NetDMA. Its fields about the engine hold what was seen, perhaps
 * nothing.
 *  - A span is empty when least is above most. Running (R) and idle (I) are one thing here: which
 * of the two follows from how many are done.
 *  - place[] is where in its list a submission stands, 0 the first; so "it is done" means that more
 *    than its place are done.
 *  - told is the bound the completion word gives: the first descriptor that asked for status and
 * was not named yet. The engine goes on behind it only when its word is written [COMPL-01], so at
 *    most told + 1 are done.
 */
#ifndef NDC_MODEL_SET_STATE_H
#define NDC_MODEL_SET_STATE_H

#include "model/rules.h"
#include "model/set.h"

#define NDC_PLACE_NONE UINT32_MAX

/* Faults after which what the word says, or when it is written, means nothing. */
#define NDC_HARMLESS_TO_WORD                                                       \
    (NDC_FAULT_ENGINE_DATA | NDC_FAULT_ENGINE_STALL | NDC_FAULT_WIRE_RAISE |       \
     NDC_FAULT_KERNEL_ALLOCATE | NDC_FAULT_KERNEL_MAP | NDC_FAULT_KERNEL_CONNECT | \
     NDC_FAULT_NETDMA_REGISTER)
/* Those that leave the order of the work alone. */
#define NDC_HARMLESS_TO_ORDER                                                                \
    (NDC_HARMLESS_TO_WORD | NDC_FAULT_ENGINE_STATUS_ADDRESS | NDC_FAULT_ENGINE_STATUS_CODE | \
     NDC_FAULT_ENGINE_STATUS_WRITE)

struct ndc_span {
    uint32_t least, most;
};

/* How far an older list may have come. */
struct ndc_set_ended {
    uint32_t list;
    uint32_t most;
};

struct ndc_set_channel {
    struct ndc_span span[NDC_MODES];
    bool broken;    /* something was seen that cannot be: nothing is concluded until the channel is
                       allocated again */
    bool scattered; /* done ones may be no beginning of the list: it was edited behind the engine or
                       while it ran, or something of it was submitted once more */
    bool reused;    /* the batch being made holds something that may still be under way */

    /* The batch of the Start or Append under way; batch_list 0: none. */
    struct ndc_span offered; /* how many of it are done */
    uint32_t batch_list, batch_count;
    bool joined;                  /* it continues the live list */
    uint8_t called_in;            /* modes possible when the call began: bit = mode */
    uint32_t old_list, old_count; /* the live list when the call began */

    uint64_t doubt;      /* faults whose late word may still be seen, although they are over */
    uint32_t told;       /* a place of the live list, or NDC_PLACE_NONE: no bound */
    uint32_t word_said;  /* submission the word named last */
    uint32_t words;      /* seen since the last call began */
    uint32_t suspend_at; /* index of the last CALL of Suspend */
    uint32_t asleep_at;  /* index of the last power IRP: interrupts before it may be lost */
    struct ndc_set_ended ended[NDC_ENDED_MAX];
};

struct ndc_set {
    struct ndc_seen seen;
    struct ndc_finding findings[NDC_FINDINGS_MAX];
    uint32_t finding_count;
    uint32_t strayed; /* channels whose engine may have worked on another's list: bit = channel */
    struct ndc_set_channel channels[NDC_CHANNELS_MAX + 1];
    /* Not cleared by a reset. */
    uint32_t place[NDC_SUBMISSIONS_MAX];
    struct ndc_model known;
};

typedef enum ndc_applied ndc_set_predicate(const struct ndc_set *set, const struct ndc_event *event,
                                           struct ndc_finding *finding);

/* A rule as this evaluator asks it: one of the two predicates. */
struct ndc_set_use {
    ndc_predicate *same; /* needs nothing hidden */
    ndc_set_predicate *weaker;
    uint64_t excuses; /* fault places that explain a breach */
    uint16_t rule;
    uint8_t versions;
    bool each; /* SCRIPT_QUIET: for each channel that was used */
};

extern const struct ndc_set_use ndc_set_uses[];
extern const uint16_t ndc_set_uses_first[NDC_EVENT_KINDS + 1];

#include "sets.inc"

/* ---- looking: set_look.c ---- */

bool ndc_span_empty(struct ndc_span span);
struct ndc_span ndc_span_hull(struct ndc_span one, struct ndc_span other);

/* Faults that fired and are not over, of the channel and of none. */
uint64_t ndc_set_fired(const struct ndc_set *set, uint32_t channel);
/* What the word says is to be believed; order holds. Neither is true after certain faults. */
bool ndc_set_word_holds(const struct ndc_set *set, uint32_t channel);
bool ndc_set_order_holds(const struct ndc_set *set, uint32_t channel);

/* The modes that are possible: bit = mode. An error that would have been told is left out. */
unsigned ndc_set_modes(const struct ndc_set *set, uint32_t channel);
/* Of these modes (bits), how many of the live list are done at least, at most. */
struct ndc_span ndc_set_done(const struct ndc_set *set, uint32_t channel, unsigned modes);
/* Whether a submission of the channel can be done. */
bool ndc_set_can_be_done(const struct ndc_set *set, uint32_t channel, uint32_t sequence);
/* The bound of progress that may be unseen now. */
uint32_t ndc_set_limit(const struct ndc_set *set, uint32_t channel);

static inline uint32_t
ndc_set_place(const struct ndc_set *set, uint32_t sequence)
{
    return set->place[sequence % NDC_SUBMISSIONS_MAX];
}

/* The subject asks for a completion word, or for an interrupt. */
static inline bool
ndc_asks(const struct ndc_submission *submission, uint32_t flag)
{
    return (submission->flags & flag) != 0 && NDC_OPERATION(submission->flags) == 0;
}

/* ---- moving ---- */

/* What the event says of the hidden state: the set becomes smaller. set_observe.c */
void ndc_set_observe(struct ndc_set *set, const struct ndc_event *event);
/* Evidence of a kind that is not complete. */
void ndc_set_evidence(struct ndc_set *set, const struct ndc_event *event);
/* What the event did, after `known` was moved. set_move.c */
void ndc_set_move(struct ndc_set *set, const struct ndc_event *event);
/* Adds what may have happened unseen. */
void ndc_set_close(struct ndc_set *set, uint32_t channel);
/* Places of a batch that is handed over, of a list that was edited; the bound of the word anew.
 * set_place.c */
void ndc_set_number_batch(struct ndc_set *set, uint32_t channel);
/* Returns whether all of the list was found behind its head. */
bool ndc_set_number_list(struct ndc_set *set, uint32_t channel);
void ndc_set_find_told(struct ndc_set *set, uint32_t channel, uint32_t from);

#endif
