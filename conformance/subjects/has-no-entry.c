/* SPDX-License-Identifier: Apache-2.0 */
/*
 * has-no-entry
 * Not a driver at all: there is no DriverEntry.
 */
#include <ntddk.h>

NTSTATUS NTAPI NotDriverEntry(void);

NTSTATUS NTAPI
NotDriverEntry(void)
{
    return STATUS_SUCCESS;
}
