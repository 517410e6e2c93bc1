/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engine-stopped-before-netdma
 * Breaks PST-14: takes the engine away, and only then tells NetDMA to stop.
 * Plausible because first the hardware, then the software is the order of shutting down.
 */
#include "mutants.h"

MUTANT("PST-14", "engine-stopped-before-netdma");

WRAP(reference_stop_provider);

void
__wrap_reference_stop_provider(struct reference_device *device)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++)
        (void)hardware_reset(&device->channels[index].hardware);
    __real_reference_stop_provider(device);
}
