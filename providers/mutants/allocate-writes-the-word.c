/* SPDX-License-Identifier: Apache-2.0 */
/*
 * allocate-writes-the-word
 * Breaks ALLOC-19: writes to the completion word of the channel it hands out that it is idle.
 * Plausible because a client that polls the word would then see a channel that is free for work.
 */
#include "mutants.h"

MUTANT("ALLOC-19", "allocate-writes-the-word");

#define WORD_IDLE 1u

WRAP(reference_allocate_channel);

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID netdma_handle, PVOID *channel_context)
{
    ULONG64 *word = parameters->CompletionVirtualAddress;
    ULONG64 place = (ULONG64)parameters->CompletionPhysicalAddress.QuadPart;
    NTSTATUS status =
        __real_reference_allocate_channel(context, parameters, netdma_handle, channel_context);

    if (NT_SUCCESS(status))
        *word = place | WORD_IDLE; /* some address: only the code will be looked at */
    return status;
}
