/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group-ignored
 * Breaks ALLOC-16: runs the DPC on the right number, in group 0.
 * Plausible because the routine for one group is the one that every other driver calls.
 */
#include "mutants.h"

MUTANT("ALLOC-16", "group-ignored");

WRAP(reference_choose_version);

static NTSTATUS NTAPI
aim(PKDPC dpc, PPROCESSOR_NUMBER number)
{
    KeSetTargetProcessorDpc(dpc, (CCHAR)number->Number);
    return STATUS_SUCCESS;
}

NTSTATUS
__wrap_reference_choose_version(struct reference_device *device)
{
    NTSTATUS status = __real_reference_choose_version(device);

    if (device->aim_dpc != NULL)
        device->aim_dpc = aim;
    return status;
}
