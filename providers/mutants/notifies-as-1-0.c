/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notifies-as-1-0
 * Breaks PNP-12: notifies NetDMA although it registered version 1.0.
 * Plausible because the routine was found when it was looked up.
 */
#include "mutants.h"

MUTANT("PNP-12", "notifies-as-1-0");

WRAP(reference_register);
WRAP(reference_start_provider);

static NDC_NET_DMA_PNP_EVENT_NOTIFY found;

NTSTATUS
__wrap_reference_register(struct reference_device *device)
{
    found = device->notify;
    device->registered = NDC_NET_DMA_VERSION_1_0;
    return __real_reference_register(device);
}

void
__wrap_reference_start_provider(struct reference_device *device)
{
    device->notify = found;
    __real_reference_start_provider(device);
}
