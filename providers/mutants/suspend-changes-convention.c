/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-changes-convention
 * Breaks A-08: a running list is reported by the address, an idle one by a pointer to it.
 * Plausible because the two paths were written by two people, each with one reading of the page.
 */
#include "mutants.h"

MUTANT("A-08", "suspend-changes-convention");

WRAP(reference_suspend_dma);

NTSTATUS NTAPI
__wrap_reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last)
{
    struct reference_channel *channel = context;
    BOOLEAN idle = hardware_is_idle(&channel->hardware);
    NTSTATUS status = __real_reference_suspend_dma(context, last);

    if (NT_SUCCESS(status) && idle)
        *last = (PPHYSICAL_ADDRESS)(PVOID)&channel->last_done;
    return status;
}
