/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bytes of transfers: which pattern they carry, where they lie, and what is said when they, or
 * those around them, are not what they should be.
 */
#ifndef NDC_NETDMA_BYTES_H
#define NDC_NETDMA_BYTES_H

#include "netdma/netdma_state.h"

/* Seed of the source pattern of one life: no two lives have the same. */
static inline uint64_t
ndc_netdma_seed(uint16_t transfer, uint32_t life)
{
    return ((uint64_t)life << 24 | transfer) * 0xD6E8FEB86659FD93u;
}

/* diagnose.c: says what the wrong bytes of a transfer are. around: of its event DATA. */
void ndc_netdma_diagnose(struct ndc_netdma *netdma, uint16_t transfer, enum ndc_data data,
                         unsigned around);

/* place.c: a region for a buffer where its addresses lie as wanted; -1: there is no room there. */
int ndc_netdma_place(struct ndc_netdma *netdma, enum ndc_where where, uint32_t bytes,
                     ndc_object object);

/* around.c: the slot kept for the next batch, which holds guard bytes until then. */
void ndc_netdma_look_at_slot(const struct ndc_netdma *netdma, int slot);

#endif
