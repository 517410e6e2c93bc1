/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notification-size-wrong
 * Breaks PNP-01: gives the size of the structure without its last member.
 * Plausible because the last member is zero for power codes, so nothing seems to be missing.
 */
#include "mutants.h"

MUTANT("PNP-01", "notification-size-wrong");

WRAP(reference_notify);

void
__wrap_reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    NET_DMA_PNP_NOTIFICATION notification;

    RtlZeroMemory(&notification, sizeof notification);
    notification.StructureRevision = NET_DMA_PNP_NOTIFICATION_REVISION_1;
    notification.StructureSize = FIELD_OFFSET(NET_DMA_PNP_NOTIFICATION, BufferLength);
    notification.NotificationCode = code;
    device->notify(device->netdma_handle, &notification);
}
