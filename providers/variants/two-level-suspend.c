/* SPDX-License-Identifier: Apache-2.0 */
/*
 * two-level-suspend
 * Correct: Suspend reports through two levels of pointer, as its type declares.
 */
#include "../mutants/mutants.h"

WRAP(reference_suspend_dma);

NTSTATUS NTAPI
__wrap_reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last)
{
    struct reference_channel *channel = context;
    PHYSICAL_ADDRESS value[2];
    NTSTATUS status = __real_reference_suspend_dma(context, (PPHYSICAL_ADDRESS *)(PVOID)value);

    if (NT_SUCCESS(status))
        *last = (PPHYSICAL_ADDRESS)(PVOID)&channel->last_done; /* holds the same value */
    return status;
}
