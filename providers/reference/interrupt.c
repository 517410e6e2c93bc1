/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The interrupt routines and the DPC.
 *
 *  - The interrupt routine finds out which channels call, tells NetDMA, and queues the DPC where
 *    NetDMA wants it. Nothing more.
 *  - The DPC lets the next interrupt through first and looks at the channel then: work that
 *    completes in between raises another interrupt, so none is lost (INT-14).
 *  - Interrupts of a channel that nobody has started, or not since its reset, are swallowed; they
 *    stay disarmed until the next Start arms them again (INT-17, INT-18).
 */
#include "reference.h"

/* The older routine reaches group 0 only. */
void
reference_aim_dpc(struct reference_channel *channel, ULONG cpu)
{
    PROCESSOR_NUMBER number = {.Group = channel->group, .Number = (UCHAR)cpu};

    if (channel->group == 0)
        KeSetTargetProcessorDpc(&channel->dpc, (CCHAR)cpu);
    else
        channel->device->aim_dpc(&channel->dpc, &number);
}

/* INT-06: the target of a DPC in the queue cannot change, so it leaves the queue first. */
static void
queue_dpc(struct reference_channel *channel, ULONG cpu)
{
    if (channel->dpc_queued)
        KeRemoveQueueDpc(&channel->dpc);
    reference_aim_dpc(channel, cpu);
    channel->dpc_queued = KeInsertQueueDpc(&channel->dpc, NULL, NULL);
}

/* Runs with the interrupt lock held. An interrupt that nothing explains still wants the DPC. */
static void
channel_interrupt(struct reference_channel *channel)
{
    ULONG64 status;
    PHYSICAL_ADDRESS descriptor;
    ULONG cpu = channel->cpu;

    if (!reference_has_list(channel))
        return;
    status = hardware_status(&channel->hardware);
    descriptor.QuadPart = (LONGLONG)reference_note_status(channel, status);
    if (descriptor.QuadPart != 0 || reference_is_error(status))
        NetDmaIsr(channel->netdma_handle, descriptor, &cpu);
    queue_dpc(channel, cpu);
}

static void
attend(struct reference_device *device, ULONG attention, ULONG message)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++)
        if ((attention >> index & 1) != 0 && device->channels[index].message == message)
            channel_interrupt(&device->channels[index]);
}

static ULONG
read_attention(struct reference_device *device)
{
    return READ_REGISTER_ULONG((PULONG)(PVOID)(device->bar + HARDWARE_ATTNSTATUS));
}

/* Reading INTRCTRL took the master enable away: it goes back whoever the interrupt was for. */
BOOLEAN NTAPI
reference_line_isr(PKINTERRUPT interrupt, PVOID context)
{
    struct reference_device *device = context;
    UCHAR control;
    BOOLEAN ours;

    UNREFERENCED_PARAMETER(interrupt);
    if (!device->powered)
        return FALSE;
    control = READ_REGISTER_UCHAR(device->bar + HARDWARE_INTRCTRL);
    if (control == REGISTER_GONE)
        return FALSE;
    ours = (control & INTRCTRL_STATUS) != 0; /* INT-16 */
    if (ours)
        attend(device, read_attention(device), 0);
    hardware_enable_interrupts(device->bar, FALSE);
    return ours;
}

/* A message that several channels share does not tell which of them: each is looked at. */
BOOLEAN NTAPI
reference_message_isr(PKINTERRUPT interrupt, PVOID context, ULONG message)
{
    struct reference_device *device = context;

    UNREFERENCED_PARAMETER(interrupt);
    if (!device->powered)
        return FALSE;
    attend(device, MAXULONG, message);
    return TRUE;
}

/* Whether there is anything to tell NetDMA; INT-11: after an error the address is zero. */
static BOOLEAN
final_look(struct reference_channel *channel, PHYSICAL_ADDRESS *descriptor)
{
    ULONG64 status;

    hardware_rearm(&channel->hardware);
    status = hardware_status(&channel->hardware);
    descriptor->QuadPart = (LONGLONG)reference_note_status(channel, status);
    channel->reported = channel->last_done;
    if (!reference_is_error(status))
        return descriptor->QuadPart != 0;
    descriptor->QuadPart = 0;
    channel->state = CHANNEL_FAILED;
    return TRUE;
}

VOID NTAPI
reference_dpc(PKDPC dpc, PVOID context, PVOID unused1, PVOID unused2)
{
    struct reference_channel *channel = context;
    PHYSICAL_ADDRESS descriptor = {.QuadPart = 0};
    PVOID handle;
    BOOLEAN report = FALSE;
    KIRQL irql;

    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(unused1);
    UNREFERENCED_PARAMETER(unused2);
    irql = reference_lock_channel(channel);
    handle = channel->netdma_handle;
    channel->dpc_queued = FALSE;
    if (channel->device->powered && reference_has_list(channel))
        report = final_look(channel, &descriptor);
    if (report)
        InterlockedIncrement(&channel->reporting);
    reference_unlock_channel(channel, irql);
    if (!report)
        return;
    NetDmaInterruptDpc(handle, descriptor);
    InterlockedDecrement(&channel->reporting);
}
