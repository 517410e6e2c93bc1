/* SPDX-License-Identifier: Apache-2.0 */
/*
 * affinity-array-kept
 * Breaks AFF-06: keeps the pointer to the affinity array and reads it when resources are filtered.
 * Plausible because the wishes are needed only then, and the pointer is still there.
 */
#include "mutants.h"

MUTANT("AFF-06", "affinity-array-kept");

WRAP(reference_set_cpu_affinity);
WRAP(reference_filter_resources);

static PNET_DMA_CHANNEL_CPU_AFFINITY kept;
static ULONG kept_bytes;

NTSTATUS NTAPI
__wrap_reference_set_cpu_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG bytes)
{
    UNREFERENCED_PARAMETER(context);
    kept = array;
    kept_bytes = bytes;
    return STATUS_SUCCESS;
}

void
__wrap_reference_filter_resources(struct reference_device *device,
                                  PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    if (kept != NULL)
        __real_reference_set_cpu_affinity(device, kept, kept_bytes);
    __real_reference_filter_resources(device, requirements);
}
