/* SPDX-License-Identifier: Apache-2.0 */
/* The driver of the PDOs: a PCI bus driver. */
#include "wdk/internal.h"

#include <string.h>

#define PCI_COMMAND 0x04u
#define PCI_COMMAND_MEMORY_AND_MASTER 0x06u
#define PCI_BAR0 0x10u

static NTSTATUS NTAPI
refuse(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    irp->IoStatus.Status = STATUS_INVALID_DEVICE_REQUEST;
    IofCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_INVALID_DEVICE_REQUEST;
}

static void
init_pdo(struct ndc_kernel *kernel, PDEVICE_OBJECT pdo)
{
    pdo->Type = 3;
    pdo->Size = sizeof(DEVICE_OBJECT);
    pdo->ReferenceCount = 1;
    pdo->DriverObject = &kernel->bus_driver;
    pdo->Flags = DO_BUS_ENUMERATED_DEVICE;
    pdo->DeviceType = FILE_DEVICE_UNKNOWN;
    pdo->StackSize = 1;
}

void
ndc_wdk_bus_init(struct ndc_kernel *kernel)
{
    memset(&kernel->bus_driver, 0, sizeof kernel->bus_driver);
    for (unsigned i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) {
        kernel->driver.MajorFunction[i] = refuse;
        kernel->bus_driver.MajorFunction[i] = ndc_wdk_bus_dispatch;
    }
    kernel->bus_driver.DeviceObject = &kernel->nodes[0].pdo;
    for (unsigned i = 0; i < kernel->config.devices; i++)
        init_pdo(kernel, &kernel->nodes[i].pdo);
}

ULONG
ndc_wdk_config(struct ndc_kernel *kernel, bool write, void *buffer, ULONG offset, ULONG length)
{
    uint8_t *bytes = buffer;
    ULONG done = 0;

    if (offset >= PAGE_SIZE || buffer == NULL)
        return 0;
    if (length > PAGE_SIZE - offset)
        length = PAGE_SIZE - offset;
    while (done < length) {
        ULONG at = offset + done;
        uint32_t unit = at % 4 == 0 && length - done >= 4   ? 4
                        : at % 2 == 0 && length - done >= 2 ? 2
                                                            : 1;
        uint32_t value = 0;

        if (write) {
            memcpy(&value, bytes + done, unit);
            kernel->node->device.ops->config_write(kernel->node->device.self, at, value, unit);
        } else {
            value = kernel->node->device.ops->config_read(kernel->node->device.self, at, unit);
            memcpy(bytes + done, &value, unit);
        }
        done += unit;
    }
    return done;
}

#define PCI_STATUS 0x06u
#define PCI_STATUS_CAPABILITIES 0x10u
#define PCI_CAPABILITIES 0x34u
#define PCI_CAPABILITY_MSIX 0x11u
#define PCI_CAPABILITIES_MAX 48u /* they do not overlap */
#define MSIX_CONTROL 2u
#define MSIX_ENABLE 0x8000u

/* Messages are on when some were granted; else the device has its line. */
static void
enable_messages(struct ndc_kernel *kernel)
{
    const struct ndc_device *device = &kernel->node->device;
    uint32_t status = device->ops->config_read(device->self, PCI_STATUS, 2);
    uint32_t at = device->ops->config_read(device->self, PCI_CAPABILITIES, 1);

    if (device->wire != NULL)
        device->wire->line_based = kernel->node->message_count == 0;
    if ((status & PCI_STATUS_CAPABILITIES) == 0)
        return;
    for (unsigned turn = 0; turn < PCI_CAPABILITIES_MAX && at != 0; turn++) {
        if (device->ops->config_read(device->self, at, 1) == PCI_CAPABILITY_MSIX)
            device->ops->config_write(device->self, at + MSIX_CONTROL,
                                      kernel->node->message_count > 0 ? MSIX_ENABLE : 0, 2);
        at = device->ops->config_read(device->self, at + 1, 1);
    }
}

static void
set_power(struct ndc_kernel *kernel, DEVICE_POWER_STATE state)
{
    bool sleeping = state != PowerDeviceD0;

    if (sleeping == kernel->node->sleeping)
        return;
    kernel->node->sleeping = sleeping;
    ndc_trace_add(kernel->trace, NDC_EVENT_DEVICE_POWER, NDC_CHANNEL_NONE,
                  (uint64_t)state - PowerDeviceD0, 0, 0, 0);
    kernel->node->device.ops->power(kernel->node->device.self, !sleeping);
    if (!sleeping)
        enable_messages(kernel);
}

/* What firmware and bus do before a driver may touch the device. */
static NTSTATUS
start(struct ndc_kernel *kernel)
{
    const struct ndc_device *device = &kernel->node->device;
    uint64_t address = ndc_wdk_bar_address(kernel);

    device->ops->config_write(device->self, PCI_BAR0, (uint32_t)address, 4);
    device->ops->config_write(device->self, PCI_BAR0 + 4, (uint32_t)(address >> 32), 4);
    device->ops->config_write(device->self, PCI_COMMAND, PCI_COMMAND_MEMORY_AND_MASTER, 2);
    set_power(kernel, PowerDeviceD0);
    enable_messages(kernel);
    kernel->node->state = NDC_WDK_STARTED;
    return STATUS_SUCCESS;
}

static NTSTATUS
config_request(struct ndc_kernel *kernel, PIRP irp, bool write)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

    if (stack->Parameters.ReadWriteConfig.WhichSpace != PCI_WHICHSPACE_CONFIG)
        return STATUS_INVALID_PARAMETER;
    irp->IoStatus.Information = ndc_wdk_config(
        kernel, write, stack->Parameters.ReadWriteConfig.Buffer,
        stack->Parameters.ReadWriteConfig.Offset, stack->Parameters.ReadWriteConfig.Length);
    return irp->IoStatus.Information > 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* The status of an IRP the bus does not know stays as it came. */
static NTSTATUS
pnp(struct ndc_kernel *kernel, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return start(kernel);
    case IRP_MN_STOP_DEVICE:
        kernel->node->state = NDC_WDK_STOPPED;
        return STATUS_SUCCESS;
    case IRP_MN_REMOVE_DEVICE:
        kernel->node->state = NDC_WDK_REMOVED;
        return STATUS_SUCCESS;
    case IRP_MN_QUERY_REMOVE_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_SURPRISE_REMOVAL:
    case IRP_MN_QUERY_PNP_DEVICE_STATE:
        return STATUS_SUCCESS;
    case IRP_MN_QUERY_INTERFACE:
        return ndc_wdk_bus_query_interface(kernel, stack);
    case IRP_MN_READ_CONFIG:
    case IRP_MN_WRITE_CONFIG:
        return config_request(kernel, irp, stack->MinorFunction == IRP_MN_WRITE_CONFIG);
    default:
        return irp->IoStatus.Status;
    }
}

static NTSTATUS
power(struct ndc_kernel *kernel, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

    if (stack->MinorFunction == IRP_MN_SET_POWER &&
        stack->Parameters.Power.Type == DevicePowerState) {
        uint64_t wanted = (uint64_t)stack->Parameters.Power.State.DeviceState, unused;

        if (ndc_fault_pass(kernel->faults, NDC_PLACE_KERNEL_POWER, NDC_CHANNEL_NONE, &wanted,
                           &unused) == NDC_OPERATOR_DROP)
            return STATUS_UNSUCCESSFUL;
        set_power(kernel, stack->Parameters.Power.State.DeviceState);
    }
    if (stack->MinorFunction == IRP_MN_SET_POWER || stack->MinorFunction == IRP_MN_QUERY_POWER)
        return STATUS_SUCCESS;
    return irp->IoStatus.Status;
}

static void
note_arrival(struct ndc_kernel *kernel, const IO_STACK_LOCATION *stack, const IRP *irp)
{
    struct ndc_wdk_irp *record = ndc_wdk_irp_record(kernel, irp);

    if (record == NULL || record->by_driver || record->by_system)
        return;
    record->reached_bus = true;
    if (stack->MajorFunction != record->major || stack->MinorFunction != record->minor)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_FORWARDED_WRONG, record->major, record->minor);
}

static NTSTATUS
carry_out(struct ndc_kernel *kernel, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

    if (stack->MajorFunction == IRP_MJ_PNP)
        return pnp(kernel, irp);
    if (stack->MajorFunction == IRP_MJ_POWER)
        return power(kernel, irp);
    return stack->MajorFunction == IRP_MJ_SYSTEM_CONTROL ? irp->IoStatus.Status
                                                         : STATUS_INVALID_DEVICE_REQUEST;
}

NTSTATUS NTAPI
ndc_wdk_bus_dispatch(PDEVICE_OBJECT device, PIRP irp)
{
    struct ndc_kernel *kernel = ndc_kernel_current;
    struct ndc_wdk_node *node = ndc_wdk_node_of(kernel, device);
    struct ndc_wdk_node *before = ndc_wdk_node_enter(kernel, node == NULL ? kernel->node : node);

    note_arrival(kernel, IoGetCurrentIrpStackLocation(irp), irp);
    NTSTATUS status = carry_out(kernel, irp);
    ndc_wdk_node_enter(kernel, before);
    irp->IoStatus.Status = status;
    IofCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}
