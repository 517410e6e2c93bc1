/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isr-wrong-handle
 * Breaks ALLOC-08: uses the handle of the channel that was allocated last.
 * Plausible because a global variable was enough while there was one channel.
 */
#include "mutants.h"

MUTANT("ALLOC-08", "isr-wrong-handle");

WRAP(reference_allocate_channel);
WRAP(NetDmaIsr);

static PVOID newest;

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    newest = handle;
    return __real_reference_allocate_channel(context, parameters, handle, channel);
}

VOID NTAPI
__wrap_NetDmaIsr(PVOID handle, PHYSICAL_ADDRESS descriptor, PULONG cpu)
{
    UNREFERENCED_PARAMETER(handle);
    __real_NetDmaIsr(newest, descriptor, cpu);
}
