/* SPDX-License-Identifier: Apache-2.0 */
/*
 * break-where-pages-meet
 * Breaks PGBRK-06: 2.0: sets the source page-break flag wherever the source crosses a page.
 * Plausible because the flag was taken for the name of what the data does.
 */
#include "mutants.h"

MUTANT("PGBRK-06", "break-where-pages-meet");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    ULONG offset = (ULONG)descriptor->SourceAddress.QuadPart & (PAGE_SIZE - 1);

    if (((struct reference_channel *)context)->device->registered >= NDC_NET_DMA_VERSION_2_0 &&
        (descriptor->ControlFlags >> 24) == 0 && offset + descriptor->TransferSize > PAGE_SIZE)
        descriptor->ControlFlags |= NET_DMA_SOURCE_PAGE_BREAK;
    return __real_reference_start_dma(context, descriptor, address, count);
}
