/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isr-silent
 * Breaks INT-03: the interrupt routine queues the DPC without telling NetDMA.
 * Plausible because NetDMA hears of everything from the DPC anyway.
 */
#include "mutants.h"

MUTANT("INT-03", "isr-silent");

WRAP(NetDmaIsr);

VOID NTAPI
__wrap_NetDmaIsr(PVOID handle, PHYSICAL_ADDRESS descriptor, PULONG cpu)
{
    UNREFERENCED_PARAMETER(handle);
    UNREFERENCED_PARAMETER(descriptor);
    UNREFERENCED_PARAMETER(cpu);
}
