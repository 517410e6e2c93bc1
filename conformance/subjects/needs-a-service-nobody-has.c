/* SPDX-License-Identifier: Apache-2.0 */
/*
 * needs-a-service-nobody-has
 * A driver that cannot be loaded: one of its imports does not exist.
 */
#include <ntddk.h>

NTSTATUS NTAPI KeServiceThatNobodyHas(PDRIVER_OBJECT driver);

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    return KeServiceThatNobodyHas(driver);
}
