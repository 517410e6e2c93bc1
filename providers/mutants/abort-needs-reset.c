/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abort-needs-reset
 * Breaks ABORT-04: refuses Start after an abort until the channel is reset.
 * Plausible because the page on Start lists reset in one breath with abort.
 */
#include "mutants.h"

MUTANT("ABORT-04", "abort-needs-reset");

WRAP(reference_abort_dma);
WRAP(reference_start_dma);

static BOOLEAN aborted;

NTSTATUS NTAPI
__wrap_reference_abort_dma(PVOID context)
{
    aborted = TRUE;
    return __real_reference_abort_dma(context);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if (aborted)
        return STATUS_UNSUCCESSFUL;
    return __real_reference_start_dma(context, descriptor, address, count);
}
