/* SPDX-License-Identifier: Apache-2.0 */
/*
 * context-change-interrupts
 * Breaks DCA-12: 2.0: reports a list that begins with a context change to NetDMA, as if bit 0 there
 * had asked for an interrupt.
 * Plausible because the bit is the interrupt flag in every other descriptor.
 */
#include "mutants.h"

MUTANT("DCA-12", "context-change-interrupts");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    struct reference_channel *channel = context;
    NTSTATUS status = __real_reference_start_dma(context, descriptor, address, count);

    if (NT_SUCCESS(status) && descriptor->ControlFlags >> 24 != 0)
        KeInsertQueueDpc(&channel->dpc, NULL, NULL);
    return status;
}
