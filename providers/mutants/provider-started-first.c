/* SPDX-License-Identifier: Apache-2.0 */
/*
 * provider-started-first
 * Breaks DRV-05: starts the provider before it has written a register of its engine.
 * Plausible because what NetDMA wants to know can be read, and work comes later.
 */
#include "mutants.h"

MUTANT("DRV-05", "provider-started-first");

WRAP(reference_create_channels);
WRAP(reference_start_provider);

NTSTATUS
__wrap_reference_create_channels(struct reference_device *device)
{
    device->channel_count = device->facts.channels;
    __real_reference_start_provider(device);
    return __real_reference_create_channels(device);
}

void
__wrap_reference_start_provider(struct reference_device *device)
{
    UNREFERENCED_PARAMETER(device); /* done already */
}
