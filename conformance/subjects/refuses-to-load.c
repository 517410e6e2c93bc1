/* SPDX-License-Identifier: Apache-2.0 */
/*
 * refuses-to-load
 * A driver whose DriverEntry fails.
 */
#include <ntddk.h>

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(path);
    return STATUS_INSUFFICIENT_RESOURCES;
}
