/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isr-called-from-dpc
 * Breaks INT-04: calls NetDmaIsr from the DPC instead of the interrupt routine.
 * Plausible because less is done at a high interrupt level.
 */
#include "mutants.h"

MUTANT("INT-04", "isr-called-from-dpc");

WRAP(NetDmaIsr);
WRAP(NetDmaInterruptDpc);

VOID NTAPI
__wrap_NetDmaIsr(PVOID handle, PHYSICAL_ADDRESS descriptor, PULONG cpu)
{
    UNREFERENCED_PARAMETER(handle);
    UNREFERENCED_PARAMETER(descriptor);
    UNREFERENCED_PARAMETER(cpu);
}

VOID NTAPI
__wrap_NetDmaInterruptDpc(PVOID handle, PHYSICAL_ADDRESS descriptor)
{
    ULONG unused_cpu;

    __real_NetDmaIsr(handle, descriptor, &unused_cpu);
    __real_NetDmaInterruptDpc(handle, descriptor);
}
