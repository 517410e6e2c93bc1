/* SPDX-License-Identifier: Apache-2.0 */
/*
 * source-break-masked
 * Breaks PGBRK-01: 2.0: clears the source page-break flag of the descriptor it is given.
 * Plausible because the driver keeps a mask of the flags it knew from version 1, and forgot one bit
 * in it.
 */
#include "mutants.h"

MUTANT("PGBRK-01", "source-break-masked");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    descriptor->ControlFlags &= ~(ULONG)NET_DMA_SOURCE_PAGE_BREAK;
    return __real_reference_start_dma(context, descriptor, address, count);
}
