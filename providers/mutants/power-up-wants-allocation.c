/* SPDX-License-Identifier: Apache-2.0 */
/*
 * power-up-wants-allocation
 * Breaks PNP-09: after a sleep refuses Start until the channel is allocated anew.
 * Plausible because the engine forgot the channel, so its owner must have lost it, too.
 */
#include "mutants.h"

MUTANT("PNP-09", "power-up-wants-allocation");

WRAP(reference_leave_registers);
WRAP(reference_start_dma);

static BOOLEAN slept;

void
__wrap_reference_leave_registers(struct reference_device *device)
{
    slept = TRUE;
    __real_reference_leave_registers(device);
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if (slept)
        return STATUS_UNSUCCESSFUL;
    return __real_reference_start_dma(context, descriptor, address, count);
}
