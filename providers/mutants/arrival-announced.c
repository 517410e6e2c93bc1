/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arrival-announced
 * Breaks PNP-03: announces its channels after power-up with a code that is NetDMA's.
 * Plausible because the channels come back, and there is a code that says so.
 */
#include "mutants.h"

MUTANT("PNP-03", "arrival-announced");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    if (code == NetDmaNotificationProviderPowerUp)
        __real_reference_notify(device, NetDmaNotificationChannelArrival);
    __real_reference_notify(device, code);
}
