/* SPDX-License-Identifier: Apache-2.0 */
/*
 * power-up-told-too-early
 * Breaks PNP-05: tells that the engine works when it asks the bus for power.
 * Plausible because the IRP says D0, and whoever reads only the IRP believes it.
 */
#include "mutants.h"

MUTANT("PNP-05", "power-up-told-too-early");

WRAP(reference_forward);
WRAP(reference_notify);

static BOOLEAN told;

NTSTATUS
__wrap_reference_forward(struct reference_device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);

    if (here->MajorFunction == IRP_MJ_POWER && !device->powered && device->notify != NULL) {
        told = TRUE;
        __real_reference_notify(device, NetDmaNotificationProviderPowerUp);
    }
    return __real_reference_forward(device, irp);
}

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    if (code == NetDmaNotificationProviderPowerUp && told) {
        told = FALSE;
        return;
    }
    __real_reference_notify(device, code);
}
