/* SPDX-License-Identifier: Apache-2.0 */
/*
 * append-restarts-chain
 * Breaks APPEND-06: an Append begins at the new chain, and drops what was before it.
 * Plausible because on an idle engine, as in every simple test, it does the same.
 */
#include "mutants.h"

MUTANT("APPEND-06", "append-restarts-chain");

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    if (!reference_has_list(context))
        return __real_reference_append_dma(context, descriptor, address, count);
    return reference_start_dma(context, descriptor, address, count);
}
