/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plug and Play: what comes before the device stack below goes down, and what follows on the way
 * up.
 */
#include "reference.h"

/* DRV-01: the rest of the table fails each IRP by itself. */
void
reference_set_dispatch(PDRIVER_OBJECT driver)
{
    driver->MajorFunction[IRP_MJ_PNP] = reference_pnp;
    driver->MajorFunction[IRP_MJ_POWER] = reference_power;
    driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = reference_pass_down;
}

NTSTATUS
reference_complete(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS NTAPI
reference_pass_down(PDEVICE_OBJECT self, PIRP irp)
{
    struct reference_device *device = self->DeviceExtension;

    IoSkipCurrentIrpStackLocation(irp);
    return IoCallDriver(device->lower, irp);
}

NTSTATUS
reference_forward(struct reference_device *device, PIRP irp)
{
    if (!IoForwardIrpSynchronously(device->lower, irp))
        return STATUS_UNSUCCESSFUL;
    return irp->IoStatus.Status;
}

static NTSTATUS
start(struct reference_device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = reference_forward(device, irp);

    if (NT_SUCCESS(status))
        status = reference_start_device(device,
                                        here->Parameters.StartDevice.AllocatedResourcesTranslated);
    return reference_complete(irp, status);
}

static NTSTATUS
stop(struct reference_device *device, PIRP irp)
{
    reference_stop_device(device);
    irp->IoStatus.Status = STATUS_SUCCESS;
    return reference_pass_down(device->self, irp);
}

static NTSTATUS
surprise(struct reference_device *device, PIRP irp)
{
    if (device->powered) { /* the device may be there after all: it shall be quiet */
        hardware_disable_interrupts(device->bar);
        reference_leave_registers(device);
    }
    irp->IoStatus.Status = STATUS_SUCCESS;
    return reference_pass_down(device->self, irp);
}

static NTSTATUS
remove_device(struct reference_device *device, PIRP irp)
{
    NTSTATUS status;

    reference_stop_device(device);
    reference_deregister(device);
    irp->IoStatus.Status = STATUS_SUCCESS;
    status = reference_pass_down(device->self, irp);
    reference_delete_device(device);
    return status;
}

/* The bus driver speaks first; the list is what it left, or else what the question carried. */
static NTSTATUS
filter(struct reference_device *device, PIRP irp)
{
    PIO_STACK_LOCATION here = IoGetCurrentIrpStackLocation(irp);
    PIO_RESOURCE_REQUIREMENTS_LIST list;
    NTSTATUS status = reference_forward(device, irp);

    if (!NT_SUCCESS(status) && status != STATUS_NOT_SUPPORTED)
        return reference_complete(irp, status);
    list = (PIO_RESOURCE_REQUIREMENTS_LIST)irp->IoStatus.Information;
    if (list == NULL)
        list = here->Parameters.FilterResourceRequirements.IoResourceRequirementList;
    if (list == NULL)
        return reference_complete(irp, status);
    reference_filter_resources(device, list);
    irp->IoStatus.Information = (ULONG_PTR)list;
    return reference_complete(irp, STATUS_SUCCESS);
}

NTSTATUS NTAPI
reference_pnp(PDEVICE_OBJECT self, PIRP irp)
{
    struct reference_device *device = self->DeviceExtension;

    switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return start(device, irp);
    case IRP_MN_STOP_DEVICE:
        return stop(device, irp);
    case IRP_MN_REMOVE_DEVICE:
        return remove_device(device, irp);
    case IRP_MN_SURPRISE_REMOVAL:
        return surprise(device, irp);
    case IRP_MN_FILTER_RESOURCE_REQUIREMENTS:
        return filter(device, irp);
    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_QUERY_REMOVE_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
        irp->IoStatus.Status = STATUS_SUCCESS;
        return reference_pass_down(self, irp);
    default:
        return reference_pass_down(self, irp);
    }
}
