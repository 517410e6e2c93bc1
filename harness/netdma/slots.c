/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Descriptor slots. Each is a region of its own, so guards lie between any two: a provider that
 * takes descriptors for neighbours fetches a guard [START-03]. A slot is used again only after a
 * whole lap, so a stale address keeps naming its old life for long.
 */
#include <string.h>

#include "base/check.h"
#include "netdma/bytes.h"

static bool
in_use(const struct ndc_netdma *netdma, const struct ndc_netdma_channel *channel, int slot)
{
    ndc_object object = netdma->memory->regions[slot].object;

    if (slot == channel->reserved_slot || slot == channel->tail_slot)
        return true;
    if (ndc_object_kind(object) != NDC_OBJECT_DESCRIPTOR || ndc_object_dead(object))
        return false;
    const struct ndc_live_transfer *live = &netdma->transfers[ndc_object_index(object)];
    return live->slot == slot && live->state == NDC_TRANSFER_PENDING;
}

/* The transfer that lay in a slot until now has no descriptor any more. */
static void
forget_holder(struct ndc_netdma *netdma, int slot)
{
    ndc_object object = netdma->memory->regions[slot].object;

    if (ndc_object_kind(object) != NDC_OBJECT_DESCRIPTOR || ndc_object_dead(object))
        return;
    if (netdma->transfers[ndc_object_index(object)].slot == slot)
        netdma->transfers[ndc_object_index(object)].slot = -1;
}

/* The next slot that nothing needs, marked as holding no descriptor. */
static int
next_free(struct ndc_netdma *netdma, unsigned number)
{
    struct ndc_netdma_channel *channel = &netdma->channels[number];

    for (uint32_t tries = 0; tries < netdma->slots_max; tries++) {
        uint32_t at = channel->slot_cursor;

        channel->slot_cursor = at + 1 < netdma->slots_max ? at + 1 : 0;
        if (at == channel->slots_made) {
            channel->slots[at] =
                ndc_memory_allot(netdma->memory, sizeof(NET_DMA_DESCRIPTOR), NDC_MEMORY_ANYWHERE,
                                 ndc_object_make(NDC_OBJECT_SLOT, at, number));
            ndc_check(channel->slots[at] >= 0);
            channel->slots_made++;
        }
        if (!in_use(netdma, channel, channel->slots[at])) {
            forget_holder(netdma, channel->slots[at]);
            ndc_memory_rename(netdma->memory, channel->slots[at],
                              ndc_object_make(NDC_OBJECT_SLOT, at, number));
            return channel->slots[at];
        }
    }
    return -1;
}

int
ndc_netdma_slot_take(struct ndc_netdma *netdma, unsigned channel)
{
    int reserved = netdma->channels[channel].reserved_slot;

    netdma->channels[channel].reserved_slot = -1;
    if (reserved < 0)
        return next_free(netdma, channel);
    ndc_netdma_look_at_slot(netdma, reserved);
    forget_holder(netdma, reserved); /* of a batch that was refused */
    return reserved;
}

void
ndc_netdma_slot_reserve(struct ndc_netdma *netdma, unsigned channel)
{
    int slot = next_free(netdma, channel);

    netdma->channels[channel].reserved_slot = slot;
    if (slot >= 0)
        memset(ndc_memory_bytes(netdma->memory, slot), NDC_MEMORY_GUARD,
               sizeof(NET_DMA_DESCRIPTOR));
}

uint64_t
ndc_netdma_address(const struct ndc_netdma *netdma, uint16_t transfer)
{
    int slot = netdma->transfers[transfer].slot;

    return slot < 0 ? 0 : netdma->memory->regions[slot].address;
}
