/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A submission: one life of a transfer, from NetDMA's hands through the engine. And the constants
 * of the interface that its fields and the completion word are written in.
 *
 *  - Sequence numbers count the submissions of a script; 0 is none. A channel's list is a chain of
 *    them, changed only by NetDMA.
 */
#ifndef NDC_MODEL_STATE_SUBMISSION_H
#define NDC_MODEL_STATE_SUBMISSION_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/object.h"

#define NDC_SUBMISSIONS_MAX 2048u /* remembered; also the number of transfers */
#define NDC_NO_SUBMISSION 0u      /* sequence numbers begin at 1 */

#define NDC_STATUS_SUCCESS 0u
#define NDC_STATUS_UNSUCCESSFUL 0xC0000001u
#define NDC_STATUS_RESOURCES 0xC000009Au /* */

/* Control flags of a descriptor. */
#define NDC_FLAG_INTERRUPT 0x01u
#define NDC_FLAG_STATUS 0x08u
#define NDC_FLAG_SERIALIZE 0x10u
#define NDC_FLAG_NULL 0x20u
#define NDC_FLAG_SOURCE_BREAK 0x40u
#define NDC_FLAG_TARGET_BREAK 0x80u
#define NDC_FLAG_DCA 0x200u
#define NDC_OPERATION(flags) ((flags) >> 24)
/* With one of these nothing is ordinary: rules look at what a likeness does not tell. */
#define NDC_FLAGS_RARE 0xFF0002C0u
#define NDC_OPERATION_CONTEXT 0xFFu

/* Status codes of the completion word, and of CHANSTS. */
enum { NDC_CODE_ACTIVE, NDC_CODE_IDLE, NDC_CODE_SUSPEND, NDC_CODE_HALTED, NDC_CODE_ARMED };
#define NDC_WORD_CODE(value) ((unsigned)((value)&7u))
#define NDC_WORD_ADDRESS(value) ((value) & ~(uint64_t)0x3F) /* */

/* How far a submission has come between NetDMA and provider. */
enum ndc_offer {
    NDC_OFFER_MADE,     /* in memory, no call yet */
    NDC_OFFER_CALLED,   /* the call that hands it over is under way */
    NDC_OFFER_ACCEPTED, /* the provider answered SUCCESS */
    NDC_OFFER_REJECTED, /* the provider answered something else */
    NDC_OFFER_UNLINKED  /* NetDMA took it out of a suspended list */
};

/* Where the engine was when a batch was handed over. */
enum ndc_arrival {
    NDC_ARRIVAL_START,
    NDC_ARRIVAL_BEFORE_TAIL, /* appended; the engine had not yet reached the old tail */
    NDC_ARRIVAL_AT_TAIL,     /* appended; the old tail was in work */
    NDC_ARRIVAL_IDLE,        /* appended; the old tail was done */
    NDC_ARRIVAL_SUSPENDED,   /* appended while suspended */
    NDC_ARRIVAL_UNSTARTED,   /* appended without a start */
    NDC_ARRIVAL_INSERTED     /* put in while suspended */
};

#define NDC_DATA_UNKNOWN 0xFF

struct ndc_submission {
    ndc_object object;
    uint32_t next, previous; /* in its list; sequence numbers */
    uint32_t older;          /* the submission of the same transfer before */
    uint32_t list;           /* number of the list on its channel */
    uint32_t flags;
    uint32_t bytes;
    uint32_t moved;        /* bytes */
    uint32_t called_at;    /* index of the CALL (of the LINK when inserted) */
    uint32_t fetched_at;   /* first fetch for work, or 0 */
    uint32_t done_at;      /* first DONE, or 0 */
    uint32_t forbidden_at; /* unlinked, or a claim "never touch"; else 0 */
    uint32_t done_number;  /* count of the channel when it was done */
    uint32_t like;         /* its part of a likeness; 0: not accepted, or never ordinary */
    uint8_t offer;         /* enum ndc_offer */
    uint8_t arrival;       /* enum ndc_arrival */
    uint8_t data;          /* enum ndc_data as last seen, or NDC_DATA_UNKNOWN */
    uint8_t channel : 7;
    bool never_touch : 1;
};
_Static_assert(sizeof(struct ndc_submission) == 64, "one line of the cache");

/* A descriptor with page breaks: bytes before the break of source and target; 0: none. */
struct ndc_pages {
    ndc_object object;
    uint16_t heads[2];
};

#endif
