/* SPDX-License-Identifier: Apache-2.0 */
/*
 * power-down-not-told
 * Breaks PNP-04: goes to sleep without telling NetDMA.
 * Plausible because the power manager has asked everybody before.
 */
#include "mutants.h"

MUTANT("PNP-04", "power-down-not-told");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    if (code != NetDmaNotificationProviderPowerDown)
        __real_reference_notify(device, code);
}
