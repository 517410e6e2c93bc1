/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sleeps-with-work
 * Breaks DRV-10: on 1.0 is powered down as any device, with whatever it has to do.
 * Plausible because DO_POWER_PAGABLE is what nearly every driver sets, and the power manager ought
 * to know.
 */
#include "mutants.h"

MUTANT("DRV-10", "sleeps-with-work");

WRAP(reference_power);
WRAP(reference_start_device);

NTSTATUS
__wrap_reference_start_device(struct reference_device *device, PCM_RESOURCE_LIST resources)
{
    device->self->Flags |= DO_POWER_PAGABLE;
    return __real_reference_start_device(device, resources);
}

/* The honest driver waits for its engine before it goes to sleep. */
NTSTATUS NTAPI
__wrap_reference_power(PDEVICE_OBJECT self, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    struct reference_device *device = self->DeviceExtension;

    if (device->notify != NULL || here->MinorFunction != IRP_MN_SET_POWER ||
        here->Parameters.Power.Type != DevicePowerState ||
        here->Parameters.Power.State.DeviceState == PowerDeviceD0)
        return __real_reference_power(self, irp);
    reference_leave_registers(device);
    return reference_pass_down(self, irp);
}
