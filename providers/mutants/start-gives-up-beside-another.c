/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-gives-up-beside-another
 * Breaks GEN-04: fails a start in the middle of which another channel was served.
 * Plausible because one flag guards the whole engine, and a client can try again.
 */
#include "mutants.h"

MUTANT("GEN-04", "start-gives-up-beside-another");

WRAP(reference_start_dma);
WRAP(NetDmaIsr);

static PVOID served;

VOID NTAPI
__wrap_NetDmaIsr(PVOID handle, PHYSICAL_ADDRESS descriptor, PULONG cpu)
{
    served = handle;
    __real_NetDmaIsr(handle, descriptor, cpu);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    const struct reference_channel *channel = context;
    NTSTATUS status;

    served = NULL;
    status = __real_reference_start_dma(context, descriptor, address, count);
    return served == NULL || served == channel->netdma_handle ? status : STATUS_UNSUCCESSFUL;
}
