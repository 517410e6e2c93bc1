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
is_in(ULONG cpu, ULONG mask)
{
    return cpu < 32 && (mask >> cpu & 1) != 0;
}

static struct reference_channel *
find_free(struct reference_device *device, ULONG mask, BOOLEAN any)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++) {
        struct reference_channel *channel = &device->channels[index];

        if (channel->state == CHANNEL_FREE && (any || is_in(channel->message_cpu, mask)))
            return channel;
    }
    return NULL;
}

/* ALLOC-04, ALLOC-05: one whose interrupt already goes where it should, else any. */
static struct reference_channel *
take_channel(struct reference_device *device, ULONG mask)
{
    struct reference_channel *channel;
    KIRQL irql;

    KeAcquireSpinLock(&device->lock, &irql);
    channel = find_free(device, mask, FALSE);
    if (channel == NULL)
        channel = find_free(device, mask, TRUE);
    if (channel != NULL)
        channel->state = CHANNEL_READY;
    KeReleaseSpinLock(&device->lock, irql);
    return channel;
}

/* ALLOC-06, ALLOC-07: of the mask if any of its processors exists. */
static ULONG
choose_cpu(ULONG message_cpu, ULONG mask)
{
    ULONG active = (ULONG)KeQueryActiveProcessors();
    ULONG usable = (mask & active) != 0 ? mask & active : active;
    ULONG cpu = 0;

    if (is_in(message_cpu, usable))
        return message_cpu;
    while (cpu < 31 && !is_in(cpu, usable))
        cpu++;
    return cpu;
}

static void
furnish(struct reference_channel *channel, PNET_DMA_CHANNEL_PARAMETERS parameters,
        PVOID netdma_handle)
{
    channel->netdma_handle = netdma_handle;
    channel->completion = parameters->CompletionPhysicalAddress;
    channel->priority = parameters->ChannelPriority;
    channel->cpu = choose_cpu(channel->message_cpu, parameters->ProcessorAffinityMask);
    channel->last_done = 0;
    KeSetTargetProcessorDpc(&channel->dpc, (CCHAR)channel->cpu);
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

    if (parameters->Size < PARAMETERS_BYTES_MIN || !device->powered)
        return STATUS_UNSUCCESSFUL;
    channel = take_channel(device, parameters->ProcessorAffinityMask);
    if (channel == NULL)
        return STATUS_INSUFFICIENT_RESOURCES; /* ALLOC-11 */
    furnish(channel, parameters, netdma_handle);
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
