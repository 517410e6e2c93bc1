/* SPDX-License-Identifier: Apache-2.0 */
/*
 * append-without-doorbell
 * Breaks APPEND-03: 1.x: an Append does not tell the engine to look again.
 * Plausible because NetDMA has linked the new chain already, and a running engine finds it.
 */
#include "mutants.h"

MUTANT("APPEND-03", "append-without-doorbell");

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    struct reference_channel *channel = context;

    if (!channel->hardware.counts && reference_has_list(channel))
        return STATUS_SUCCESS; /* the honest routine writes APPEND here */
    return __real_reference_append_dma(context, descriptor, address, count);
}
