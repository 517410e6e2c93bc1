/* SPDX-License-Identifier: Apache-2.0 */
/*
 * eager
 * Correct: Start and Append look at the engine a few times before they return, so that short lists
 * begin, and may end, inside the call. They do not wait for it (START-14).
 */
#include "../mutants/mutants.h"

WRAP(reference_start_dma);
WRAP(reference_append_dma);

static void
look(struct reference_channel *channel)
{
    ULONG looks;

    for (looks = 0; looks < 4 && !hardware_is_idle(&channel->hardware); looks++)
        KeStallExecutionProcessor(1);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    NTSTATUS status = __real_reference_start_dma(context, descriptor, address, count);

    if (NT_SUCCESS(status))
        look(context);
    return status;
}

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    NTSTATUS status = __real_reference_append_dma(context, descriptor, address, count);

    if (NT_SUCCESS(status))
        look(context);
    return status;
}
