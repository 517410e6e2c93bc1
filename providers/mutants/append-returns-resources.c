/* SPDX-License-Identifier: Apache-2.0 */
/*
 * append-returns-resources
 * Breaks APPEND-11: an Append that fails says STATUS_INSUFFICIENT_RESOURCES.
 * Plausible because Start may say so, and the two routines are often one.
 */
#include "mutants.h"

MUTANT("APPEND-11", "append-returns-resources");

WRAP(reference_append_dma);

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    NTSTATUS status = __real_reference_append_dma(context, descriptor, address, count);

    return NT_SUCCESS(status) ? status : STATUS_INSUFFICIENT_RESOURCES;
}
