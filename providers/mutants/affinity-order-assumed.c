/* SPDX-License-Identifier: Apache-2.0 */
/*
 * affinity-order-assumed
 * Breaks AFF-05: takes entry n of the affinity array for channel n, whatever the entry says.
 * Plausible because nobody would expect the channels in another order.
 */
#include "mutants.h"

MUTANT("AFF-05", "affinity-order-assumed");

WRAP(reference_set_cpu_affinity);

NTSTATUS NTAPI
__wrap_reference_set_cpu_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG bytes)
{
    NET_DMA_CHANNEL_CPU_AFFINITY mine[REFERENCE_CHANNELS_MAX];
    ULONG index;

    for (index = 0; index < REFERENCE_CHANNELS_MAX && index < bytes / sizeof *array; index++) {
        mine[index].DmaChannel = index;
        mine[index].CpuNumber = array[index].CpuNumber;
    }
    return __real_reference_set_cpu_affinity(context, mine, index * sizeof *mine);
}
