/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-skips-head
 * Breaks START-02: begins at the second descriptor of a list.
 * Plausible because in other rings the first one is a placeholder.
 */
#include "mutants.h"

MUTANT("START-02", "start-skips-head");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if (count < 2)
        return __real_reference_start_dma(context, descriptor, address, count);
    return __real_reference_start_dma(context, descriptor, descriptor->NextDescriptor, count - 1);
}
