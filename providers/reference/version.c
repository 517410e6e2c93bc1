/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which version of the interface to serve: the newest that the interface, the engine and this
 * driver all have. The routines that came with 1.1 are looked up, never imported (VER-01, VER-07).
 */
#include "reference.h"

/* Words of the configuration space. */
#define WORD_VENDOR 0u
#define WORD_DEVICE 1u
#define WORD_SUBSYSTEM 23u
#define WORDS 24u

/* The first generation of engines, by PCI device id. All others count. */
static const USHORT linked_engines[] = {0x1A38};

/* Boards whose firmware leaves direct cache access off: registration comes before the registers. */
static const USHORT boards_without_hints[] = {0x0002};

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
    if (counts && offered >= NDC_NET_DMA_VERSION_2_1)
        return NDC_NET_DMA_VERSION_2_1;
    if (counts && offered >= NDC_NET_DMA_VERSION_2_0)
        return NDC_NET_DMA_VERSION_2_0;
    if (offered >= NDC_NET_DMA_VERSION_1_1)
        return NDC_NET_DMA_VERSION_1_1;
    return NDC_NET_DMA_VERSION_1_0;
}

/* It came with the systems that have 2.1: an import would keep the driver from loading elsewhere.
 */
static REFERENCE_AIM_DPC
find_aim_dpc(void)
{
    UNICODE_STRING name;

    RtlInitUnicodeString(&name, L"KeSetTargetProcessorDpcEx");
    return (REFERENCE_AIM_DPC)(ULONG_PTR)MmGetSystemRoutineAddress(&name);
}

BOOLEAN
reference_knows_groups(const struct reference_device *device)
{
    return device->aim_dpc != NULL && device->registered >= NDC_NET_DMA_VERSION_2_1;
}

/* DCA-01 */
BOOLEAN
reference_announces_hints(const struct reference_device *device)
{
    return device->board_hints && device->registered >= NDC_NET_DMA_VERSION_2_0;
}

static BOOLEAN
is_among(USHORT id, const USHORT *ids, ULONG count)
{
    ULONG index;

    for (index = 0; index < count; index++)
        if (ids[index] == id)
            return TRUE;
    return FALSE;
}

#define IS_AMONG(id, ids) is_among(id, ids, sizeof(ids) / sizeof(ids)[0])

NTSTATUS
reference_choose_version(struct reference_device *device)
{
    USHORT ids[WORDS];
    NTSTATUS status = reference_read_configuration(device, ids, 0, sizeof ids);

    if (!NT_SUCCESS(status))
        return status;
    device->vendor = ids[WORD_VENDOR];
    device->registered = newest(interface_version(), !IS_AMONG(ids[WORD_DEVICE], linked_engines));
    device->board_hints = !IS_AMONG(ids[WORD_SUBSYSTEM], boards_without_hints);
    device->aim_dpc = find_aim_dpc();
    if (device->registered >= NDC_NET_DMA_VERSION_1_1)
        device->notify =
            (NDC_NET_DMA_PNP_EVENT_NOTIFY)(ULONG_PTR)find_routine(L"NetDmaPnPEventNotify");
    return STATUS_SUCCESS;
}
