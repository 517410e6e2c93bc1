/* SPDX-License-Identifier: Apache-2.0 */
/*
 * low-address-sign-extended
 * Breaks DESC-04: takes a source address below 4 GiB through a signed long.
 * Plausible because on the computer it was written on all memory lay below 2 GiB, or above 4.
 */
#include "mutants.h"

MUTANT("DESC-04", "low-address-sign-extended");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if (descriptor->SourceAddress.QuadPart >> 32 == 0)
        descriptor->SourceAddress.QuadPart = (LONG)descriptor->SourceAddress.QuadPart;
    return __real_reference_start_dma(context, descriptor, address, count);
}
