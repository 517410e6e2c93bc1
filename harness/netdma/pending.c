/* SPDX-License-Identifier: Apache-2.0 */
/* The list, for each channel, of submitted transfers whose data nobody has looked at yet. */
#include "netdma/netdma_state.h"

void
ndc_netdma_pend(struct ndc_netdma *netdma, unsigned channel, uint16_t transfer, int32_t after)
{
    struct ndc_netdma_channel *queue = &netdma->channels[channel];
    struct ndc_live_transfer *live = &netdma->transfers[transfer];
    int32_t before = after == NDC_NO_TRANSFER ? queue->first : netdma->transfers[after].next;

    live->state = NDC_TRANSFER_PENDING;
    live->channel = (uint8_t)channel;
    live->previous = after;
    live->next = before;
    if (after == NDC_NO_TRANSFER)
        queue->first = transfer;
    else
        netdma->transfers[after].next = transfer;
    if (before == NDC_NO_TRANSFER)
        queue->last = transfer;
    else
        netdma->transfers[before].previous = transfer;
}

void
ndc_netdma_unpend(struct ndc_netdma *netdma, uint16_t transfer, enum ndc_transfer_state state)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];
    struct ndc_netdma_channel *queue = &netdma->channels[live->channel];

    if (live->previous == NDC_NO_TRANSFER)
        queue->first = live->next;
    else
        netdma->transfers[live->previous].next = live->next;
    if (live->next == NDC_NO_TRANSFER)
        queue->last = live->previous;
    else
        netdma->transfers[live->next].previous = live->previous;
    live->previous = live->next = NDC_NO_TRANSFER;
    live->state = (uint8_t)state;
}

void
ndc_netdma_set_tail(struct ndc_netdma *netdma, unsigned channel, int32_t transfer)
{
    netdma->channels[channel].tail = transfer;
    netdma->channels[channel].tail_slot =
        transfer == NDC_NO_TRANSFER ? -1 : netdma->transfers[transfer].slot;
}

void
ndc_netdma_drop(struct ndc_netdma *netdma, unsigned channel, bool bury)
{
    struct ndc_netdma_channel *queue = &netdma->channels[channel];

    while (queue->first != NDC_NO_TRANSFER)
        ndc_netdma_unpend(netdma, (uint16_t)queue->first,
                          bury ? NDC_TRANSFER_DROPPED : NDC_TRANSFER_OVERTAKEN);
    queue->suspended_at = NDC_NO_TRANSFER;
    if (!bury)
        return;
    /* After abort, reset and free every descriptor of the channel is nobody's, done or not. */
    for (uint32_t i = 0; i < queue->slots_made; i++) {
        ndc_object object = netdma->memory->regions[queue->slots[i]].object;

        if (ndc_object_kind(object) != NDC_OBJECT_DESCRIPTOR || ndc_object_dead(object))
            continue;
        ndc_memory_bury(netdma->memory, queue->slots[i]);
        netdma->transfers[ndc_object_index(object)].slot = -1;
    }
    ndc_netdma_set_tail(netdma, channel, NDC_NO_TRANSFER);
    queue->reserved_slot = -1;
}

int32_t
ndc_netdma_named(const struct ndc_netdma *netdma, unsigned channel, uint64_t address)
{
    ndc_object object = ndc_memory_object(netdma->memory, address);

    if (ndc_object_kind(object) != NDC_OBJECT_DESCRIPTOR || ndc_object_dead(object))
        return NDC_NO_TRANSFER;
    const struct ndc_live_transfer *live = &netdma->transfers[ndc_object_index(object)];
    if (live->channel != channel || live->life != ndc_object_life(object))
        return NDC_NO_TRANSFER;
    return (int32_t)ndc_object_index(object);
}
