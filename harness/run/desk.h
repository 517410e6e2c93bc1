/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A desk: the memory a child and its parent share, and the rules for using it.
 *
 *  - The child takes cases by counting up one number of the board: no call of the operating
 *    system for a case. Results go into a ring of sealed slots; the parent empties it.
 *  - A result counts only with a right seal (a digest over it that begins with a number only this
 *    child was told): whatever a provider does to the process, it does not become a pass by it.
 *  - Everything the parent needs to know about a dead child lies here: the case it was at, the
 *    phase, the signal, the trace.
 *  - Waiting is by futex, so a provider that closes file descriptors disturbs nothing.
 */
#ifndef NDC_RUN_DESK_H
#define NDC_RUN_DESK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "run/run.h"
#include "world/world.h"

#define NDC_DESK_SLOTS 256u /* a power of two */
#define NDC_DESK_EVENTS_MAX 524288u
#define NDC_DESK_MEMORY_BYTES (64u << 20)

/* What all children and the parent share. */
struct ndc_board {
    _Atomic uint32_t next;   /* the first case nobody has taken */
    _Atomic uint32_t bell;   /* counts what the parent should look at */
    _Atomic uint32_t asleep; /* the parent waits for the bell */
};

struct ndc_desk_slot {
    uint32_t index; /* of the case */
    uint32_t
        with_trace; /* the world's trace is the one of this case; the child waits for its copy */
    uint64_t seal;
    struct ndc_case_result result;
};

enum ndc_desk_phase {
    NDC_PHASE_LOAD,
    NDC_PHASE_EXEC,
    NDC_PHASE_JUDGE,
    NDC_PHASE_BETWEEN,
    NDC_PHASE_DONE,    /* no case is left */
    NDC_PHASE_RETIRED, /* ended by itself because the process can no longer be trusted */
    NDC_PHASE_REFUSED, /* the provider cannot be loaded: words say why */
    NDC_PHASE_CHECK    /* a check of ours failed: words say which */
};

struct ndc_desk {
    struct ndc_board *board;
    uint64_t nonce;            /* only for children to begin with: each copies and clears it */
    _Atomic uint64_t range;    /* cases in hand: from << 32 | to */
    _Atomic uint32_t working;  /* the case under way + 1; 0 before the first */
    _Atomic uint32_t phase;    /* enum ndc_desk_phase */
    _Atomic uint32_t finished; /* results put into the ring, ever */
    _Atomic uint32_t consumed; /* results taken out, ever */
    /* Said by the child when it dies. */
    int signal;
    bool in_provider;  /* the instruction lay in the provider's object, at code_offset */
    bool null_pointer; /* it touched an address below 4096 */
    uint64_t code_offset;
    char words[400];
    size_t trace_at; /* offset of the struct ndc_trace in the storage; 0: there is none yet */
    struct ndc_desk_slot slots[NDC_DESK_SLOTS];
};

static inline uint64_t
ndc_range(uint32_t from, uint32_t to)
{
    return (uint64_t)from << 32 | to;
}

/* Memory that survives the child; NULL when there is none. */
void *ndc_shared_map(size_t bytes);

/* The seal of a slot. */
uint64_t ndc_desk_seal(const struct ndc_desk_slot *slot, uint64_t nonce);

/* Waits until *word is no longer seen, or milliseconds have passed, or a signal arrived. */
void ndc_wait(_Atomic uint32_t *word, uint32_t seen, unsigned milliseconds);
void ndc_wake(_Atomic uint32_t *word);

/* Rings for the parent. */
void ndc_board_ring(struct ndc_board *board);

/* Empties the fields of a result that a child sets; the rest stays as it is. */
void ndc_result_begin(struct ndc_case_result *result);

#endif
