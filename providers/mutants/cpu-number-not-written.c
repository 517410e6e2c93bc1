/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cpu-number-not-written
 * Breaks ALLOC-06: leaves CpuNumber as NetDMA passed it.
 * Plausible because the parameters are declared as input.
 */
#include "mutants.h"

MUTANT("ALLOC-06", "cpu-number-not-written");

WRAP(reference_allocate_channel);

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    ULONG before = parameters->CpuNumber;
    NTSTATUS status = __real_reference_allocate_channel(context, parameters, handle, channel);

    parameters->CpuNumber = before;
    return status;
}
