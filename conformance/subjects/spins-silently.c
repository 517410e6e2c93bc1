/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spins-silently
 * A driver that loops for ever and asks for no service while it does.
 */
#include <ntddk.h>

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    volatile BOOLEAN ready = FALSE;

    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(path);
    while (!ready)
        continue;
    return STATUS_SUCCESS;
}
