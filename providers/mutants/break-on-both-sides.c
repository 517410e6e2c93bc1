/* SPDX-License-Identifier: Apache-2.0 */
/*
 * break-on-both-sides
 * Breaks PGBRK-04: 2.0: sets both page-break flags when one of them is set.
 * Plausible because a transfer with a page break was thought of as one kind of transfer.
 */
#include "mutants.h"

MUTANT("PGBRK-04", "break-on-both-sides");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    const ULONG breaks = NET_DMA_SOURCE_PAGE_BREAK | NET_DMA_DESTINATION_PAGE_BREAK;

    if ((descriptor->ControlFlags & breaks) != 0)
        descriptor->ControlFlags |= breaks;
    return __real_reference_start_dma(context, descriptor, address, count);
}
