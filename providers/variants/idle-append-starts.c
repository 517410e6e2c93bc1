/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idle-append-starts
 * Correct: what is appended to a list that is over is given to the engine as a new chain, instead
 * of having it look behind the last descriptor again (APPEND-05).
 */
#include "../mutants/mutants.h"

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    struct reference_channel *channel = context;
    NTSTATUS status;

    if (!channel->device->powered || channel->state != CHANNEL_RUNNING ||
        !hardware_is_idle(&channel->hardware))
        return __real_reference_append_dma(context, descriptor, address, count);
    status = reference_start_dma(context, descriptor, address, count);
    channel->begun_anew = NT_SUCCESS(status);
    return status;
}
