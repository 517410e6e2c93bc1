/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crashes-at-once
 * A driver whose DriverEntry writes through a pointer that points nowhere.
 */
#include <ntddk.h>

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    volatile ULONG *volatile nowhere = (volatile ULONG *)(ULONG_PTR)0x10;

    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(path);
    *nowhere = 1;
    return STATUS_SUCCESS;
}
