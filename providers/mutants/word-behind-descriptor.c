/* SPDX-License-Identifier: Apache-2.0 */
/*
 * word-behind-descriptor
 * Breaks KRN-04: keeps a pointer of its own behind the descriptor it is given.
 * Plausible because the driver's former descriptors had 72 bytes, eight of them its own.
 */
#include "mutants.h"

MUTANT("KRN-04", "word-behind-descriptor");

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    *(volatile ULONG64 *)(descriptor + 1) = (ULONG64)(ULONG_PTR)context;
    return __real_reference_append_dma(context, descriptor, address, count);
}
