/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bringing the engine up and down: registers, channels, interrupts, then NetDMA; and back.
 */
#include "template.h"

static NTSTATUS
map_registers(struct device *device, PCM_RESOURCE_LIST resources)
{
    PCM_PARTIAL_RESOURCE_LIST list = &resources->List[0].PartialResourceList;
    ULONG index;

    for (index = 0; index < list->Count && device->bar == NULL; index++) {
        PCM_PARTIAL_RESOURCE_DESCRIPTOR each = &list->PartialDescriptors[index];

        if (each->Type != CmResourceTypeMemory)
            continue;
        device->bar_bytes = each->u.Memory.Length;
        device->bar = MmMapIoSpace(each->u.Memory.Start, device->bar_bytes, MmNonCached);
    }
    return device->bar != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static NTSTATUS
make_channels(struct device *device)
{
    ULONG count = engine_channels(device->bar);
    ULONG index;

    if (count == 0)
        return STATUS_DEVICE_CONFIGURATION_ERROR;
    for (index = 0; index < count; index++) {
        struct channel *channel = &device->channels[index];

        RtlZeroMemory(channel, sizeof *channel);
        channel->device = device;
        KeInitializeDpc(&channel->dpc, template_dpc, channel);
        engine_bind(channel, index);
        if (!engine_reset(channel))
            return STATUS_DEVICE_NOT_READY;
    }
    device->channel_count = count;
    return STATUS_SUCCESS;
}

static ULONG
cpu_of(ULONG wish, KAFFINITY granted)
{
    ULONG cpu = 0;

    if (wish < 32 && (granted >> wish & 1) != 0)
        return wish;
    while (cpu < 32 && (granted >> cpu & 1) == 0)
        cpu++;
    return cpu < 32 ? cpu : TEMPLATE_CPU_NONE;
}

/* A message for each channel; with too few of them the other channels share message 0. */
static void
give_interrupts(struct device *device)
{
    PIO_INTERRUPT_MESSAGE_INFO table = device->interrupt;
    BOOLEAN messages = device->connection == CONNECT_MESSAGE_BASED;
    ULONG index;

    for (index = 0; index < device->channel_count; index++) {
        struct channel *channel = &device->channels[index];

        channel->message = messages && index < table->MessageCount ? index : 0;
        channel->interrupt = device->interrupt;
        channel->message_cpu = TEMPLATE_CPU_NONE;
        if (!messages)
            continue;
        channel->interrupt = table->MessageInfo[channel->message].InterruptObject;
        channel->message_cpu =
            cpu_of(device->wishes[index], table->MessageInfo[channel->message].TargetProcessorSet);
    }
}

static NTSTATUS
connect(struct device *device)
{
    IO_CONNECT_INTERRUPT_PARAMETERS parameters;
    NTSTATUS status;

    RtlZeroMemory(&parameters, sizeof parameters);
    parameters.Version = CONNECT_MESSAGE_BASED; /* the system falls back to the line */
    parameters.MessageBased.PhysicalDeviceObject = device->physical;
    parameters.MessageBased.ConnectionContext.Generic = &device->interrupt;
    parameters.MessageBased.MessageServiceRoutine = template_message_isr;
    parameters.MessageBased.FallBackServiceRoutine = template_line_isr;
    parameters.MessageBased.ServiceContext = device;
    status = IoConnectInterruptEx(&parameters);
    if (!NT_SUCCESS(status))
        return status;
    device->connection = parameters.Version;
    give_interrupts(device);
    return STATUS_SUCCESS;
}

NTSTATUS
template_start(struct device *device, PCM_RESOURCE_LIST resources)
{
    NTSTATUS status = resources == NULL || resources->Count == 0 ? STATUS_DEVICE_CONFIGURATION_ERROR
                                                                 : map_registers(device, resources);

    if (NT_SUCCESS(status))
        status = make_channels(device);
    if (NT_SUCCESS(status))
        status = connect(device);
    if (!NT_SUCCESS(status)) {
        template_stop(device);
        return status;
    }
    device->powered = TRUE;
    engine_interrupts(device->bar, TRUE, device->connection == CONNECT_MESSAGE_BASED);
    template_start_provider(device);
    return STATUS_SUCCESS;
}

/* Before the registers vanish. */
static void
leave_registers(struct device *device)
{
    ULONG index;

    device->powered = FALSE;
    for (index = 0; index < device->channel_count; index++) {
        struct channel *channel = &device->channels[index];

        channel->programmed = FALSE;
        template_silence(channel, channel->state == CHANNEL_FREE ? CHANNEL_FREE : CHANNEL_READY);
    }
}

/* D3 forgets all registers; Start programs them again. PASSIVE_LEVEL, no lock held. */
void
template_power(struct device *device, BOOLEAN on)
{
    NET_DMA_PNP_NOTIFICATION news;

    if (device->powered == on || !device->started)
        return;
    RtlZeroMemory(&news, sizeof news);
    news.StructureRevision = NET_DMA_PNP_NOTIFICATION_REVISION_1;
    news.StructureSize = sizeof news;
    news.NotificationCode =
        on ? NetDmaNotificationProviderPowerUp : NetDmaNotificationProviderPowerDown;
    if (on) {
        device->powered = TRUE;
        engine_interrupts(device->bar, TRUE, device->connection == CONNECT_MESSAGE_BASED);
    }
    if (device->notify != NULL)
        device->notify(device->netdma_handle, &news); /* drains, or starts, through the engine */
    if (!on) {
        engine_interrupts(device->bar, FALSE, FALSE);
        leave_registers(device);
    }
}

void
template_stop(struct device *device)
{
    IO_DISCONNECT_INTERRUPT_PARAMETERS parameters;

    if (device->started)
        NetDmaProviderStop(device->netdma_handle); /* drains: engine and interrupts still work */
    device->started = FALSE;
    if (device->powered) {
        engine_interrupts(device->bar, FALSE, FALSE);
        leave_registers(device);
    }
    if (device->connection != 0) {
        RtlZeroMemory(&parameters, sizeof parameters);
        parameters.Version = device->connection;
        parameters.ConnectionContext.Generic = device->interrupt;
        IoDisconnectInterruptEx(&parameters);
        KeFlushQueuedDpcs();
    }
    device->connection = 0;
    if (device->bar != NULL)
        MmUnmapIoSpace(device->bar, device->bar_bytes);
    device->bar = NULL;
    device->channel_count = 0;
}
