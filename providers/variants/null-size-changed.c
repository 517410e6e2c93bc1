/* SPDX-License-Identifier: Apache-2.0 */
/*
 * null-size-changed
 * Correct: gives the NULL descriptor at the head of a batch a size, for engines that reject an
 * empty one, and leaves it there.
 */
#include "../mutants/mutants.h"

WRAP(reference_start_dma);
WRAP(reference_append_dma);

static void
give_size(PNET_DMA_DESCRIPTOR descriptor)
{
    if ((descriptor->ControlFlags & NET_DMA_NULL_TRANSFER) != 0 && descriptor->TransferSize == 0)
        descriptor->TransferSize = 1;
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    give_size(descriptor);
    return __real_reference_start_dma(context, descriptor, address, count);
}

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    give_size(descriptor);
    return __real_reference_append_dma(context, descriptor, address, count);
}
