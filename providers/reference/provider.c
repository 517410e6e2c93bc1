/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The provider as NetDMA knows it.
 */
#include "reference.h"

/* The engine drives 40 address lines at least, in every generation. */
#define ADDRESS_MAX 0xFFFFFFFFFFll

static void
fill_callbacks(PNET_DMA_PROVIDER_CHARACTERISTICS characteristics)
{
    characteristics->SetDmaChannelCpuAffinity = reference_set_cpu_affinity;
    characteristics->AllocateDmaChannel = reference_allocate_channel;
    characteristics->FreeDmaChannel = reference_free_channel;
    characteristics->StartDma = reference_start_dma;
    characteristics->SuspendDma = reference_suspend_dma;
    characteristics->ResumeDma = reference_resume_dma;
    characteristics->AbortDma = reference_abort_dma;
    characteristics->AppendDma = reference_append_dma;
    characteristics->ResetChannel = reference_reset_channel;
}

/* VER-08: the shape and the contents of the version that is registered, not of the newest. */
NTSTATUS
reference_register(struct reference_device *device)
{
    NET_DMA_PROVIDER_CHARACTERISTICS characteristics;

    RtlZeroMemory(&characteristics, sizeof characteristics);
    characteristics.MajorVersion = (UCHAR)(device->registered >> 16);
    characteristics.MinorVersion = (UCHAR)device->registered;
    characteristics.Size = NDC_SIZEOF_NET_DMA_PROVIDER_CHARACTERISTICS_1;
    characteristics.PhysicalDeviceObject = device->physical;
    characteristics.MaxDmaChannelCount = REFERENCE_CHANNELS_MAX;
    fill_callbacks(&characteristics);
    if (device->registered >= NDC_NET_DMA_VERSION_2_0) {
        characteristics.Size = NDC_SIZEOF_NET_DMA_PROVIDER_CHARACTERISTICS_2;
        if (reference_announces_hints(device)) /* */
            characteristics.Flags |= NET_DMA_PROVIDER_CHARACTERISTICS_DCA_SUPPORTED;
        if (reference_knows_groups(device))
            characteristics.Flags |= NET_DMA_PROVIDER_SUPPORTS_PROC_GROUPS;
        RtlInitUnicodeString(&characteristics.FriendlyName, L"NetDMA reference provider");
    }
    return NetDmaRegisterProvider(device, &device->netdma_handle, &characteristics);
}

void
reference_deregister(struct reference_device *device)
{
    if (device->netdma_handle != NULL)
        NetDmaDeregisterProvider(device->netdma_handle);
    device->netdma_handle = NULL;
}

void
reference_start_provider(struct reference_device *device)
{
    NET_DMA_PROVIDER_ATTRIBUTES attributes;

    RtlZeroMemory(&attributes, sizeof attributes);
    attributes.MajorHwVersion = device->facts.major;
    attributes.MinorHwVersion = device->facts.minor;
    attributes.Size = sizeof attributes;
    attributes.VendorId = device->vendor;
    attributes.DmaChannelCount = device->channel_count;
    attributes.MaximumTransferSize = device->facts.transfer_bytes;
    attributes.MaximumAddressSpace.QuadPart = ADDRESS_MAX;
    device->started = TRUE;
    NetDmaProviderStart(device->netdma_handle, &attributes);
}

void
reference_stop_provider(struct reference_device *device)
{
    if (!device->started)
        return;
    NetDmaProviderStop(device->netdma_handle);
    device->started = FALSE;
}

void
reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code)
{
    NET_DMA_PNP_NOTIFICATION notification;

    RtlZeroMemory(&notification, sizeof notification);
    notification.StructureRevision = NET_DMA_PNP_NOTIFICATION_REVISION_1;
    notification.StructureSize = sizeof notification;
    notification.NotificationCode = code;
    device->notify(device->netdma_handle, &notification);
}
