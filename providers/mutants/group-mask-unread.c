/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group-mask-unread
 * Breaks ALLOC-16: takes the group from ProcessorAffinityMaskEx, and the mask from the old member.
 * Plausible because with one group both masks are the same.
 */
#include "mutants.h"

MUTANT("ALLOC-16", "group-mask-unread");

WRAP(reference_allocate_channel);

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    if (parameters->Revision >= NET_DMA_CHANNEL_PARAMETERS_REVISION_2)
        parameters->ProcessorAffinityMaskEx.Mask = parameters->ProcessorAffinityMask;
    return __real_reference_allocate_channel(context, parameters, handle, channel);
}
