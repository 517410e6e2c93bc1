/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Step 5: interrupts. The interrupt routine tells NetDMA and queues the DPC where NetDMA wants it;
 * the DPC arms the next interrupt, looks once more, and reports.
 */
#include "template.h"

BOOLEAN
template_is_error(ULONG64 status)
{
    ULONG code = ENGINE_CODE(status);

    return code == NetDmaTransferStatusHalted || code > NetDmaTransferStatusArmed;
}

/* An unknown code may come with any address, Armed comes with none: neither is believed. */
ULONG64
template_note(struct channel *channel, ULONG64 status)
{
    if (ENGINE_CODE(status) < NetDmaTransferStatusArmed && ENGINE_ADDRESS(status) != 0)
        channel->last_done = ENGINE_ADDRESS(status);
    return channel->last_done;
}

static void
queue_dpc(struct channel *channel, ULONG cpu)
{
    if (channel->dpc_queued) /* its target cannot change while it is queued */
        KeRemoveQueueDpc(&channel->dpc);
    KeSetTargetProcessorDpc(&channel->dpc, (CCHAR)cpu); /* INT-06 */
    channel->dpc_queued = KeInsertQueueDpc(&channel->dpc, NULL, NULL);
}

static void
channel_interrupt(struct channel *channel)
{
    ULONG64 status = engine_status(channel);
    ULONG cpu = channel->cpu;
    PHYSICAL_ADDRESS descriptor;

    descriptor.QuadPart = (LONGLONG)template_note(channel, status);
    if (descriptor.QuadPart != 0 || template_is_error(status))
        NetDmaIsr(channel->netdma_handle, descriptor, &cpu);
    queue_dpc(channel, cpu);
}

static void
attend(struct device *device, ULONG channels, ULONG message)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++) {
        struct channel *channel = &device->channels[index];

        if ((channels >> index & 1) != 0 && channel->message == message &&
            channel->state == CHANNEL_RUNNING) /* INT-17: nobody else waits for anything */
            channel_interrupt(channel);
    }
}

BOOLEAN NTAPI
template_line_isr(PKINTERRUPT interrupt, PVOID context)
{
    struct device *device = context;
    ULONG channels = 0;
    BOOLEAN ours;

    UNREFERENCED_PARAMETER(interrupt);
    if (!device->powered)
        return FALSE;
    ours = engine_line_is_ours(device->bar, &channels);
    if (ours)
        attend(device, channels, 0);
    engine_interrupts(device->bar, TRUE, FALSE);
    return ours;
}

BOOLEAN NTAPI
template_message_isr(PKINTERRUPT interrupt, PVOID context, ULONG message)
{
    struct device *device = context;

    UNREFERENCED_PARAMETER(interrupt);
    if (!device->powered)
        return FALSE;
    attend(device, MAXULONG, message);
    return TRUE;
}

/* Whether there is something to report; INT-11: an error has no descriptor. */
static BOOLEAN
final_look(struct channel *channel, PHYSICAL_ADDRESS *descriptor)
{
    ULONG64 status;

    engine_rearm(channel); /* before the look: what completes now interrupts again (INT-14) */
    status = engine_status(channel);
    channel->reported = template_note(channel, status);
    descriptor->QuadPart = (LONGLONG)channel->reported;
    if (!template_is_error(status))
        return descriptor->QuadPart != 0;
    descriptor->QuadPart = 0;
    channel->state = CHANNEL_FAILED;
    return TRUE;
}

VOID NTAPI
template_dpc(PKDPC dpc, PVOID context, PVOID unused1, PVOID unused2)
{
    struct channel *channel = context;
    PHYSICAL_ADDRESS descriptor = {.QuadPart = 0};
    BOOLEAN report = FALSE;
    PVOID handle;
    KIRQL irql;

    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(unused1);
    UNREFERENCED_PARAMETER(unused2);
    irql = KeAcquireInterruptSpinLock(channel->interrupt);
    handle = channel->netdma_handle;
    channel->dpc_queued = FALSE;
    if (channel->device->powered && channel->state == CHANNEL_RUNNING)
        report = final_look(channel, &descriptor);
    KeReleaseInterruptSpinLock(channel->interrupt, irql);
    if (report)
        NetDmaInterruptDpc(handle, descriptor);
}
