/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Suspend, Resume, Abort and Reset. Each is over when it returns.
 *
 * Suspend reports by the words of the page: the address itself goes into the variable that
 * pLastDescriptor points at, although its type declares one pointer more.
 */
#include "reference.h"

/*
 * A 1.x chain that Append began anew has forgotten what it completed: stopped before it begins, a
 * counting engine would name nothing (SUSP-03).
 */
static BOOLEAN
stop_between(struct reference_channel *channel)
{
    if (channel->begun_anew && !hardware_has_begun(&channel->hardware))
        return FALSE;
    channel->begun_anew = FALSE;
    return hardware_suspend(&channel->hardware);
}

NTSTATUS NTAPI
reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last)
{
    struct reference_channel *channel = context;
    PPHYSICAL_ADDRESS report = (PPHYSICAL_ADDRESS)(PVOID)last;
    ULONG64 status;
    ULONG64 done;
    KIRQL irql;

    if (!channel->device->powered || !reference_has_list(channel))
        return STATUS_UNSUCCESSFUL;
    if (channel->state == CHANNEL_RUNNING && !stop_between(channel))
        return STATUS_UNSUCCESSFUL;
    irql = reference_lock_channel(channel);
    status = hardware_status(&channel->hardware);
    done = reference_note_status(channel, status);
    if (!reference_is_error(status))
        channel->state = CHANNEL_SUSPENDED;
    reference_unlock_channel(channel, irql);
    if (reference_is_error(status))
        return STATUS_UNSUCCESSFUL;
    report->QuadPart = (LONGLONG)done; /* SUSP-02 */
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
reference_resume_dma(PVOID context)
{
    struct reference_channel *channel = context;
    KIRQL irql;

    if (!channel->device->powered || channel->state != CHANNEL_SUSPENDED)
        return STATUS_UNSUCCESSFUL;
    irql = reference_lock_channel(channel);
    channel->state = CHANNEL_RUNNING;
    hardware_resume(&channel->hardware);
    reference_unlock_channel(channel, irql);
    return STATUS_SUCCESS;
}

/* An engine that did not obey may still be at it: only a reset makes the channel usable again. */
static NTSTATUS
disobeyed(struct reference_channel *channel)
{
    reference_silence_channel(channel, CHANNEL_FAILED);
    return STATUS_UNSUCCESSFUL;
}

NTSTATUS NTAPI
reference_abort_dma(PVOID context)
{
    struct reference_channel *channel = context;

    if (!channel->device->powered)
        return STATUS_UNSUCCESSFUL;
    if (channel->state == CHANNEL_READY) /* ABORT-10 */
        return STATUS_SUCCESS;
    reference_silence_channel(channel, CHANNEL_READY);
    channel->programmed = FALSE; /* the next Start clears errors and arms the interrupt */
    return hardware_abort(&channel->hardware) ? STATUS_SUCCESS : disobeyed(channel);
}

NTSTATUS NTAPI
reference_reset_channel(PVOID context)
{
    struct reference_channel *channel = context;

    if (!channel->device->powered)
        return STATUS_UNSUCCESSFUL;
    reference_silence_channel(channel, CHANNEL_READY);
    if (!hardware_reset(&channel->hardware))
        return disobeyed(channel);
    hardware_prepare(&channel->hardware, channel->completion, channel->priority); /* RESET-03 */
    channel->programmed = TRUE;
    return STATUS_SUCCESS;
}
