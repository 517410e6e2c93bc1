/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isr-names-next-descriptor
 * Breaks INT-05: names the descriptor behind the one completed last.
 * Plausible because descriptors seem to lie one after the other, and the next is in work.
 */
#include "mutants.h"

MUTANT("INT-05", "isr-names-next-descriptor");

WRAP(NetDmaIsr);

VOID NTAPI
__wrap_NetDmaIsr(PVOID handle, PHYSICAL_ADDRESS descriptor, PULONG cpu)
{
    descriptor.QuadPart += (LONGLONG)sizeof(NET_DMA_DESCRIPTOR);
    __real_NetDmaIsr(handle, descriptor, cpu);
}
