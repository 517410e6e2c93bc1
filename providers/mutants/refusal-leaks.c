/* SPDX-License-Identifier: Apache-2.0 */
/*
 * refusal-leaks
 * Breaks DRV-12: memory that the provider will need stays allocated when its registration fails.
 * Plausible because the routine that would free it belongs to a device that was added.
 */
#include "mutants.h"

MUTANT("DRV-12", "refusal-leaks");

#define SCRATCH_TAG 'hcrS'
#define SCRATCH_BYTES 256

WRAP(reference_register);

NTSTATUS
__wrap_reference_register(struct reference_device *device)
{
    PVOID scratch = ExAllocatePoolWithTag(NonPagedPool, SCRATCH_BYTES, SCRATCH_TAG);
    NTSTATUS status = __real_reference_register(device);

    if (NT_SUCCESS(status) && scratch != NULL)
        ExFreePoolWithTag(scratch, SCRATCH_TAG);
    return status;
}
