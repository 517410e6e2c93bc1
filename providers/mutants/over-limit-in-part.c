/* SPDX-License-Identifier: Apache-2.0 */
/*
 * over-limit-in-part
 * Breaks DESC-16: cuts a descriptor that is too long for the engine, and lets it complete.
 * Plausible because it keeps the engine from halting, and nobody should ask for so much.
 */
#include "mutants.h"

MUTANT("DESC-16", "over-limit-in-part");

#define LARGEST 4096u

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR first, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    struct reference_channel *channel = context;

    if (first->TransferSize > channel->device->facts.transfer_bytes)
        first->TransferSize = LARGEST;
    return __real_reference_start_dma(context, first, address, count);
}
