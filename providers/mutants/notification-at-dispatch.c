/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notification-at-dispatch
 * Breaks PNP-06: notifies NetDMA at DISPATCH_LEVEL.
 * Plausible because nothing shall come between the change of the state and the news of it.
 */
#include "mutants.h"

MUTANT("PNP-06", "notification-at-dispatch");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    __real_reference_notify(device, code);
    KeLowerIrql(irql);
}
