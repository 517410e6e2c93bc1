/* SPDX-License-Identifier: Apache-2.0 */
/*
 * append-gives-up-when-interrupted
 * Breaks GEN-05: fails an append in the middle of which an interrupt came.
 * Plausible because the state that was looked at is stale; the client can try again.
 */
#include "mutants.h"

MUTANT("GEN-05", "append-gives-up-when-interrupted");

WRAP(reference_append_dma);
WRAP(NetDmaIsr);

static ULONG interrupts;

VOID NTAPI
__wrap_NetDmaIsr(PVOID handle, PHYSICAL_ADDRESS descriptor, PULONG cpu)
{
    interrupts++;
    __real_NetDmaIsr(handle, descriptor, cpu);
}

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    ULONG before = interrupts;
    NTSTATUS status = __real_reference_append_dma(context, descriptor, address, count);

    return interrupts == before ? status : STATUS_UNSUCCESSFUL;
}
