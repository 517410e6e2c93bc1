/* SPDX-License-Identifier: Apache-2.0 */
/*
 * completion-invented
 * Breaks COMPL-18: writes the completion word itself as soon as a list is accepted.
 * Plausible because NetDMA polls the word, and the engine is sure to get there.
 */
#include "mutants.h"

MUTANT("COMPL-18", "completion-invented");

WRAP(reference_allocate_channel);
WRAP(reference_start_dma);

static volatile ULONG64 *word;

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    word = parameters->CompletionVirtualAddress;
    return __real_reference_allocate_channel(context, parameters, handle, channel);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    *word = (ULONG64)address.QuadPart;
    return __real_reference_start_dma(context, descriptor, address, count);
}
