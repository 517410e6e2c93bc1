/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abort-refused-when-suspended
 * Breaks REG-08: answers an Abort of a suspended channel with unsuccessful.
 * Plausible because a suspended engine does nothing that could be aborted.
 */
#include "mutants.h"

MUTANT("REG-08", "abort-refused-when-suspended");

WRAP(reference_suspend_dma);
WRAP(reference_resume_dma);
WRAP(reference_abort_dma);

static BOOLEAN suspended;

NTSTATUS NTAPI
__wrap_reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last)
{
    NTSTATUS status = __real_reference_suspend_dma(context, last);

    suspended = NT_SUCCESS(status);
    return status;
}

NTSTATUS NTAPI
__wrap_reference_resume_dma(PVOID context)
{
    suspended = FALSE;
    return __real_reference_resume_dma(context);
}

NTSTATUS NTAPI
__wrap_reference_abort_dma(PVOID context)
{
    return suspended ? STATUS_UNSUCCESSFUL : __real_reference_abort_dma(context);
}
