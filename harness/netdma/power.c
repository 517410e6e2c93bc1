/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Power: what the provider's notifications make NetDMA do [PNP-08].
 *
 *  - PowerDown: outstanding copies are awaited before it returns (the strong reading of A-13), and
 *    nothing is posted until PowerUp.
 *  - PowerUp: each allocated channel gets a Start before it returns, with one NULL transfer. Every
 *    second channel gets it at DISPATCH_LEVEL: both are allowed.
 */
#include "netdma/netdma_state.h"

/* What was allocated is freed even then: Stop may come to a device without power. */
bool
ndc_netdma_may_call(const struct ndc_netdma *netdma, enum ndc_routine routine)
{
    return !NDC_PROVIDER(netdma)->asleep || routine == NDC_ROUTINE_FREE;
}

/* The NULL transfer of a channel, with a number that no script uses; NDC_NO_TRANSFER: none left. */
static int32_t
readier(struct ndc_netdma *netdma, unsigned number)
{
    static const struct ndc_transfer null = {.kind = NDC_TRANSFER_NULL,
                                             .flags = NET_DMA_STATUS_UPDATE_ON_COMPLETION};
    struct ndc_netdma_channel *channel = &netdma->channels[number];

    if (channel->readier == NDC_NO_TRANSFER && netdma->transfer_count < NDC_TRANSFERS_MAX) {
        channel->readier = (int32_t)netdma->transfer_count;
        ndc_netdma_define(netdma, (uint16_t)channel->readier, &null);
    }
    return channel->readier;
}

static void
start_channel(struct ndc_netdma *netdma, unsigned number)
{
    int32_t null = readier(netdma, number);
    const uint16_t transfer = (uint16_t)null;
    const struct ndc_call call = {.routine = NDC_ROUTINE_START,
                                  .channel = (uint8_t)number,
                                  .at_dispatch = number % 2 == 1,
                                  .transfers = &transfer,
                                  .count = 1,
                                  .chain = transfer,
                                  .count_shown = -1};

    if (null != NDC_NO_TRANSFER)
        ndc_netdma_call(netdma, &call);
}

void
ndc_netdma_wake(struct ndc_netdma *netdma)
{
    NDC_PROVIDER(netdma)->asleep = false;
    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++)
        if (ndc_netdma_is_selected(netdma, i) && netdma->channels[i].allocated)
            start_channel(netdma, i);
}

void
ndc_netdma_sleep(struct ndc_netdma *netdma)
{
    NDC_PROVIDER(netdma)->asleep = true;
}

static void
obey(struct ndc_netdma *netdma, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    if (code == NetDmaNotificationProviderPowerDown) {
        if (netdma->drain != NULL)
            netdma->drain(netdma->drain_context);
        ndc_netdma_sleep(netdma);
    } else if (code == NetDmaNotificationProviderPowerUp) {
        ndc_netdma_wake(netdma);
    }
}

VOID NTAPI
NetDmaPnPEventNotify(PVOID NetDmaProviderHandle, PNET_DMA_PNP_NOTIFICATION NetDmaPnPNotification)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    const NET_DMA_PNP_NOTIFICATION *is = NetDmaPnPNotification;
    enum ndc_provider_handle which = ndc_netdma_handle(netdma, NetDmaProviderHandle);
    uint64_t locks = ndc_kernel_locks_held(netdma->kernel);

    ndc_kernel_point(netdma->kernel);
    ndc_trace_add(netdma->trace, NDC_EVENT_NOTIFY, NDC_CHANNEL_NONE, (uint64_t)is->NotificationCode,
                  is->StructureRevision | (uint64_t)is->StructureSize << 32,
                  (is->Buffer != NULL ? 1u : 0u) | locks << 8 | (uint64_t)is->BufferLength << 32,
                  which);
    if (which == NDC_PROVIDER_HANDLE_GOOD)
        obey(netdma, is->NotificationCode);
    ndc_trace_add(netdma->trace, NDC_EVENT_NOTIFIED, NDC_CHANNEL_NONE,
                  (uint64_t)is->NotificationCode, 0, 0, 0);
}
