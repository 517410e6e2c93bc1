/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-polls-for-ever
 * Breaks START-14: returns only when the engine has come to the end of the list.
 * Plausible because short lists are done before anybody notices.
 */
#include "mutants.h"

MUTANT("START-14", "start-polls-for-ever");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR first, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    struct reference_channel *channel = context;
    NTSTATUS status = __real_reference_start_dma(context, first, address, count);

    while (NT_SUCCESS(status) &&
           (hardware_status(&channel->hardware) & CHANSTS_CODE) == CHANSTS_ACTIVE)
        KeStallExecutionProcessor(1);
    return status;
}
