/* SPDX-License-Identifier: Apache-2.0 */
/*
 * target-break-masked
 * Breaks PGBRK-02: 2.0: clears the destination page-break flag of the descriptor it is given.
 * Plausible because one of two bits is easily left out of a mask.
 */
#include "mutants.h"

MUTANT("PGBRK-02", "target-break-masked");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    descriptor->ControlFlags &= ~(ULONG)NET_DMA_DESTINATION_PAGE_BREAK;
    return __real_reference_start_dma(context, descriptor, address, count);
}
