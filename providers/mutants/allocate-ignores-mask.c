/* SPDX-License-Identifier: Apache-2.0 */
/*
 * allocate-ignores-mask
 * Breaks ALLOC-05: aims the DPC at CPU 0 whatever the affinity mask says.
 * Plausible because most machines of the laboratory have one processor.
 */
#include "mutants.h"

MUTANT("ALLOC-05", "allocate-ignores-mask");

WRAP(reference_allocate_channel);

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    ULONG mask = parameters->ProcessorAffinityMask;
    NTSTATUS status;

    parameters->ProcessorAffinityMask = 1;
    status = __real_reference_allocate_channel(context, parameters, handle, channel);
    parameters->ProcessorAffinityMask = mask;
    return status;
}
