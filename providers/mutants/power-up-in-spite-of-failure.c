/* SPDX-License-Identifier: Apache-2.0 */
/*
 * power-up-in-spite-of-failure
 * Breaks PNP-05: sends PowerUp although the bus could not wake the device.
 * Plausible because the IRP came back, and only its status says that it failed.
 */
#include "mutants.h"

MUTANT("PNP-05", "power-up-in-spite-of-failure");

WRAP(reference_forward);

NTSTATUS
__wrap_reference_forward(struct reference_device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = __real_reference_forward(device, irp);

    if (here->MajorFunction == IRP_MJ_POWER && !NT_SUCCESS(status) && device->notify != NULL)
        reference_notify(device, NetDmaNotificationProviderPowerUp);
    return status;
}
