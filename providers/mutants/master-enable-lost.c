/* SPDX-License-Identifier: Apache-2.0 */
/*
 * master-enable-lost
 * Breaks INT-03: line mode: does not put the master enable back that reading took away.
 * Plausible because reading a control register is not supposed to change it.
 */
#include "mutants.h"

MUTANT("INT-03", "master-enable-lost");

WRAP(hardware_enable_interrupts);

void
__wrap_hardware_enable_interrupts(PUCHAR bar, BOOLEAN messages)
{
    if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
        __real_hardware_enable_interrupts(bar, messages);
}
