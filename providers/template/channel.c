/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps 3 and 4: lending channels, and moving data. Callable at DISPATCH_LEVEL throughout.
 */
#include "template.h"

#define COUNT_MAX 0xFFFFu

static BOOLEAN
is_in(ULONG cpu, ULONG mask)
{
    return cpu < 32 && (mask >> cpu & 1) != 0;
}

/* ALLOC-04, ALLOC-05: first those whose message goes to a wanted CPU, then any. */
static struct channel *
take(struct device *device, ULONG mask)
{
    struct channel *found = NULL;
    ULONG index;
    KIRQL irql;

    KeAcquireSpinLock(&device->lock, &irql);
    for (index = 0; index < 2 * device->channel_count && found == NULL; index++) {
        struct channel *channel = &device->channels[index % device->channel_count];
        BOOLEAN any = index >= device->channel_count;

        if (channel->state == CHANNEL_FREE && (any || is_in(channel->message_cpu, mask)))
            found = channel;
    }
    if (found != NULL)
        found->state = CHANNEL_READY;
    KeReleaseSpinLock(&device->lock, irql);
    return found;
}

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

NTSTATUS NTAPI
template_allocate(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters, PVOID handle,
                  PVOID *channel_context)
{
    struct device *device = context;
    struct channel *channel = NULL;

    if (device->powered)
        channel = take(device, parameters->ProcessorAffinityMask);
    if (channel == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    channel->netdma_handle = handle;
    channel->completion = parameters->CompletionPhysicalAddress;
    channel->cpu = choose_cpu(channel->message_cpu, parameters->ProcessorAffinityMask);
    KeSetTargetProcessorDpc(&channel->dpc, (CCHAR)channel->cpu);
    engine_prepare(channel);
    channel->programmed = TRUE;
    parameters->CpuNumber = channel->cpu; /* ALLOC-06 */
    *channel_context = channel;
    return STATUS_SUCCESS;
}

/* Nothing on its way shall reach NetDMA any more. */
void
template_silence(struct channel *channel, enum channel_state state)
{
    KIRQL irql = KeAcquireInterruptSpinLock(channel->interrupt);

    channel->state = state;
    channel->last_done = 0;
    channel->reported = 0;
    channel->dpc_queued = FALSE;
    KeRemoveQueueDpc(&channel->dpc);
    KeReleaseInterruptSpinLock(channel->interrupt, irql);
}

VOID NTAPI
template_free(PVOID context)
{
    struct channel *channel = context;
    struct device *device = channel->device;
    KIRQL irql;

    template_silence(channel, CHANNEL_READY);
    if (device->powered)
        engine_release(channel);
    channel->programmed = FALSE;
    KeAcquireSpinLock(&device->lock, &irql);
    channel->state = CHANNEL_FREE;
    KeReleaseSpinLock(&device->lock, irql);
}

/* What an error or a loss of power took from the engine. */
static BOOLEAN
make_ready(struct channel *channel)
{
    if (channel->state == CHANNEL_FAILED) {
        if (!engine_reset(channel))
            return FALSE;
        template_silence(channel, CHANNEL_READY);
        channel->programmed = FALSE;
    }
    if (!channel->programmed)
        engine_prepare(channel);
    channel->programmed = TRUE;
    return TRUE;
}

NTSTATUS NTAPI
template_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                   ULONG count)
{
    struct channel *channel = context;
    KIRQL irql;

    UNREFERENCED_PARAMETER(descriptor);
    if (!channel->device->powered || count == 0 || count > COUNT_MAX || !make_ready(channel))
        return STATUS_UNSUCCESSFUL;
    irql = KeAcquireInterruptSpinLock(channel->interrupt);
    /* An interrupt of the old list may still be on its way: remember what it will be about. */
    if (channel->state == CHANNEL_RUNNING &&
        template_note(channel, engine_status(channel)) == channel->reported)
        channel->last_done = 0;
    channel->state = CHANNEL_RUNNING;
    engine_load(channel, address, count);
    KeReleaseInterruptSpinLock(channel->interrupt, irql);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
template_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                    ULONG count)
{
    struct channel *channel = context;

    UNREFERENCED_PARAMETER(descriptor);
    UNREFERENCED_PARAMETER(address); /* APPEND-09: the old tail names it already */
    if (!channel->device->powered || count == 0 || count > COUNT_MAX)
        return STATUS_UNSUCCESSFUL;
    if (channel->state != CHANNEL_RUNNING)
        return STATUS_UNSUCCESSFUL;
    engine_extend(channel, count);
    return STATUS_SUCCESS;
}
