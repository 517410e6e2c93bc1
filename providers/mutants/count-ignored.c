/* SPDX-License-Identifier: Apache-2.0 */
/*
 * count-ignored
 * Breaks START-05: hands the engine a count of its own instead of DescriptorCount.
 * Plausible because in 1.x the chain ends by itself and the count may be ignored.
 */
#include "mutants.h"

MUTANT("START-05", "count-ignored");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    return __real_reference_start_dma(context, descriptor, address, max(count, 0x1000));
}
