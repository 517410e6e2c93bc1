/* SPDX-License-Identifier: Apache-2.0 */
/*
 * no-copy-without-target
 * Breaks DCA-13: 2.0: after a reset, until a context change comes, makes a NULL transfer of a copy
 * that asks for a hint.
 * Plausible because the engine's target register is empty then, and the pages say nothing about it.
 */
#include "mutants.h"

MUTANT("DCA-13", "no-copy-without-target");

WRAP(reference_start_dma);
WRAP(reference_reset_channel);

static PVOID without_target;

NTSTATUS NTAPI
__wrap_reference_reset_channel(PVOID context)
{
    without_target = context;
    return __real_reference_reset_channel(context);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if (without_target == context &&
        (descriptor->ControlFlags & NET_DMA_DESTINATION_DCA_ENABLE) != 0)
        descriptor->ControlFlags |= NET_DMA_NULL_TRANSFER;
    without_target = NULL;
    return __real_reference_start_dma(context, descriptor, address, count);
}
