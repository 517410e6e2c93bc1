/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter-wants-start
 * Breaks DRV-04: fails to filter resource requirements until it was started.
 * Plausible because the number of channels, and so of messages, is read from the engine.
 */
#include "mutants.h"

MUTANT("DRV-04", "filter-wants-start");

WRAP(reference_set_dispatch);

static NTSTATUS NTAPI
answer(PDEVICE_OBJECT self, PIRP irp)
{
    const struct reference_device *device = self->DeviceExtension;
    UCHAR minor = IoGetCurrentIrpStackLocation(irp)->MinorFunction;

    if (minor == IRP_MN_FILTER_RESOURCE_REQUIREMENTS && device->channel_count == 0)
        return reference_complete(irp, STATUS_DEVICE_NOT_READY);
    return reference_pnp(self, irp);
}

void
__wrap_reference_set_dispatch(PDRIVER_OBJECT driver)
{
    __real_reference_set_dispatch(driver);
    driver->MajorFunction[IRP_MJ_PNP] = answer;
}
