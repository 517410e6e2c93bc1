/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Starting and stopping the engine.
 *
 *  - Up: registers, channels, interrupts, NetDMA. Down: the same backwards, because NetDMA drains
 *    its work through a living engine when it is told to stop (PST-14).
 */
#include "reference.h"

static PCM_PARTIAL_RESOURCE_DESCRIPTOR
find_memory(PCM_RESOURCE_LIST resources)
{
    PCM_PARTIAL_RESOURCE_LIST list;
    ULONG index;

    if (resources == NULL || resources->Count == 0)
        return NULL;
    list = &resources->List[0].PartialResourceList;
    for (index = 0; index < list->Count; index++)
        if (list->PartialDescriptors[index].Type == CmResourceTypeMemory)
            return &list->PartialDescriptors[index];
    return NULL;
}

static NTSTATUS
map_registers(struct reference_device *device, PCM_RESOURCE_LIST resources)
{
    PCM_PARTIAL_RESOURCE_DESCRIPTOR memory = find_memory(resources);

    if (memory == NULL || memory->u.Memory.Length < HARDWARE_CHANNEL_BASE)
        return STATUS_DEVICE_CONFIGURATION_ERROR;
    device->bar_bytes = memory->u.Memory.Length;
    device->bar = MmMapIoSpace(memory->u.Memory.Start, device->bar_bytes, MmNonCached);
    return device->bar != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static NTSTATUS
identify(struct reference_device *device)
{
    ULONG fit = (device->bar_bytes - HARDWARE_CHANNEL_BASE) / HARDWARE_CHANNEL_BYTES;

    if (!hardware_identify(device->bar, &device->facts) || device->facts.channels > fit)
        return STATUS_DEVICE_CONFIGURATION_ERROR;
    if (!device->facts.counts && device->registered >= NDC_NET_DMA_VERSION_2_0)
        return STATUS_DEVICE_CONFIGURATION_ERROR; /* not the engine its PCI id promised */
    return STATUS_SUCCESS;
}

static NTSTATUS
bring_up(struct reference_device *device, PCM_RESOURCE_LIST resources)
{
    NTSTATUS status = map_registers(device, resources);

    if (NT_SUCCESS(status))
        status = identify(device);
    if (NT_SUCCESS(status))
        status = reference_create_channels(device);
    if (NT_SUCCESS(status))
        status = reference_connect(device);
    return status;
}

static void
unmap_registers(struct reference_device *device)
{
    if (device->bar != NULL)
        MmUnmapIoSpace(device->bar, device->bar_bytes);
    device->bar = NULL;
}

NTSTATUS
reference_start_device(struct reference_device *device, PCM_RESOURCE_LIST resources)
{
    NTSTATUS status = bring_up(device, resources);

    if (!NT_SUCCESS(status)) {
        reference_stop_device(device); /* PST-18 */
        return status;
    }
    device->powered = TRUE;
    hardware_enable_interrupts(device->bar, device->connection == CONNECT_MESSAGE_BASED);
    reference_start_provider(device);
    return STATUS_SUCCESS;
}

void
reference_leave_registers(struct reference_device *device)
{
    ULONG index;

    device->powered = FALSE;
    for (index = 0; index < device->channel_count; index++) {
        struct reference_channel *channel = &device->channels[index];

        channel->programmed = FALSE;
        reference_silence_channel(channel,
                                  channel->state == CHANNEL_FREE ? CHANNEL_FREE : CHANNEL_READY);
    }
}

void
reference_stop_device(struct reference_device *device)
{
    reference_stop_provider(device);
    if (device->powered) {
        hardware_disable_interrupts(device->bar);
        reference_leave_registers(device);
    }
    reference_disconnect(device);
    reference_delete_channels(device);
    unmap_registers(device);
}
