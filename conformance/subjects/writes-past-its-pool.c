/* SPDX-License-Identifier: Apache-2.0 */
/*
 * writes-past-its-pool
 * A driver that asks for 16 bytes and writes 17.
 */
#include <ntddk.h>

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    volatile UCHAR *bytes = ExAllocatePoolWithTag(NonPagedPool, 16, 'jbuS');

    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(path);
    if (bytes == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    for (ULONG i = 0; i < 17; i++)
        bytes[i] = 0x5A;
    ExFreePoolWithTag((PVOID)(ULONG_PTR)bytes, 'jbuS');
    return STATUS_UNSUCCESSFUL;
}
