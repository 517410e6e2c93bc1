/* SPDX-License-Identifier: Apache-2.0 */
/*
 * interrupt-lock-over-notification
 * Breaks PNP-07: holds the interrupt lock while NetDMA is notified.
 * Plausible because the interrupt routine shall not see a device that is half awake; NetDMA's Start
 * waits for ever.
 */
#include "mutants.h"

MUTANT("PNP-07", "interrupt-lock-over-notification");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    KIRQL irql;

    if (device->channel_count == 0) {
        __real_reference_notify(device, code);
        return;
    }
    irql = reference_lock_channel(&device->channels[0]);
    __real_reference_notify(device, code);
    reference_unlock_channel(&device->channels[0], irql);
}
