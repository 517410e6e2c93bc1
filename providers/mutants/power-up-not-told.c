/* SPDX-License-Identifier: Apache-2.0 */
/*
 * power-up-not-told
 * Breaks PNP-05: wakes up and does not tell NetDMA.
 * Plausible because the channels are programmed at the next Start anyway.
 */
#include "mutants.h"

MUTANT("PNP-05", "power-up-not-told");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    if (code != NetDmaNotificationProviderPowerUp)
        __real_reference_notify(device, code);
}
