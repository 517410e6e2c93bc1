/* SPDX-License-Identifier: Apache-2.0 */
/*
 * next-slot-cleared
 * Breaks KRN-04: 2.0: clears the descriptor that the last one of a list names, so that an engine
 * that reads ahead finds an empty one. Plausible because other drivers of this engine do so, in a
 * ring of their own.
 */
#include "mutants.h"

MUTANT("KRN-04", "next-slot-cleared");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    LONGLONG ahead = descriptor->NextDescriptor.QuadPart - address.QuadPart;

    if (count == 1 && descriptor->NextDescriptor.QuadPart != 0)
        RtlZeroMemory((PUCHAR)descriptor + ahead, sizeof *descriptor);
    return __real_reference_start_dma(context, descriptor, address, count);
}
