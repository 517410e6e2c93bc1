/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Connecting interrupts: messages where the machine has them, else the line (AFF-12).
 */
#include "reference.h"

static ULONG
lowest(KAFFINITY mask)
{
    ULONG cpu;

    for (cpu = 0; cpu < REFERENCE_GROUP_CPUS; cpu++)
        if ((mask >> cpu & 1) != 0)
            return cpu;
    return REFERENCE_CPU_NONE;
}

/* A wish that was granted, or where the message goes instead (AFF-13). */
static ULONG
message_cpu(ULONG wish, KAFFINITY granted)
{
    return wish < REFERENCE_GROUP_CPUS && (granted >> wish & 1) != 0 ? wish : lowest(granted);
}

/*
 * Channel n raises entry n of the table of messages. There may be fewer messages than entries:
 * those behind the last one send message 0.
 */
static ULONG
message_of(ULONG channel, ULONG messages)
{
    return channel < messages ? channel : 0;
}

static void
give_messages(struct reference_device *device)
{
    PIO_INTERRUPT_MESSAGE_INFO table = device->interrupt.messages;
    ULONG index;

    for (index = 0; index < device->channel_count; index++) {
        struct reference_channel *channel = &device->channels[index];
        ULONG message = message_of(index, table->MessageCount);

        channel->message = message;
        channel->interrupt = table->MessageInfo[message].InterruptObject;
        channel->message_cpu = message_cpu(device->channel_cpus[index],
                                           table->MessageInfo[message].TargetProcessorSet);
    }
}

static void
give_line(struct reference_device *device)
{
    ULONG index;

    for (index = 0; index < device->channel_count; index++) {
        device->channels[index].message = 0;
        device->channels[index].interrupt = device->interrupt.line;
        device->channels[index].message_cpu = REFERENCE_CPU_NONE;
    }
}

/* One call for both: the system falls back to the line and says so in Version. */
NTSTATUS
reference_connect(struct reference_device *device)
{
    IO_CONNECT_INTERRUPT_PARAMETERS parameters;
    NTSTATUS status;

    RtlZeroMemory(&parameters, sizeof parameters);
    parameters.Version = CONNECT_MESSAGE_BASED;
    parameters.MessageBased.PhysicalDeviceObject = device->physical;
    parameters.MessageBased.ConnectionContext.Generic = &device->interrupt.any;
    parameters.MessageBased.MessageServiceRoutine = reference_message_isr;
    parameters.MessageBased.FallBackServiceRoutine = reference_line_isr;
    parameters.MessageBased.ServiceContext = device;
    status = IoConnectInterruptEx(&parameters);
    if (!NT_SUCCESS(status))
        return status;
    device->connection = parameters.Version;
    if (device->connection == CONNECT_MESSAGE_BASED)
        give_messages(device);
    else
        give_line(device);
    return STATUS_SUCCESS;
}

void
reference_disconnect(struct reference_device *device)
{
    IO_DISCONNECT_INTERRUPT_PARAMETERS parameters;

    if (device->connection == 0)
        return;
    RtlZeroMemory(&parameters, sizeof parameters);
    parameters.Version = device->connection;
    parameters.ConnectionContext.Generic = device->interrupt.any;
    IoDisconnectInterruptEx(&parameters);
    device->connection = 0;
    KeFlushQueuedDpcs(); /* a DPC that has begun still uses its channel */
}
