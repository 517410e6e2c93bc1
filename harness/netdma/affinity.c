/* SPDX-License-Identifier: Apache-2.0 */
/*
 * On a computer with message interrupts NetDMA says, from within registration, on which CPU it
 * would like each channel's interrupt: one entry for each possible channel, in no special order.
 *
 *  - The array ends where the CPU cannot go on, when the host has such memory [AFF-04].
 *  - After the call the memory says something else: each channel's interrupt on a CPU that nobody
 *    wished. Who asks for that one kept the pointer [AFF-06].
 *  - assumed: a number in the array means a CPU of group 0; there is no member for a group.
 */
#include "base/check.h"
#include "netdma/netdma_state.h"

#define ENTRIES_MAX 64u
#define CPU_NONE 0xFFu
#define CPU_OF_NOBODY 31u      /* no computer has it and fewer than 32 CPUs */
#define CPU_OF_NOBODY_MORE 63u /* never wished: channels get the CPUs from 1 on */

/* Neither CPU 0 first nor channel n on CPU n: who only counts gets it wrong. */
static ULONG
wished_cpu(const struct ndc_netdma *netdma, ULONG channel)
{
    ULONG cpus =
        netdma->machine.cpus < NDC_GROUP_CPUS_MAX ? netdma->machine.cpus : NDC_GROUP_CPUS_MAX;

    return (channel + 1) % cpus;
}

/* Byte n: the CPU of channel n, as WISHED tells it. */
static uint64_t
packed(const NET_DMA_CHANNEL_CPU_AFFINITY *array, ULONG count)
{
    uint64_t all = UINT64_MAX;

    for (ULONG i = 0; i < count; i++)
        if (array[i].DmaChannel < NDC_CHANNELS_MAX) {
            all &= ~((uint64_t)CPU_NONE << 8 * array[i].DmaChannel);
            all |= (uint64_t)array[i].CpuNumber << 8 * array[i].DmaChannel;
        }
    return all;
}

/* Memory for the array: fenced, or with region told, allotted. */
static PNET_DMA_CHANNEL_CPU_AFFINITY
make_array(struct ndc_netdma *netdma, ULONG bytes, int *region)
{
    void *fenced = ndc_kernel_fenced(netdma->kernel, bytes);

    *region = -1;
    if (fenced != NULL)
        return fenced;
    *region = ndc_memory_allot(netdma->memory, bytes, NDC_MEMORY_ANYWHERE,
                               ndc_object_make(NDC_OBJECT_CLIENT, 0, 0));
    ndc_check(*region >= 0);
    return ndc_memory_bytes(netdma->memory, *region);
}

static void
fill(const struct ndc_netdma *netdma, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG count)
{
    for (ULONG i = 0; i < count; i++) {
        array[i].DmaChannel = count - 1 - i;
        array[i].CpuNumber = wished_cpu(netdma, array[i].DmaChannel);
    }
}

static void
fill_anew(const struct ndc_netdma *netdma, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG count)
{
    for (ULONG i = 0; i < count; i++)
        array[i].CpuNumber =
            netdma->machine.cpus <= CPU_OF_NOBODY ? CPU_OF_NOBODY : CPU_OF_NOBODY_MORE;
}

void
ndc_netdma_set_affinities(struct ndc_netdma *netdma)
{
    ULONG count = NDC_PROVIDER(netdma)->routines.MaxDmaChannelCount;
    ULONG bytes = count * (ULONG)sizeof(NET_DMA_CHANNEL_CPU_AFFINITY); /* */
    int region;

    if (!netdma->machine.msix || netdma->machine.unasked ||
        NDC_PROVIDER(netdma)->routines.SetDmaChannelCpuAffinity == NULL || count == 0 ||
        count > ENTRIES_MAX)
        return;
    PNET_DMA_CHANNEL_CPU_AFFINITY array = make_array(netdma, bytes, &region);
    fill(netdma, array, count);
    uint64_t wished = packed(array, count);
    const struct ndc_call call = {
        .routine = NDC_ROUTINE_SET_AFFINITY, .channel = NDC_CHANNEL_NONE, .count_shown = -1};
    struct ndc_kernel_frame frame = ndc_netdma_enter(netdma, &call, NDC_OBJECT_NOTHING, count,
                                                     ndc_netdma_context_spoiled(netdma));
    NTSTATUS status = NDC_PROVIDER(netdma)->routines.SetDmaChannelCpuAffinity(
        NDC_PROVIDER(netdma)->context, array, bytes);
    ndc_netdma_leave(netdma, &call, frame, (uint32_t)status, 0, 0);
    fill_anew(netdma, array, count);
    ndc_trace_add(netdma->trace, NDC_EVENT_WISHED, NDC_CHANNEL_NONE, wished, packed(array, count),
                  0, 0);
    if (region >= 0)
        ndc_memory_bury(netdma->memory, region);
}
