/* SPDX-License-Identifier: Apache-2.0 */
/*
 * parameters-kept
 * Breaks KRN-04: keeps the pointer to the channel parameters and writes to them when the channel is
 * freed.
 * Plausible because in a debugger they were still there.
 */
#include "mutants.h"

MUTANT("KRN-04", "parameters-kept");

WRAP(reference_allocate_channel);
WRAP(reference_free_channel);

static PNET_DMA_CHANNEL_PARAMETERS kept;

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID netdma_handle, PVOID *channel_context)
{
    kept = parameters;
    return __real_reference_allocate_channel(context, parameters, netdma_handle, channel_context);
}

VOID NTAPI
__wrap_reference_free_channel(PVOID context)
{
    if (kept != NULL)
        kept->CpuNumber = REFERENCE_CPU_NONE;
    kept = NULL;
    __real_reference_free_channel(context);
}
