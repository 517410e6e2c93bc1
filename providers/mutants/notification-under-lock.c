/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notification-under-lock
 * Breaks PNP-07: holds the lock of its channels while NetDMA is notified.
 * Plausible because nobody shall allocate a channel while the power changes.
 */
#include "mutants.h"

MUTANT("PNP-07", "notification-under-lock");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    KIRQL irql;

    KeAcquireSpinLock(&device->lock, &irql);
    __real_reference_notify(device, code);
    KeReleaseSpinLock(&device->lock, irql);
}
