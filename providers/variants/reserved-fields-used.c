/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reserved-fields-used
 * Correct: keeps notes in the reserved fields of the descriptor at the head of a batch, in 2.x
 * where its page-break flags are clear (DESC-05, A-26).
 */
#include "../mutants/mutants.h"

#define NOTE 0x4E6F7465u

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    struct reference_channel *channel = context;
    BOOLEAN mine = channel->device->registered < NDC_NET_DMA_VERSION_2_0;

    if (mine || (descriptor->ControlFlags & NET_DMA_SOURCE_PAGE_BREAK) == 0)
        descriptor->Reserved1 = NOTE;
    if (mine || (descriptor->ControlFlags & NET_DMA_DESTINATION_PAGE_BREAK) == 0)
        descriptor->Reserved2 = NOTE + 1;
    return __real_reference_start_dma(context, descriptor, address, count);
}
