/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The driver: its device object, Plug and Play, power. Nothing here is particular to DMA.
 */
#include "template.h"

static NTSTATUS
complete(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS NTAPI
pass_down(PDEVICE_OBJECT self, PIRP irp)
{
    struct device *device = self->DeviceExtension;

    IoSkipCurrentIrpStackLocation(irp);
    return IoCallDriver(device->lower, irp);
}

static NTSTATUS
forward(struct device *device, PIRP irp)
{
    return IoForwardIrpSynchronously(device->lower, irp) ? irp->IoStatus.Status
                                                         : STATUS_UNSUCCESSFUL;
}

static NTSTATUS
start(struct device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = forward(device, irp);

    if (NT_SUCCESS(status))
        status = template_start(device, here->Parameters.StartDevice.AllocatedResourcesTranslated);
    return complete(irp, status);
}

static NTSTATUS
filter(struct device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = forward(device, irp);
    PVOID list = (PVOID)irp->IoStatus.Information;

    if (!NT_SUCCESS(status) && status != STATUS_NOT_SUPPORTED)
        return complete(irp, status);
    if (list == NULL)
        list = here->Parameters.FilterResourceRequirements.IoResourceRequirementList;
    if (list == NULL)
        return complete(irp, status);
    template_filter(device, list);
    irp->IoStatus.Information = (ULONG_PTR)list;
    return complete(irp, STATUS_SUCCESS);
}

static NTSTATUS
succeed_and_pass_down(struct device *device, PIRP irp)
{
    irp->IoStatus.Status = STATUS_SUCCESS;
    return pass_down(device->self, irp);
}

static NTSTATUS
remove_device(struct device *device, PIRP irp)
{
    NTSTATUS status;

    template_stop(device);
    NetDmaDeregisterProvider(device->netdma_handle);
    status = succeed_and_pass_down(device, irp);
    IoDetachDevice(device->lower);
    IoDeleteDevice(device->self);
    return status;
}

static NTSTATUS NTAPI
pnp(PDEVICE_OBJECT self, PIRP irp)
{
    struct device *device = self->DeviceExtension;

    switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return start(device, irp);
    case IRP_MN_STOP_DEVICE:
        template_stop(device);
        return succeed_and_pass_down(device, irp);
    case IRP_MN_SURPRISE_REMOVAL:
        device->powered = FALSE; /* nothing answers any more */
        return succeed_and_pass_down(device, irp);
    case IRP_MN_REMOVE_DEVICE:
        return remove_device(device, irp);
    case IRP_MN_FILTER_RESOURCE_REQUIREMENTS:
        return filter(device, irp);
    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_QUERY_REMOVE_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
        return succeed_and_pass_down(device, irp);
    default:
        return pass_down(self, irp);
    }
}

/* Device power only. A driver that owns its power policy also answers system IRPs: reference. */
static NTSTATUS NTAPI
power(PDEVICE_OBJECT self, PIRP irp)
{
    struct device *device = self->DeviceExtension;
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status;

    if (here->MinorFunction != IRP_MN_SET_POWER || here->Parameters.Power.Type != DevicePowerState)
        return pass_down(self, irp);
    if (here->Parameters.Power.State.DeviceState != PowerDeviceD0) {
        template_power(device, FALSE);
        return pass_down(self, irp);
    }
    status = forward(device, irp);
    if (NT_SUCCESS(status))
        template_power(device, TRUE);
    return complete(irp, status);
}

/* The device must be complete when it registers: NetDMA may call back at once (REG-12). */
static NTSTATUS
attach(struct device *device, PDEVICE_OBJECT self, PDEVICE_OBJECT physical)
{
    ULONG index;

    RtlZeroMemory(device, sizeof *device);
    device->self = self;
    device->physical = physical;
    KeInitializeSpinLock(&device->lock);
    for (index = 0; index < TEMPLATE_CHANNELS_MAX; index++)
        device->wishes[index] = TEMPLATE_CPU_NONE;
    device->lower = IoAttachDeviceToDeviceStack(self, physical);
    if (device->lower == NULL)
        return STATUS_NO_SUCH_DEVICE;
    return template_register(device);
}

static NTSTATUS NTAPI
add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT physical)
{
    PDEVICE_OBJECT self;
    struct device *device;
    NTSTATUS status = IoCreateDevice(driver, sizeof *device, NULL, FILE_DEVICE_UNKNOWN,
                                     FILE_DEVICE_SECURE_OPEN, FALSE, &self);

    if (!NT_SUCCESS(status))
        return status;
    device = self->DeviceExtension;
    status = attach(device, self, physical);
    if (NT_SUCCESS(status)) {
        self->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
        return status;
    }
    if (device->lower != NULL)
        IoDetachDevice(device->lower);
    IoDeleteDevice(self);
    return status;
}

static VOID NTAPI
unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
}

DRIVER_INITIALIZE DriverEntry;

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
    UNREFERENCED_PARAMETER(registry_path);
    driver->DriverExtension->AddDevice = add_device;
    driver->DriverUnload = unload;
    driver->MajorFunction[IRP_MJ_PNP] = pnp;
    driver->MajorFunction[IRP_MJ_POWER] = power;
    driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = pass_down;
    return STATUS_SUCCESS;
}
