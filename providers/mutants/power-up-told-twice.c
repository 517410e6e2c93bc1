/* SPDX-License-Identifier: Apache-2.0 */
/*
 * power-up-told-twice
 * Breaks PNP-11: sends PowerUp for every power IRP that says D0.
 * Plausible because it is harmless to be told that something works which works.
 */
#include "mutants.h"

MUTANT("PNP-11", "power-up-told-twice");

WRAP(reference_forward);

NTSTATUS
__wrap_reference_forward(struct reference_device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = __real_reference_forward(device, irp);

    if (here->MajorFunction == IRP_MJ_POWER && NT_SUCCESS(status) && device->powered &&
        device->notify != NULL)
        reference_notify(device, NetDmaNotificationProviderPowerUp);
    return status;
}
