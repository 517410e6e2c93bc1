/* SPDX-License-Identifier: Apache-2.0 */
/*
 * old-provider-forgets-registers
 * Breaks DRV-11: on 1.0 leaves it to NetDMA to make the engine ready again.
 * Plausible because in 1.1 NetDMA is told, and a Start follows; that 1.0 has only the Start is
 * easily missed.
 */
#include "mutants.h"

MUTANT("DRV-11", "old-provider-forgets-registers");

WRAP(reference_leave_registers);

void
__wrap_reference_leave_registers(struct reference_device *device)
{
    ULONG index;

    __real_reference_leave_registers(device);
    for (index = 0; index < device->channel_count; index++)
        device->channels[index].programmed = device->notify == NULL;
}
