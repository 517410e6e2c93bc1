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

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->DriverExtension->AddDevice = add_device;
    return STATUS_SUCCESS;
}
