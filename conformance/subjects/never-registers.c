/* SPDX-License-Identifier: Apache-2.0 */
/*
 * never-registers
 * A driver that loads and takes its device, but never offers it to NetDMA.
 */
#include <ntddk.h>

static NTSTATUS NTAPI
add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT physical)
{
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(physical);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
refuse(PDEVICE_OBJECT self, PIRP irp)
{
    UNREFERENCED_PARAMETER(self);
    irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_NOT_SUPPORTED;
}

static VOID NTAPI
unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->DriverExtension->AddDevice = add_device;
    driver->DriverUnload = unload;
    driver->MajorFunction[IRP_MJ_PNP] = refuse;
    driver->MajorFunction[IRP_MJ_POWER] = refuse;
    return STATUS_SUCCESS;
}
