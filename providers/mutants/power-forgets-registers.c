/* SPDX-License-Identifier: Apache-2.0 */
/*
 * power-forgets-registers
 * Breaks PNP-09: believes that the engine keeps its registers in D3.
 * Plausible because in D1, and in a short D3, some engines do.
 */
#include "mutants.h"

MUTANT("PNP-09", "power-forgets-registers");

WRAP(reference_leave_registers);

void
__wrap_reference_leave_registers(struct reference_device *device)
{
    ULONG index;

    __real_reference_leave_registers(device);
    for (index = 0; index < device->channel_count; index++)
        device->channels[index].programmed = TRUE;
}
