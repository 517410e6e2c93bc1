/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which version of the interface to serve: the newest that the interface, the engine and this
 * driver all have. The routines that came with 1.1 are looked up, never imported (VER-01, VER-07).
 */
#include "reference.h"

#define CONFIGURATION_IDS 0x00u

/* The first generation of engines, by PCI device id. All others count. */
static const USHORT linked_engines[] = {0x1A38};

static PVOID
find_routine(PCWSTR name)
{
    UNICODE_STRING string;

    RtlInitUnicodeString(&string, name);
    return NdisGetRoutineAddress(&string);
}

/* VER-03: an interface that cannot tell its version is 1.0. */
static ULONG
interface_version(void)
{
    NDC_NET_DMA_GET_VERSION get_version =
        (NDC_NET_DMA_GET_VERSION)(ULONG_PTR)find_routine(L"NetDmaGetVersion");

    return get_version != NULL ? get_version() : NDC_NET_DMA_VERSION_1_0;
}

static ULONG
newest(ULONG offered, BOOLEAN counts)
{
    if (counts && offered >= NDC_NET_DMA_VERSION_2_0)
        return NDC_NET_DMA_VERSION_2_0;
    if (offered >= NDC_NET_DMA_VERSION_1_1)
        return NDC_NET_DMA_VERSION_1_1;
    return NDC_NET_DMA_VERSION_1_0;
}

static BOOLEAN
engine_counts(USHORT device_id)
{
    ULONG index;

    for (index = 0; index < sizeof linked_engines / sizeof linked_engines[0]; index++)
        if (linked_engines[index] == device_id)
            return FALSE;
    return TRUE;
}

NTSTATUS
reference_choose_version(struct reference_device *device)
{
    USHORT ids[2]; /* vendor, device */
    NTSTATUS status = reference_read_configuration(device, ids, CONFIGURATION_IDS, sizeof ids);

    if (!NT_SUCCESS(status))
        return status;
    device->vendor = ids[0];
    device->registered = newest(interface_version(), engine_counts(ids[1]));
    if (device->registered >= NDC_NET_DMA_VERSION_1_1)
        device->notify =
            (NDC_NET_DMA_PNP_EVENT_NOTIFY)(ULONG_PTR)find_routine(L"NetDmaPnPEventNotify");
    return STATUS_SUCCESS;
}
