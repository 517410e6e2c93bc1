/* SPDX-License-Identifier: Apache-2.0 */
/*
 * channels-of-the-last-device
 * Breaks DRV-03: lends the channels of the device that came last, whoever asks.
 * Plausible because a table of all engines is kept in the driver, and its end is looked at.
 */
#include "mutants.h"

MUTANT("DRV-03", "channels-of-the-last-device");

WRAP(reference_start_device);
WRAP(reference_allocate_channel);

static struct reference_device *last;

NTSTATUS
__wrap_reference_start_device(struct reference_device *device, PCM_RESOURCE_LIST resources)
{
    last = device;
    return __real_reference_start_device(device, resources);
}

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID netdma_handle, PVOID *channel_context)
{
    UNREFERENCED_PARAMETER(context);
    return __real_reference_allocate_channel(last, parameters, netdma_handle, channel_context);
}
