/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isr-names-flagged
 * Correct: NetDmaIsr is given the last descriptor done that asked for an interrupt, not the last
 * one done. Finds it by following the list; NetDMA's descriptors lie in one block.
 */
#include "../mutants/mutants.h"

#define WALK_MAX 4096u

WRAP(reference_start_dma);
WRAP(reference_append_dma);
WRAP(NetDmaIsr);

struct walk {
    PVOID channel;          /* NetDMA's handle */
    ULONG_PTR offset;       /* from physical addresses to ours */
    ULONG left;             /* descriptors of the list; 1.x ends at a zero pointer */
    ULONG64 first, flagged; /* of the list; found last, or 0 */
};
static struct walk walks[REFERENCE_CHANNELS_MAX];

static struct walk *
walk_of(PVOID channel)
{
    ULONG i = 0;

    while (i + 1 < REFERENCE_CHANNELS_MAX && walks[i].channel != channel &&
           walks[i].channel != NULL)
        i++;
    return &walks[i];
}

static const NET_DMA_DESCRIPTOR *
descriptor_at(const struct walk *walk, ULONG64 address)
{
    return (const NET_DMA_DESCRIPTOR *)((ULONG_PTR)address + walk->offset);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    struct reference_channel *channel = context;
    struct walk *walk = walk_of(channel->netdma_handle);

    walk->channel = channel->netdma_handle;
    walk->offset = (ULONG_PTR)descriptor - (ULONG_PTR)address.QuadPart;
    walk->first = (ULONG64)address.QuadPart;
    walk->flagged = 0;
    walk->left = channel->device->registered < NDC_NET_DMA_VERSION_2_0 ? WALK_MAX : count;
    return __real_reference_start_dma(context, descriptor, address, count);
}

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    struct reference_channel *channel = context;

    walk_of(channel->netdma_handle)->left += count;
    return __real_reference_append_dma(context, descriptor, address, count);
}

VOID NTAPI
__wrap_NetDmaIsr(PVOID channel, PHYSICAL_ADDRESS last, PULONG cpu)
{
    struct walk *walk = walk_of(channel);
    ULONG64 flagged = walk->flagged;
    ULONG64 at = walk->first;
    ULONG steps;

    for (steps = 0; steps < walk->left && at != 0 && last.QuadPart != 0; steps++) {
        const NET_DMA_DESCRIPTOR *descriptor = descriptor_at(walk, at);

        if ((descriptor->ControlFlags & NET_DMA_INTERRUPT_ON_COMPLETION) != 0)
            flagged = at;
        if (at == (ULONG64)last.QuadPart)
            break;
        at = (ULONG64)descriptor->NextDescriptor.QuadPart;
    }
    if (at != 0 && at == (ULONG64)last.QuadPart && flagged != 0) {
        walk->flagged = flagged;
        last.QuadPart = (LONGLONG)flagged;
    }
    __real_NetDmaIsr(channel, last, cpu);
}
