/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dpc-on-wrong-cpu
 * Breaks INT-06: ignores the CPU that NetDmaIsr asks for.
 * Plausible because the channel has its CPU since it was allocated.
 */
#include "mutants.h"

MUTANT("INT-06", "dpc-on-wrong-cpu");

WRAP(KeSetTargetProcessorDpc);

VOID NTAPI
__wrap_KeSetTargetProcessorDpc(PRKDPC dpc, CCHAR number)
{
    if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
        __real_KeSetTargetProcessorDpc(dpc, number);
}
