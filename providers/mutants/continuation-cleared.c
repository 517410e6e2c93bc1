/* SPDX-License-Identifier: Apache-2.0 */
/*
 * continuation-cleared
 * Breaks DESC-06: 2.0: clears both reserved fields of the descriptor it is given.
 * Plausible because version 1 gave these fields to the driver, and it cleared them then.
 */
#include "mutants.h"

MUTANT("DESC-06", "continuation-cleared");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    descriptor->Reserved1 = 0;
    descriptor->Reserved2 = 0;
    return __real_reference_start_dma(context, descriptor, address, count);
}
