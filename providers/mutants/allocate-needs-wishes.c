/* SPDX-License-Identifier: Apache-2.0 */
/*
 * allocate-needs-wishes
 * Breaks AFF-02: lends no channel unless NetDMA has called SetDmaChannelCpuAffinity.
 * Plausible because the page of NetDmaRegisterProvider says that it does.
 */
#include "mutants.h"

MUTANT("AFF-02", "allocate-needs-wishes");

WRAP(reference_allocate_channel);

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID handle, PVOID *channel)
{
    const struct reference_device *device = context;

    if (device->channel_cpus[0] == REFERENCE_CPU_NONE)
        return STATUS_UNSUCCESSFUL;
    return __real_reference_allocate_channel(context, parameters, handle, channel);
}
