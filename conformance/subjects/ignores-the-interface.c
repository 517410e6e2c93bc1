/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ignores-the-interface
 * A driver that claims 2.0 and registers as 2.0 whatever the interface is.
 */
#include <ntddk.h>
#include <netdma.h>

static PVOID handle;

static NTSTATUS NTAPI
allocate(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters, PVOID channel, PVOID *made)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(parameters);
    UNREFERENCED_PARAMETER(channel);
    UNREFERENCED_PARAMETER(made);
    return STATUS_UNSUCCESSFUL;
}

static VOID NTAPI
free_channel(PVOID channel)
{
    UNREFERENCED_PARAMETER(channel);
}

static NTSTATUS NTAPI
submit(PVOID channel, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address, ULONG count)
{
    UNREFERENCED_PARAMETER(channel);
    UNREFERENCED_PARAMETER(descriptor);
    UNREFERENCED_PARAMETER(address);
    UNREFERENCED_PARAMETER(count);
    return STATUS_UNSUCCESSFUL;
}

static NTSTATUS NTAPI
add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT physical)
{
    NET_DMA_PROVIDER_CHARACTERISTICS provider = {0};

    provider.MajorVersion = 2;
    provider.Size = sizeof provider;
    provider.PhysicalDeviceObject = physical;
    provider.MaxDmaChannelCount = 1;
    provider.AllocateDmaChannel = allocate;
    provider.FreeDmaChannel = free_channel;
    provider.StartDma = submit;
    provider.AppendDma = submit;
    RtlInitUnicodeString(&provider.FriendlyName, L"subject");
    return NetDmaRegisterProvider(driver, &handle, &provider);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->DriverExtension->AddDevice = add_device;
    return STATUS_SUCCESS;
}
