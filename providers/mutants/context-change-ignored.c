/* SPDX-License-Identifier: Apache-2.0 */
/*
 * context-change-ignored
 * Breaks DCA-03: 2.0: takes the interrupt request out of every descriptor at the head of a list,
 * and with it the word of a context change that says the context changes. Plausible because the
 * driver polls, and bit 0 is the interrupt flag everywhere else.
 */
#include "mutants.h"

MUTANT("DCA-03", "context-change-ignored");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if (descriptor->ControlFlags >> 24 != 0)
        descriptor->ControlFlags &= ~(ULONG)NET_DMA_INTERRUPT_ON_COMPLETION;
    return __real_reference_start_dma(context, descriptor, address, count);
}
