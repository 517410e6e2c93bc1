/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-takes-one
 * Breaks START-03: starts the first descriptor of a list and forgets what it links to.
 * Plausible because a Start that seeds the engine has one descriptor, and the rest is appended.
 */
#include "mutants.h"

MUTANT("START-03", "start-takes-one");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    return __real_reference_start_dma(context, descriptor, address, min(count, 1));
}
