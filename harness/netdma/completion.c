/* SPDX-License-Identifier: Apache-2.0 */
/* What the provider and the engine tell NetDMA: completion words, NetDmaIsr, NetDmaInterruptDpc. */
#include <string.h>

#include "netdma/netdma_state.h"

/* Looks at the data of everything that a completion naming `transfer` says is done [COMPL-13]. */
static void
look_up_to(struct ndc_netdma *netdma, unsigned channel, int32_t transfer)
{
    uint8_t state = netdma->transfers[transfer].state;

    if (state != NDC_TRANSFER_PENDING) {
        if (state == NDC_TRANSFER_DROPPED || state == NDC_TRANSFER_OVERTAKEN)
            ndc_netdma_look(netdma, (uint16_t)transfer);
        return;
    }
    for (int32_t first = netdma->channels[channel].first; first != NDC_NO_TRANSFER;
         first = netdma->channels[channel].first) {
        ndc_netdma_look(netdma, (uint16_t)first);
        ndc_netdma_unpend(netdma, (uint16_t)first, NDC_TRANSFER_SEEN);
        if (first == transfer)
            break;
    }
}

/* Active, Idle and Suspend name a finished descriptor; Halted may name the interrupted one.
 */
static bool
says_done(uint64_t value)
{
    return (value & NET_DMA_TRANSFER_STATUS_MASK) <= NetDmaTransferStatusSuspend;
}

void
ndc_netdma_on_write(void *context, const struct ndc_region *region, uint64_t address,
                    uint32_t bytes)
{
    struct ndc_netdma *netdma = context;
    unsigned number = ndc_object_index(region->object);
    struct ndc_netdma_channel *channel = &netdma->channels[number];

    (void)address, (void)bytes;
    if (channel->word < 0 || &netdma->memory->regions[channel->word] != region)
        return; /* a word of an earlier life; the engine's own event tells it */
    uint64_t value;
    memcpy(&value, ndc_memory_bytes(netdma->memory, channel->word), sizeof value);
    channel->word_seen = value;
    int32_t named = ndc_netdma_named(netdma, number, value & NDC_NET_DMA_ADDRESS_MASK);
    if (named != NDC_NO_TRANSFER && says_done(value))
        look_up_to(netdma, number, named);
    ndc_trace_add(netdma->trace, NDC_EVENT_WORD, number, value,
                  ndc_memory_object(netdma->memory, value & NDC_NET_DMA_ADDRESS_MASK), 0, 0);
}

static enum ndc_handle
resolve(const struct ndc_netdma *netdma, PVOID handle, unsigned *channel)
{
    uintptr_t token = (uintptr_t)handle;
    unsigned number = token & 0xFF;
    uint32_t life = (uint32_t)(token >> 8);

    *channel = NDC_CHANNEL_NONE;
    if (number >= NDC_CHANNELS_MAX || handle != ndc_netdma_channel_handle(number, life) ||
        life == 0 || life > netdma->channels[number].life)
        return NDC_HANDLE_UNKNOWN;
    *channel = number;
    return netdma->channels[number].allocated && life == netdma->channels[number].life
               ? NDC_HANDLE_GOOD
               : NDC_HANDLE_FREED;
}

/* NetDMA spreads the DPCs of a channel over the CPUs of its mask [INT-06]. */
static uint32_t
next_cpu(struct ndc_netdma_channel *channel)
{
    for (unsigned i = 0; i < 32; i++) {
        channel->next_cpu = (channel->next_cpu + 1) % 32;
        if (channel->affinity >> channel->next_cpu & 1)
            break;
    }
    return channel->next_cpu;
}

VOID NTAPI
NetDmaIsr(PVOID NetDmaChannelHandle, PHYSICAL_ADDRESS DmaDescriptor, PULONG pCpuNumber)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    unsigned channel;
    enum ndc_handle handle = resolve(netdma, NetDmaChannelHandle, &channel);
    uint32_t cpu = handle == NDC_HANDLE_GOOD ? next_cpu(&netdma->channels[channel]) : 0;
    uint64_t address = (uint64_t)DmaDescriptor.QuadPart;

    ndc_kernel_point(netdma->kernel);
    ndc_trace_add(netdma->trace, NDC_EVENT_ISR, channel, address,
                  ndc_memory_object(netdma->memory, address), handle, cpu);
    *pCpuNumber = cpu; /* before it returns [INT-07] */
}

VOID NTAPI
NetDmaInterruptDpc(PVOID NetDmaChannelHandle, PHYSICAL_ADDRESS DmaDescriptor)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    unsigned channel;
    enum ndc_handle handle = resolve(netdma, NetDmaChannelHandle, &channel);
    uint64_t address = (uint64_t)DmaDescriptor.QuadPart;

    ndc_kernel_point(netdma->kernel);
    ndc_trace_add(netdma->trace, NDC_EVENT_DPC, channel, address,
                  ndc_memory_object(netdma->memory, address), handle, 0);
}
