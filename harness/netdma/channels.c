/* SPDX-License-Identifier: Apache-2.0 */
/* Allocating and freeing channels. */
#include <string.h>

#include "base/check.h"
#include "netdma/netdma_state.h"

#define CPU_NOT_WRITTEN 0xC0FFEEu

static uint32_t
all_cpus(const struct ndc_netdma *netdma)
{
    return netdma->machine.cpus >= 32 ? UINT32_MAX : (1u << netdma->machine.cpus) - 1;
}

/* A completion word of its own for each allocation: nobody may go on writing to the old one. */
static void
make_word(struct ndc_netdma *netdma, unsigned number)
{
    struct ndc_netdma_channel *channel = &netdma->channels[number];

    channel->word = ndc_memory_allot(netdma->memory, sizeof(uint64_t), NDC_MEMORY_ANYWHERE,
                                     ndc_object_make(NDC_OBJECT_WORD, number, channel->life));
    ndc_check(channel->word >= 0);
    memset(ndc_memory_bytes(netdma->memory, channel->word), 0, sizeof(uint64_t));
    netdma->memory->regions[channel->word].watched = true;
    channel->word_seen = 0;
    channel->word_spilled = false;
}

/* Revision 2 exists from 2.1 on; before, the structure ends behind CpuNumber (A-10, [ALLOC-15]). */
static PNET_DMA_CHANNEL_PARAMETERS
make_parameters(struct ndc_netdma *netdma, const struct ndc_call *call, int *region)
{
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];
    bool extended = netdma->interface_version >= NDC_INTERFACE_2_1;
    uint32_t size =
        extended ? sizeof(NET_DMA_CHANNEL_PARAMETERS) : NDC_SIZEOF_NET_DMA_CHANNEL_PARAMETERS_1;

    *region = ndc_memory_allot(netdma->memory, size, NDC_MEMORY_ANYWHERE,
                               ndc_object_make(NDC_OBJECT_CLIENT, call->channel, channel->life));
    ndc_check(*region >= 0);
    PNET_DMA_CHANNEL_PARAMETERS parameters = ndc_memory_bytes(netdma->memory, *region);
    memset(parameters, 0, size);
    parameters->Revision =
        extended ? NET_DMA_CHANNEL_PARAMETERS_REVISION_2 : NET_DMA_CHANNEL_PARAMETERS_REVISION_1;
    parameters->Size = (USHORT)size;
    parameters->CompletionVirtualAddress = ndc_memory_bytes(netdma->memory, channel->word);
    parameters->CompletionPhysicalAddress.QuadPart =
        (LONGLONG)netdma->memory->regions[channel->word].address;
    parameters->ProcessorAffinityMask = channel->affinity;
    parameters->ChannelPriority = call->priority;
    parameters->CpuNumber = CPU_NOT_WRITTEN;
    if (extended)
        parameters->ProcessorAffinityMaskEx.Mask = channel->affinity;
    return parameters;
}

static bool
context_is_new(const struct ndc_netdma *netdma, unsigned number, PVOID context)
{
    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++)
        if (i != number && netdma->channels[i].allocated && netdma->channels[i].context == context)
            return false;
    return true;
}

static void
give_up_word(struct ndc_netdma *netdma, struct ndc_netdma_channel *channel)
{
    ndc_memory_bury(netdma->memory, channel->word);
    channel->word = -1;
}

uint32_t
ndc_netdma_allocate(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    static char unwritten;
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];
    int region;

    channel->life++;
    channel->affinity = call->affinity & all_cpus(netdma); /* CPUs that exist */
    if (channel->affinity == 0)
        channel->affinity = all_cpus(netdma);
    channel->next_cpu = 0;
    channel->context = &unwritten;
    make_word(netdma, call->channel);
    PNET_DMA_CHANNEL_PARAMETERS parameters = make_parameters(netdma, call, &region);
    uint32_t old_cpu = parameters->CpuNumber;

    struct ndc_kernel_frame frame =
        ndc_netdma_enter(netdma, call, NDC_OBJECT_NOTHING, call->priority, 0);
    /* The channel can be used, and can interrupt, from inside this call on. */
    channel->allocated = true;
    NTSTATUS status = netdma->provider.AllocateDmaChannel(
        netdma->provider_context, parameters,
        ndc_netdma_channel_handle(call->channel, channel->life), &channel->context);
    uint32_t cpu = parameters->CpuNumber;
    uint64_t extra = (channel->context != &unwritten ? 1u : 0u) |
                     (context_is_new(netdma, call->channel, channel->context) ? 2u : 0u) |
                     (cpu != old_cpu ? 4u : 0u) | (uint64_t)channel->affinity << 32;
    channel->allocated = NT_SUCCESS(status);
    if (!channel->allocated)
        give_up_word(netdma, channel);
    ndc_memory_bury(netdma->memory, region); /* [ALLOC-18] */
    ndc_netdma_leave(netdma, call, frame, (uint32_t)status, cpu, extra);
    return (uint32_t)status;
}

uint32_t
ndc_netdma_free(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];

    struct ndc_kernel_frame frame = ndc_netdma_enter(netdma, call, NDC_OBJECT_NOTHING, 0, 0);
    netdma->provider.FreeDmaChannel(channel->context);
    ndc_netdma_inspect(netdma);
    channel->allocated = false;
    ndc_netdma_drop(netdma, call->channel, true);
    give_up_word(netdma, channel);
    ndc_netdma_leave(netdma, call, frame, (uint32_t)STATUS_SUCCESS, 0, 0);
    return (uint32_t)STATUS_SUCCESS;
}

void
ndc_netdma_free_channels(struct ndc_netdma *netdma)
{
    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++) {
        struct ndc_call call = {
            .routine = NDC_ROUTINE_FREE, .channel = (uint8_t)i, .count_shown = -1};

        if (netdma->channels[i].allocated)
            ndc_netdma_free(netdma, &call);
    }
}
