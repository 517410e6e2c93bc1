/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notification-with-buffer
 * Breaks PNP-02: sends the device along with the notification.
 * Plausible because the structure has a member for it, and the receiver might be glad of it.
 */
#include "mutants.h"

MUTANT("PNP-02", "notification-with-buffer");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    NET_DMA_PNP_NOTIFICATION notification;

    RtlZeroMemory(&notification, sizeof notification);
    notification.StructureRevision = NET_DMA_PNP_NOTIFICATION_REVISION_1;
    notification.StructureSize = sizeof notification;
    notification.NotificationCode = code;
    notification.Buffer = device;
    notification.BufferLength = sizeof *device;
    device->notify(device->netdma_handle, &notification);
}
