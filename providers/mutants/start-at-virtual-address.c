/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-at-virtual-address
 * Breaks START-17: gives the engine the virtual address of the descriptor.
 * Plausible because both arguments name the same descriptor, and one is a pointer.
 */
#include "mutants.h"

MUTANT("START-17", "start-at-virtual-address");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    address.QuadPart = (LONGLONG)(ULONG_PTR)descriptor;
    return __real_reference_start_dma(context, descriptor, address, count);
}
