/* SPDX-License-Identifier: Apache-2.0 */
/*
 * touches-sleeping-engine
 * Breaks PNP-10: looks at the engine before it has power again.
 * Plausible because a driver likes to know what it will find.
 */
#include "mutants.h"

MUTANT("PNP-10", "touches-sleeping-engine");

WRAP(reference_forward);

NTSTATUS
__wrap_reference_forward(struct reference_device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    struct hardware_facts facts;

    if (here->MajorFunction == IRP_MJ_POWER && device->bar != NULL)
        (void)hardware_identify(device->bar, &facts);
    return __real_reference_forward(device, irp);
}
