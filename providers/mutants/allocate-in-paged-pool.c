/* SPDX-License-Identifier: Apache-2.0 */
/*
 * allocate-in-paged-pool
 * Breaks ALLOC-01: allocates paged memory, which must not be done at DISPATCH_LEVEL.
 * Plausible because channels are allocated when clients start, at PASSIVE_LEVEL.
 */
#include "mutants.h"

MUTANT("ALLOC-01", "allocate-in-paged-pool");

WRAP(reference_allocate_channel);

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    PVOID notes = ExAllocatePoolWithTag(PagedPool, 64, REFERENCE_TAG);

    if (notes == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    ExFreePoolWithTag(notes, REFERENCE_TAG);
    return __real_reference_allocate_channel(context, parameters, handle, channel);
}
