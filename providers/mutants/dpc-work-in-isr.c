/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dpc-work-in-isr
 * Breaks INT-09: calls NetDmaInterruptDpc from the interrupt routine.
 * Plausible because it saves a DPC, and the clients hear of their data earlier.
 */
#include "mutants.h"

MUTANT("INT-09", "dpc-work-in-isr");

WRAP(NetDmaIsr);

VOID NTAPI
__wrap_NetDmaIsr(PVOID handle, PHYSICAL_ADDRESS descriptor, PULONG cpu)
{
    __real_NetDmaIsr(handle, descriptor, cpu);
    NetDmaInterruptDpc(handle, descriptor);
}
