/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Channels: made at start, lent to NetDMA one by one.
 */
#include "reference.h"

#define PARAMETERS_BYTES_MIN SIZEOF_NET_DMA_CHANNEL_PARAMETERS_REVISION_1

NTSTATUS
reference_create_channels(struct reference_device *device)
{
    ULONG count = min(device->facts.channels, REFERENCE_CHANNELS_MAX);
    SIZE_T bytes = count * sizeof *device->channels;
    ULONG index;

    device->channels = ExAllocatePoolWithTag(NonPagedPool, bytes, REFERENCE_TAG);
    if (device->channels == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(device->channels, bytes);
    for (index = 0; index < count; index++) {
        struct reference_channel *channel = &device->channels[index];

        channel->device = device;
        KeInitializeDpc(&channel->dpc, reference_dpc, channel);
        hardware_bind(&channel->hardware, device->bar, index, &device->facts);
        if (!hardware_reset(&channel->hardware)) /* whatever firmware left behind */
            return STATUS_DEVICE_NOT_READY;
    }
    device->channel_count = count;
    return STATUS_SUCCESS;
}

void
reference_delete_channels(struct reference_device *device)
{
    if (device->channels != NULL)
        ExFreePoolWithTag(device->channels, REFERENCE_TAG);
    device->channels = NULL;
    device->channel_count = 0;
}

static BOOLEAN
is_in(ULONG cpu, KAFFINITY mask)
{
    return cpu < REFERENCE_GROUP_CPUS && (mask >> cpu & 1) != 0;
}

/* ALLOC-16, ALLOC-17: the member that came with 2.1, for who knows groups; else the one of old. */
static GROUP_AFFINITY
wanted_cpus(const struct reference_device *device, const NET_DMA_CHANNEL_PARAMETERS *parameters)
{
    GROUP_AFFINITY old = {.Mask = parameters->ProcessorAffinityMask};

    if (!reference_knows_groups(device) ||
        parameters->Revision < NET_DMA_CHANNEL_PARAMETERS_REVISION_2 ||
        parameters->Size < SIZEOF_NET_DMA_CHANNEL_PARAMETERS_REVISION_2)
        return old;
    return parameters->ProcessorAffinityMaskEx;
}

/* Message interrupts go to group 0: NetDMA's wishes name no other. */
static struct reference_channel *
find_free(struct reference_device *device, const GROUP_AFFINITY *wanted, BOOLEAN any)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++) {
        struct reference_channel *channel = &device->channels[index];
        BOOLEAN fits = wanted->Group == 0 && is_in(channel->message_cpu, wanted->Mask);

        if (channel->state == CHANNEL_FREE && (any || fits))
            return channel;
    }
    return NULL;
}

/* ALLOC-04, ALLOC-05: one whose interrupt already goes where it should, else any. */
static struct reference_channel *
take_channel(struct reference_device *device, const GROUP_AFFINITY *wanted)
{
    struct reference_channel *channel;
    KIRQL irql;

    KeAcquireSpinLock(&device->lock, &irql);
    channel = find_free(device, wanted, FALSE);
    if (channel == NULL)
        channel = find_free(device, wanted, TRUE);
    if (channel != NULL)
        channel->state = CHANNEL_READY;
    KeReleaseSpinLock(&device->lock, irql);
    return channel;
}

/* ALLOC-06, ALLOC-07: of the mask; in group 0 of those that exist, if there are any. */
static ULONG
choose_cpu(ULONG message_cpu, const GROUP_AFFINITY *wanted)
{
    KAFFINITY active = wanted->Group == 0 ? KeQueryActiveProcessors() : wanted->Mask;
    KAFFINITY usable = (wanted->Mask & active) != 0 ? wanted->Mask & active : active;
    ULONG cpu = 0;

    if (wanted->Group == 0 && is_in(message_cpu, usable))
        return message_cpu;
    while (cpu < REFERENCE_GROUP_CPUS - 1 && !is_in(cpu, usable))
        cpu++;
    return cpu;
}

static void
furnish(struct reference_channel *channel, PNET_DMA_CHANNEL_PARAMETERS parameters,
        const GROUP_AFFINITY *wanted, PVOID netdma_handle)
{
    channel->netdma_handle = netdma_handle;
    channel->completion = parameters->CompletionPhysicalAddress;
    channel->priority = parameters->ChannelPriority;
    channel->group = wanted->Group;
    channel->cpu = choose_cpu(channel->message_cpu, wanted);
    channel->last_done = 0;
    reference_aim_dpc(channel, channel->cpu);
    if (reference_announces_hints(channel->device) && channel->device->facts.hints)
        hardware_aim(&channel->hardware, channel->cpu); /* ALLOC-20 */
    hardware_prepare(&channel->hardware, channel->completion, channel->priority);
    channel->programmed = TRUE;
}

NTSTATUS NTAPI
reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                           PVOID netdma_handle, PVOID *channel_context)
{
    struct reference_device *device = context;
    struct reference_channel *channel;
    GROUP_AFFINITY wanted;

    if (parameters->Size < PARAMETERS_BYTES_MIN || !device->powered)
        return STATUS_UNSUCCESSFUL;
    wanted = wanted_cpus(device, parameters);
    channel = take_channel(device, &wanted);
    if (channel == NULL)
        return STATUS_INSUFFICIENT_RESOURCES; /* ALLOC-11 */
    furnish(channel, parameters, &wanted, netdma_handle);
    parameters->CpuNumber = channel->cpu;
    *channel_context = channel;
    return STATUS_SUCCESS;
}

VOID NTAPI
reference_free_channel(PVOID context)
{
    struct reference_channel *channel = context;
    struct reference_device *device = channel->device;
    KIRQL irql;

    reference_silence_channel(channel, CHANNEL_READY);
    if (device->powered)
        hardware_release(&channel->hardware);
    channel->netdma_handle = NULL;
    channel->programmed = FALSE;
    KeAcquireSpinLock(&device->lock, &irql);
    channel->state = CHANNEL_FREE;
    KeReleaseSpinLock(&device->lock, irql);
}
