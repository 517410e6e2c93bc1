/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Direct cache access as the judge knows it, of one channel. Moved by state_hints.c; allocation
 * forgets all but the aims, which are the engine's.
 */
#ifndef NDC_MODEL_STATE_HINTS_H
#define NDC_MODEL_STATE_HINTS_H

#include <stdint.h>

#include "trace/trace.h"

#define NDC_REGISTERED_DCA 1u  /* Characteristics.Flags */
#define NDC_CONTEXT_BITS 0xFFu /* of the first dword of a context change [DCA-03] */

struct ndc_hint_state {
    uint32_t hinted, hinted_of; /* bytes of the submission that was hinted for last */
    uint32_t context_sent_at;   /* the last SUBMIT of a context change since allocation; 0: none */
    uint32_t contexts;          /* context changes done since allocation */
    uint32_t context;           /* of the last one: an APIC id */
    uint32_t context_at;        /* its DONE; 0: none */
    uint32_t aim[2];            /* by enum ndc_aim: APIC id + 1; 0: nowhere */
    uint32_t aim_at[2];
};

#endif
