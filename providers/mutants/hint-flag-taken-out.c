/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hint-flag-taken-out
 * Breaks DCA-08: 2.0: announces direct cache access, and clears the flag that asks for it.
 * Plausible because the flag stands among bits that version 1 called reserved.
 */
#include "mutants.h"

MUTANT("DCA-08", "hint-flag-taken-out");

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    descriptor->ControlFlags &= ~(ULONG)NET_DMA_DESTINATION_DCA_ENABLE;
    return __real_reference_append_dma(context, descriptor, address, count);
}
