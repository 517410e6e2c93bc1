/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-borrows-user-context
 * Breaks DESC-03: keeps the channel pointer in the descriptor's UserContext1.
 * Plausible because a field named user context looks like room for the driver.
 */
#include "mutants.h"

MUTANT("DESC-03", "start-borrows-user-context");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    descriptor->UserContext1 = (ULONG64)(ULONG_PTR)context;
    return __real_reference_start_dma(context, descriptor, address, count);
}
