/* SPDX-License-Identifier: Apache-2.0 */
/*
 * revision-2-refused
 * Breaks ALLOC-17: knows no groups, and refuses channel parameters of any other size than it knows.
 * Plausible because an unknown revision might mean anything.
 */
#include "mutants.h"

MUTANT("ALLOC-17", "revision-2-refused");

WRAP(reference_knows_groups);
WRAP(reference_allocate_channel);

BOOLEAN
__wrap_reference_knows_groups(const struct reference_device *device)
{
    UNREFERENCED_PARAMETER(device);
    return FALSE;
}

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    if (parameters->Revision != NET_DMA_CHANNEL_PARAMETERS_REVISION_1)
        return STATUS_UNSUCCESSFUL;
    return __real_reference_allocate_channel(context, parameters, handle, channel);
}
