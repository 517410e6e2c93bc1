/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engine-stopped-before-power-down
 * Breaks PNP-07: stops the engine, and then tells NetDMA that it will.
 * Plausible because first the hardware, then the software is the order of shutting down.
 */
#include "mutants.h"

MUTANT("PNP-07", "engine-stopped-before-power-down");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++)
        if (code == NetDmaNotificationProviderPowerDown)
            (void)hardware_reset(&device->channels[index].hardware);
    __real_reference_notify(device, code);
}
