/* SPDX-License-Identifier: Apache-2.0 */
/*
 * context-change-not-counted
 * Breaks DCA-11: 2.0: counts only descriptors that move data when it rings the doorbell.
 * Plausible because a context change looks like a command to the channel, not like work.
 */
#include "mutants.h"

MUTANT("DCA-11", "context-change-not-counted");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    ULONG operation = descriptor->ControlFlags & NET_DMA_OP_TYPE_CONTEXT_CHANGE;

    if (operation == NET_DMA_OP_TYPE_CONTEXT_CHANGE && count > 1)
        count--;
    return __real_reference_start_dma(context, descriptor, address, count);
}
