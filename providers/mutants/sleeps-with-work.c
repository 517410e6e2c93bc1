/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sleeps-with-work
 * Breaks DRV-10: on 1.0 is powered down as any device, with whatever it has to do.
 * Plausible because DO_POWER_PAGABLE is what nearly every driver sets, and the power manager ought
 * to know.
 */
#include "mutants.h"

MUTANT("DRV-10", "sleeps-with-work");

WRAP(hardware_is_idle);
WRAP(KeDelayExecutionThread);
WRAP(reference_start_device);
WRAP(reference_power);

static BOOLEAN going_to_sleep;

/* The honest driver waits with these two for its engine. */
BOOLEAN
__wrap_hardware_is_idle(struct hardware_channel *channel)
{
    return going_to_sleep || __real_hardware_is_idle(channel);
}

NTSTATUS NTAPI
__wrap_KeDelayExecutionThread(KPROCESSOR_MODE mode, BOOLEAN alertable, PLARGE_INTEGER interval)
{
    UNREFERENCED_PARAMETER(mode);
    UNREFERENCED_PARAMETER(alertable);
    UNREFERENCED_PARAMETER(interval);
    return STATUS_SUCCESS;
}

NTSTATUS
__wrap_reference_start_device(struct reference_device *device, PCM_RESOURCE_LIST resources)
{
    device->self->Flags |= DO_POWER_PAGABLE;
    return __real_reference_start_device(device, resources);
}

NTSTATUS NTAPI
__wrap_reference_power(PDEVICE_OBJECT self, PIRP irp)
{
    NTSTATUS status;

    going_to_sleep = TRUE;
    status = __real_reference_power(self, irp);
    going_to_sleep = FALSE;
    return status;
}
