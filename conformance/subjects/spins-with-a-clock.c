/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spins-with-a-clock
 * A driver that waits for ever, a microsecond at a time.
 */
#include <ntddk.h>

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(path);
    for (;;)
        KeStallExecutionProcessor(1);
}
