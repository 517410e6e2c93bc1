/* SPDX-License-Identifier: Apache-2.0 */
/* Editing the list of a suspended channel: taking descriptors out, putting them in [SUSP-06]. */
#include "netdma/netdma_state.h"

/*
 * Whether the suspended engine is still before this transfer: only there may a list be edited. What
 * Suspend reported, and all before it, is done, whoever has looked at it.
 */
static bool
lies_ahead(const struct ndc_netdma *netdma, uint16_t transfer)
{
    const struct ndc_netdma_channel *channel =
        &netdma->channels[netdma->transfers[transfer].channel];
    int32_t ahead = channel->first;

    if (channel->suspended_at != NDC_NO_TRANSFER &&
        netdma->transfers[channel->suspended_at].state == NDC_TRANSFER_PENDING)
        ahead = netdma->transfers[channel->suspended_at].next;
    while (ahead != NDC_NO_TRANSFER && ahead != transfer)
        ahead = netdma->transfers[ahead].next;
    return ahead == transfer;
}

/* Whether the link that names `transfer` is there to be changed. The head of a list has none. */
static bool
linked(const struct ndc_netdma *netdma, uint16_t transfer)
{
    int32_t holder = netdma->transfers[transfer].before;

    return holder != NDC_NO_TRANSFER && netdma->transfers[holder].slot >= 0 &&
           (uint64_t)netdma->transfers[holder].shadow.NextDescriptor.QuadPart ==
               ndc_netdma_address(netdma, transfer);
}

void
ndc_netdma_unlink(struct ndc_netdma *netdma, uint16_t transfer)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];

    if (!live->defined || live->state != NDC_TRANSFER_PENDING || !lies_ahead(netdma, transfer) ||
        !linked(netdma, transfer))
        return;
    int32_t behind = live->next;
    ndc_netdma_link(netdma, (uint16_t)live->before, (uint64_t)live->shadow.NextDescriptor.QuadPart);
    ndc_trace_add(netdma->trace, NDC_EVENT_LINK, live->channel,
                  ndc_netdma_object(netdma, (uint16_t)live->before),
                  behind == NDC_NO_TRANSFER ? NDC_OBJECT_NOTHING
                                            : ndc_netdma_object(netdma, (uint16_t)behind),
                  1, 0);
    if (behind != NDC_NO_TRANSFER)
        netdma->transfers[behind].before = live->before;
    if (netdma->channels[live->channel].tail == transfer)
        ndc_netdma_set_tail(netdma, live->channel, live->before);
    ndc_trace_add(netdma->trace, NDC_EVENT_UNLINK, live->channel,
                  ndc_netdma_object(netdma, transfer), 0, 0, 0);
    ndc_netdma_unpend(netdma, transfer, NDC_TRANSFER_DROPPED);
}

/* Whether something can be put in behind this transfer and will be met by the engine. */
static bool
is_anchor(const struct ndc_netdma *netdma, uint16_t after)
{
    const struct ndc_live_transfer *anchor = &netdma->transfers[after];

    if (!anchor->defined || anchor->slot < 0)
        return false;
    if (anchor->state == NDC_TRANSFER_PENDING && lies_ahead(netdma, after))
        return true;
    return netdma->channels[anchor->channel].suspended_at == (int32_t)after;
}

/* Begins a life of the transfer behind its anchor instead of behind the tail. */
static bool
revive_behind(struct ndc_netdma *netdma, uint16_t transfer, uint16_t after)
{
    const struct ndc_live_transfer *anchor = &netdma->transfers[after];
    struct ndc_netdma_channel *channel = &netdma->channels[anchor->channel];
    int reserved = channel->reserved_slot;

    channel->reserved_slot = -1; /* it stays the next batch's */
    bool taken = ndc_netdma_revive(netdma, transfer, anchor->channel);
    channel->reserved_slot = reserved;
    if (!taken)
        return false;
    ndc_netdma_unpend(netdma, transfer, NDC_TRANSFER_DROPPED);
    ndc_netdma_pend(netdma, anchor->channel, transfer,
                    anchor->state == NDC_TRANSFER_PENDING ? (int32_t)after : NDC_NO_TRANSFER);
    return true;
}

void
ndc_netdma_insert(struct ndc_netdma *netdma, uint16_t transfer, uint16_t after)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];
    struct ndc_live_transfer *anchor = &netdma->transfers[after];
    unsigned channel = anchor->channel;

    if (transfer == after || !is_anchor(netdma, after) || !revive_behind(netdma, transfer, after))
        return;
    live->before = after;
    if (live->next != NDC_NO_TRANSFER)
        netdma->transfers[live->next].before = transfer;
    live->shadow.NextDescriptor = anchor->shadow.NextDescriptor;
    ndc_netdma_write_descriptor(netdma, transfer);
    ndc_netdma_tell_submitted(netdma, channel, transfer,
                              (uint64_t)1 << 16 | (uint64_t)0xFFFF << 32);
    ndc_netdma_link(netdma, after, ndc_netdma_address(netdma, transfer));
    ndc_trace_add(netdma->trace, NDC_EVENT_LINK, channel, ndc_netdma_object(netdma, after),
                  ndc_netdma_object(netdma, transfer), 1, 0);
    if (netdma->channels[channel].tail == after)
        ndc_netdma_set_tail(netdma, channel, transfer);
}
