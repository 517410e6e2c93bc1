/* SPDX-License-Identifier: Apache-2.0 */
/*
 * breaks-at-one-offset
 * Breaks PGBRK-05: 2.0: with two page breaks moves the destination so that both fall at the same
 * byte. Plausible because buffers of the driver's own tests always lay alike in their pages.
 */
#include "mutants.h"

MUTANT("PGBRK-05", "breaks-at-one-offset");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    const ULONG breaks = NET_DMA_SOURCE_PAGE_BREAK | NET_DMA_DESTINATION_PAGE_BREAK;

    if ((descriptor->ControlFlags & breaks) == breaks)
        descriptor->DestinationAddress.QuadPart =
            (descriptor->DestinationAddress.QuadPart & ~(LONGLONG)(PAGE_SIZE - 1)) |
            (descriptor->SourceAddress.QuadPart & (LONGLONG)(PAGE_SIZE - 1));
    return __real_reference_start_dma(context, descriptor, address, count);
}
