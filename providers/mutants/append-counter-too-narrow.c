/* SPDX-License-Identifier: Apache-2.0 */
/*
 * append-counter-too-narrow
 * Breaks APPEND-07: 2.0: keeps the running total in eight bits.
 * Plausible because a test machine never has more than 255 descriptors on a channel.
 */
#include "mutants.h"

MUTANT("APPEND-07", "append-counter-too-narrow");

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    struct reference_channel *channel = context;
    UCHAR total = (UCHAR)(channel->hardware.count + count);

    channel->hardware.count = (USHORT)(total - count);
    return __real_reference_append_dma(context, descriptor, address, count);
}
