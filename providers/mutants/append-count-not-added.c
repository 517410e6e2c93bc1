/* SPDX-License-Identifier: Apache-2.0 */
/*
 * append-count-not-added
 * Breaks APPEND-07: 2.0: tells the engine the count of the batch, not the running total.
 * Plausible because DMACOUNT reads like the number of descriptors to do now.
 */
#include "mutants.h"

MUTANT("APPEND-07", "append-count-not-added");

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    struct reference_channel *channel = context;

    channel->hardware.count = 0;
    return __real_reference_append_dma(context, descriptor, address, count);
}
