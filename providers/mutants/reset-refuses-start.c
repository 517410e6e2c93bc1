/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reset-refuses-start
 * Breaks RESET-05: refuses Start after a reset until the channel is allocated anew.
 * Plausible because a reset takes everything away, so the channel is as good as freed.
 */
#include "mutants.h"

MUTANT("RESET-05", "reset-refuses-start");

WRAP(reference_reset_channel);
WRAP(reference_start_dma);

static BOOLEAN was_reset;

NTSTATUS NTAPI
__wrap_reference_reset_channel(PVOID context)
{
    was_reset = TRUE;
    return __real_reference_reset_channel(context);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if (was_reset)
        return STATUS_UNSUCCESSFUL;
    return __real_reference_start_dma(context, descriptor, address, count);
}
