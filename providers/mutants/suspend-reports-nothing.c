/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-reports-nothing
 * Breaks SUSP-02: leaves the caller's variable alone.
 * Plausible because the argument's type has one pointer too many, so it was left for later.
 */
#include "mutants.h"

MUTANT("SUSP-02", "suspend-reports-nothing");

WRAP(reference_suspend_dma);

NTSTATUS NTAPI
__wrap_reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last)
{
    PHYSICAL_ADDRESS nobody_reads[2];

    UNREFERENCED_PARAMETER(last);
    return __real_reference_suspend_dma(context, (PPHYSICAL_ADDRESS *)(PVOID)nobody_reads);
}
