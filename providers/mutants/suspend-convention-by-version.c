/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-convention-by-version
 * Breaks A-08: registered as 1.x it reports the address, as 2.x a pointer to it.
 * Plausible because the driver for 2.x was written anew, from the prototype.
 */
#include "mutants.h"

MUTANT("A-08", "suspend-convention-by-version");

WRAP(reference_suspend_dma);

NTSTATUS NTAPI
__wrap_reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last)
{
    struct reference_channel *channel = context;
    NTSTATUS status = __real_reference_suspend_dma(context, last);

    if (NT_SUCCESS(status) && channel->device->registered >= NDC_NET_DMA_VERSION_2_0)
        *last = (PPHYSICAL_ADDRESS)(PVOID)&channel->last_done;
    return status;
}
