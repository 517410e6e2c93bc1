/* SPDX-License-Identifier: Apache-2.0 */
/*
 * revision-not-looked-at
 * Breaks ALLOC-15: reads ProcessorAffinityMaskEx, whatever Revision says.
 * Plausible because the structure was declared with it in the kit that built the driver.
 */
#include "mutants.h"

MUTANT("ALLOC-15", "revision-not-looked-at");

WRAP(reference_allocate_channel);

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    GROUP_AFFINITY affinity = parameters->ProcessorAffinityMaskEx;

    if (affinity.Group > 3)
        return STATUS_UNSUCCESSFUL;
    return __real_reference_allocate_channel(context, parameters, handle, channel);
}
