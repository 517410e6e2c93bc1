/* SPDX-License-Identifier: Apache-2.0 */
/* Allocating and freeing channels. */
#include <string.h>

#include "base/check.h"
#include "netdma/netdma_state.h"

#define CPU_NOT_WRITTEN 0xC0FFEEu
#define POISON 0xDD /* what the parameters become once the call is over */

/* The first 32 CPUs of a group as a mask; 0: no such group. A mask of NetDMA's has no room for
 * more. */
static uint32_t
cpus_of(const struct ndc_netdma *netdma, unsigned group)
{
    unsigned first = group * NDC_GROUP_CPUS_MAX;
    unsigned count = netdma->machine.cpus > first ? netdma->machine.cpus - first : 0;

    return count >= 32 ? UINT32_MAX : (1u << count) - 1;
}

static bool
tells_groups(const struct ndc_netdma *netdma)
{
    return netdma->interface_version >= NDC_INTERFACE_2_1;
}

static bool
provider_knows_groups(const struct ndc_netdma *netdma)
{
    return tells_groups(netdma) && NDC_PROVIDER(netdma)->version >= NDC_INTERFACE_2_1 &&
           (NDC_PROVIDER(netdma)->routines.Flags & NET_DMA_PROVIDER_SUPPORTS_PROC_GROUPS) != 0;
}

/* What NetDMA passes: CPUs of a group, and beside them the mask for those who know no groups. */
struct affinity {
    uint32_t mask; /* of the group */
    uint8_t group;
    uint32_t old_mask;
};

/*
 * assumed: beside a mask of another group ProcessorAffinityMask names every CPU of group 0; no
 * source tells. A provider that knows no groups is right to follow it (A-24, [ALLOC-17]).
 */
static struct affinity
wanted(const struct ndc_netdma *netdma, const struct ndc_call *call)
{
    bool other = call->group != 0 && tells_groups(netdma) && cpus_of(netdma, call->group) != 0;
    uint8_t group = other ? call->group : 0;
    uint32_t mask = call->affinity & cpus_of(netdma, group); /* CPUs that exist */

    if (mask == 0)
        mask = cpus_of(netdma, group);
    return (struct affinity){
        .mask = mask, .group = group, .old_mask = other ? cpus_of(netdma, 0) : mask};
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

/*
 * Memory for the parameters that ends where the CPU cannot go on, when the host has such
 * [ALLOC-15]; else region tells what to bury.
 */
static PNET_DMA_CHANNEL_PARAMETERS
room_for_parameters(struct ndc_netdma *netdma, unsigned number, uint32_t size, int *region)
{
    void *fenced = ndc_kernel_fenced(netdma->kernel, size);

    *region = -1;
    if (fenced != NULL)
        return fenced;
    *region =
        ndc_memory_allot(netdma->memory, size, NDC_MEMORY_ANYWHERE,
                         ndc_object_make(NDC_OBJECT_CLIENT, number, netdma->channels[number].life));
    ndc_check(*region >= 0);
    return ndc_memory_bytes(netdma->memory, *region);
}

/* Revision 2 exists from 2.1 on; before, the structure ends behind CpuNumber (A-10, [ALLOC-15]). */
static PNET_DMA_CHANNEL_PARAMETERS
make_parameters(struct ndc_netdma *netdma, const struct ndc_call *call,
                const struct affinity *affinity, int *region)
{
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];
    bool extended = tells_groups(netdma);
    uint32_t size =
        extended ? sizeof(NET_DMA_CHANNEL_PARAMETERS) : NDC_SIZEOF_NET_DMA_CHANNEL_PARAMETERS_1;
    PNET_DMA_CHANNEL_PARAMETERS parameters =
        room_for_parameters(netdma, call->channel, size, region);

    memset(parameters, 0, size);
    parameters->Revision =
        extended ? NET_DMA_CHANNEL_PARAMETERS_REVISION_2 : NET_DMA_CHANNEL_PARAMETERS_REVISION_1;
    parameters->Size = (USHORT)size;
    parameters->CompletionVirtualAddress = ndc_memory_bytes(netdma->memory, channel->word);
    parameters->CompletionPhysicalAddress.QuadPart =
        (LONGLONG)netdma->memory->regions[channel->word].address;
    parameters->ProcessorAffinityMask = affinity->old_mask;
    parameters->ChannelPriority = call->priority;
    parameters->CpuNumber = CPU_NOT_WRITTEN;
    if (extended) {
        parameters->ProcessorAffinityMaskEx.Mask = affinity->mask;
        parameters->ProcessorAffinityMaskEx.Group = affinity->group;
    }
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
    struct affinity affinity = wanted(netdma, call);
    bool groups = provider_knows_groups(netdma);
    int region;

    channel->life++;
    channel->affinity = groups ? affinity.mask : affinity.old_mask;
    channel->group = groups ? affinity.group : 0;
    channel->next_cpu = 0;
    channel->context = &unwritten;
    make_word(netdma, call->channel);
    PNET_DMA_CHANNEL_PARAMETERS parameters = make_parameters(netdma, call, &affinity, &region);
    uint32_t old_cpu = parameters->CpuNumber;
    uint32_t parameters_bytes = parameters->Size;

    struct ndc_kernel_frame frame = ndc_netdma_enter(
        netdma, call, NDC_OBJECT_NOTHING, call->priority, ndc_netdma_context_spoiled(netdma));
    /* The channel can be used, and can interrupt, from inside this call on. */
    channel->allocated = true;
    NTSTATUS status = NDC_PROVIDER(netdma)->routines.AllocateDmaChannel(
        NDC_PROVIDER(netdma)->context, parameters,
        ndc_netdma_channel_handle(call->channel, channel->life), &channel->context);
    uint32_t cpu = parameters->CpuNumber;
    uint64_t extra = (channel->context != &unwritten ? 1u : 0u) |
                     (context_is_new(netdma, call->channel, channel->context) ? 2u : 0u) |
                     (cpu != old_cpu ? 4u : 0u) | (tells_groups(netdma) ? 8u : 0u) |
                     (uint64_t)channel->group << 8 | (uint64_t)channel->affinity << 32;
    channel->allocated = NT_SUCCESS(status);
    if (!channel->allocated)
        give_up_word(netdma, channel);
    if (region >= 0) /* [ALLOC-18] */
        ndc_memory_bury(netdma->memory, region);
    else
        memset(parameters, POISON, parameters_bytes);
    ndc_netdma_leave(netdma, call, frame, (uint32_t)status, cpu, extra);
    return (uint32_t)status;
}

uint32_t
ndc_netdma_free(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];

    struct ndc_kernel_frame frame = ndc_netdma_enter(netdma, call, NDC_OBJECT_NOTHING, 0, 0);
    NDC_PROVIDER(netdma)->routines.FreeDmaChannel(channel->context);
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

        if (ndc_netdma_is_selected(netdma, i) && netdma->channels[i].allocated)
            ndc_netdma_free(netdma, &call);
    }
}
