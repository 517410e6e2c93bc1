/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Power. The engine forgets everything in D3.
 *
 *  - From 1.1 on NetDMA is told before and after, at PASSIVE_LEVEL and without a lock held: it
 *    drains its work through the engine in the first case, and calls Start in the second.
 *  - On 1.0 nobody can be told: the engine finishes what it has before it goes to sleep, and Start
 *    programs it anew, whoever calls it (DRV-11).
 *  - The driver owns the power policy of its device: a system IRP makes it ask for a device IRP.
 */
#include "reference.h"

#define DRAIN_MILLISECONDS_MAX 20u

static BOOLEAN
is_busy(struct reference_device *device)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++) {
        struct reference_channel *channel = &device->channels[index];

        if (channel->state == CHANNEL_RUNNING && !hardware_is_idle(&channel->hardware))
            return TRUE;
    }
    return FALSE;
}

/*
 * Where NetDMA cannot be asked to drain its work, the engine is given the time to finish it, and
 * its last interrupt the time to arrive.
 */
static void
drain(struct reference_device *device)
{
    LARGE_INTEGER millisecond = {.QuadPart = -10000};
    BOOLEAN busy = TRUE;
    ULONG waits;

    for (waits = 0; busy && waits < DRAIN_MILLISECONDS_MAX; waits++) {
        busy = is_busy(device);
        KeDelayExecutionThread(KernelMode, FALSE, &millisecond);
    }
}

static void
power_down(struct reference_device *device)
{
    if (!device->powered)
        return; /* PNP-11: told already */
    if (device->notify != NULL)
        reference_notify(device, NetDmaNotificationProviderPowerDown);
    else
        drain(device);
    hardware_disable_interrupts(device->bar);
    reference_leave_registers(device);
}

static void
power_up(struct reference_device *device)
{
    if (device->powered || !device->started)
        return;
    device->powered = TRUE;
    hardware_enable_interrupts(device->bar, device->connection == CONNECT_MESSAGE_BASED);
    if (device->notify != NULL)
        reference_notify(device, NetDmaNotificationProviderPowerUp);
}

/* Power IRPs of a device without DO_POWER_INRUSH arrive at PASSIVE_LEVEL: waiting is allowed. */
static NTSTATUS
device_power(struct reference_device *device, PIRP irp, POWER_STATE state)
{
    NTSTATUS status;

    if (state.DeviceState != PowerDeviceD0) {
        power_down(device);
        PoSetPowerState(device->self, DevicePowerState, state);
        return reference_pass_down(device->self, irp);
    }
    status = reference_forward(device, irp);
    if (NT_SUCCESS(status)) {
        PoSetPowerState(device->self, DevicePowerState, state);
        power_up(device);
    }
    return reference_complete(irp, status);
}

static VOID NTAPI
device_followed(PDEVICE_OBJECT self, UCHAR minor, POWER_STATE state, PVOID context,
                PIO_STATUS_BLOCK result)
{
    UNREFERENCED_PARAMETER(self);
    UNREFERENCED_PARAMETER(minor);
    UNREFERENCED_PARAMETER(state);
    reference_complete(context, result->Status);
}

static NTSTATUS NTAPI
system_passed(PDEVICE_OBJECT self, PIRP irp, PVOID context)
{
    struct reference_device *device = context;
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    POWER_STATE state;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(self);
    if (!NT_SUCCESS(irp->IoStatus.Status))
        return STATUS_CONTINUE_COMPLETION;
    state.DeviceState = here->Parameters.Power.State.SystemState == PowerSystemWorking
                            ? PowerDeviceD0
                            : PowerDeviceD3;
    status = PoRequestPowerIrp(device->self, IRP_MN_SET_POWER, state, device_followed, irp, NULL);
    if (status == STATUS_PENDING)
        return STATUS_MORE_PROCESSING_REQUIRED;
    irp->IoStatus.Status = status;
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS
system_power(struct reference_device *device, PIRP irp)
{
    IoMarkIrpPending(irp);
    IoCopyCurrentIrpStackLocationToNext(irp);
    IoSetCompletionRoutine(irp, system_passed, device, TRUE, TRUE, TRUE);
    (void)IoCallDriver(device->lower, irp);
    return STATUS_PENDING;
}

NTSTATUS NTAPI
reference_power(PDEVICE_OBJECT self, PIRP irp)
{
    struct reference_device *device = self->DeviceExtension;
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);

    if (here->MinorFunction != IRP_MN_SET_POWER)
        return reference_pass_down(self, irp);
    if (here->Parameters.Power.Type == SystemPowerState)
        return system_power(device, irp);
    return device_power(device, irp, here->Parameters.Power.State);
}
