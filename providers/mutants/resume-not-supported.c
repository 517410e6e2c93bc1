/* SPDX-License-Identifier: Apache-2.0 */
/*
 * resume-not-supported
 * Breaks REG-08: offers Resume as a stub that always refuses.
 * Plausible because Suspend demands that a Resume exists; nobody said that it is used.
 */
#include "mutants.h"

MUTANT("REG-08", "resume-not-supported");

WRAP(reference_resume_dma);

NTSTATUS NTAPI
__wrap_reference_resume_dma(PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    return STATUS_NOT_SUPPORTED;
}
