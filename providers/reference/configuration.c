/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PCI configuration space, through the interface of the bus driver below.
 */
#include <initguid.h>
#include <ntddk.h>
#include <wdmguid.h>

#include "reference.h"

static void
fill_question(PIO_STACK_LOCATION next, PBUS_INTERFACE_STANDARD bus)
{
    next->MajorFunction = IRP_MJ_PNP;
    next->MinorFunction = IRP_MN_QUERY_INTERFACE;
    next->Parameters.QueryInterface.InterfaceType = &GUID_BUS_INTERFACE_STANDARD;
    next->Parameters.QueryInterface.Size = sizeof *bus;
    next->Parameters.QueryInterface.Version = 1;
    next->Parameters.QueryInterface.Interface = (PINTERFACE)(PVOID)bus;
    next->Parameters.QueryInterface.InterfaceSpecificData = NULL;
}

static NTSTATUS
query_bus(PDEVICE_OBJECT lower, PBUS_INTERFACE_STANDARD bus)
{
    IO_STATUS_BLOCK result;
    KEVENT done;
    PIRP irp;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, lower, NULL, 0, NULL, &done, &result);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    irp->IoStatus.Status = STATUS_NOT_SUPPORTED; /* as every PnP IRP begins */
    fill_question(IoGetNextIrpStackLocation(irp), bus);
    status = IoCallDriver(lower, irp);
    if (status != STATUS_PENDING)
        return status;
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    return result.Status;
}

NTSTATUS
reference_read_configuration(struct reference_device *device, PVOID to, ULONG offset, ULONG bytes)
{
    BUS_INTERFACE_STANDARD bus;
    NTSTATUS status;
    ULONG read;

    RtlZeroMemory(&bus, sizeof bus);
    status = query_bus(device->lower, &bus);
    if (!NT_SUCCESS(status))
        return status;
    read = bus.GetBusData(bus.Context, PCI_WHICHSPACE_CONFIG, to, offset, bytes);
    bus.InterfaceDereference(bus.Context);
    return read == bytes ? STATUS_SUCCESS : STATUS_DEVICE_CONFIGURATION_ERROR;
}
