/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dpc-without-report
 * Breaks INT-13: the DPC does its own work and never calls NetDmaInterruptDpc.
 * Plausible because NetDMA was told by the interrupt routine.
 */
#include "mutants.h"

MUTANT("INT-13", "dpc-without-report");

WRAP(NetDmaInterruptDpc);

VOID NTAPI
__wrap_NetDmaInterruptDpc(PVOID handle, PHYSICAL_ADDRESS descriptor)
{
    UNREFERENCED_PARAMETER(handle);
    UNREFERENCED_PARAMETER(descriptor);
}
