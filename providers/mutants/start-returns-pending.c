/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-returns-pending
 * Breaks START-12: a Start that succeeds returns STATUS_PENDING.
 * Plausible because the transfer is under way, not over, and drivers say so with that code.
 */
#include "mutants.h"

MUTANT("START-12", "start-returns-pending");

WRAP(reference_start_dma);

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    NTSTATUS status = __real_reference_start_dma(context, descriptor, address, count);

    return NT_SUCCESS(status) ? STATUS_PENDING : status;
}
