/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Step 1: what NetDMA is told. Routines newer than 1.0 are looked up, never imported.
 */
#include "template.h"

#define ADDRESS_MAX 0xFFFFFFFFFFll /* the engine drives 40 address lines: yours? */

static PVOID
find_routine(PCWSTR name)
{
    UNICODE_STRING string;

    RtlInitUnicodeString(&string, name);
    return NdisGetRoutineAddress(&string);
}

/* This driver counts descriptors, so it needs an interface that does: 2.0 or later. */
static BOOLEAN
interface_counts(void)
{
    NDC_NET_DMA_GET_VERSION get_version =
        (NDC_NET_DMA_GET_VERSION)(ULONG_PTR)find_routine(L"NetDmaGetVersion");

    return get_version != NULL && get_version() >= NDC_NET_DMA_VERSION_2_0;
}

NTSTATUS
template_register(struct device *device)
{
    NET_DMA_PROVIDER_CHARACTERISTICS provider;

    if (!interface_counts())
        return STATUS_NOT_SUPPORTED;
    device->notify = (NDC_NET_DMA_PNP_EVENT_NOTIFY)(ULONG_PTR)find_routine(L"NetDmaPnPEventNotify");
    RtlZeroMemory(&provider, sizeof provider);
    provider.MajorVersion = 2;
    provider.MinorVersion = 0;
    provider.Size = sizeof provider;
    provider.PhysicalDeviceObject = device->physical;
    provider.MaxDmaChannelCount = TEMPLATE_CHANNELS_MAX;
    provider.SetDmaChannelCpuAffinity = template_set_affinity;
    provider.AllocateDmaChannel = template_allocate;
    provider.FreeDmaChannel = template_free;
    provider.StartDma = template_start_dma;
    provider.AppendDma = template_append_dma;
    RtlInitUnicodeString(&provider.FriendlyName, TEMPLATE_NAME);
    return NetDmaRegisterProvider(device, &device->netdma_handle, &provider);
}

void
template_start_provider(struct device *device)
{
    NET_DMA_PROVIDER_ATTRIBUTES attributes;

    RtlZeroMemory(&attributes, sizeof attributes);
    attributes.MajorHwVersion = 2;
    attributes.Size = sizeof attributes;
    attributes.VendorId = TEMPLATE_VENDOR;
    attributes.DmaChannelCount = device->channel_count;
    attributes.MaximumTransferSize = engine_transfer_bytes(device->bar);
    attributes.MaximumAddressSpace.QuadPart = ADDRESS_MAX;
    device->started = TRUE;
    NetDmaProviderStart(device->netdma_handle, &attributes); /* callbacks may come from now on */
}
