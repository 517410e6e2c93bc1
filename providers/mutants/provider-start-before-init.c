/* SPDX-License-Identifier: Apache-2.0 */
/*
 * provider-start-before-init
 * Breaks PST-02: starts the provider before it has looked at its engine.
 * Plausible because what the engine can do is known from the data sheet.
 */
#include "mutants.h"

MUTANT("PST-02", "provider-start-before-init");

WRAP(reference_start_device);
WRAP(reference_start_provider);

NTSTATUS
__wrap_reference_start_device(struct reference_device *device, PCM_RESOURCE_LIST resources)
{
    device->channel_count = 2;
    device->facts.transfer_bytes = 1u << 20;
    __real_reference_start_provider(device);
    device->channel_count = 0;
    return __real_reference_start_device(device, resources);
}

void
__wrap_reference_start_provider(struct reference_device *device)
{
    UNREFERENCED_PARAMETER(device); /* done already */
}
