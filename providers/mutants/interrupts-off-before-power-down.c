/* SPDX-License-Identifier: Apache-2.0 */
/*
 * interrupts-off-before-power-down
 * Breaks PNP-07: masks the interrupts before NetDMA has waited for its copies.
 * Plausible because a device that goes to sleep shall not interrupt any more.
 */
#include "mutants.h"

MUTANT("PNP-07", "interrupts-off-before-power-down");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    if (code == NetDmaNotificationProviderPowerDown)
        hardware_disable_interrupts(device->bar);
    __real_reference_notify(device, code);
}
