/* SPDX-License-Identifier: Apache-2.0 */
/* Bug checks, messages, properties and registry: a computer without settings. */
#include "wdk/internal.h"

VOID NTAPI
KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1, ULONG_PTR BugCheckParameter2,
             ULONG_PTR BugCheckParameter3, ULONG_PTR BugCheckParameter4)
{
    /* Parameters may be addresses, which never go into a trace. */
    UNREFERENCED_PARAMETER(BugCheckParameter1);
    UNREFERENCED_PARAMETER(BugCheckParameter2);
    UNREFERENCED_PARAMETER(BugCheckParameter3);
    UNREFERENCED_PARAMETER(BugCheckParameter4);
    ndc_wdk_bug_check(ndc_kernel_current, BugCheckCode, 0);
}

VOID NTAPI
KeBugCheck(ULONG BugCheckCode)
{
    ndc_wdk_bug_check(ndc_kernel_current, BugCheckCode, 0);
}

ULONG NTAPI
DbgPrint(PCSTR Format, ...)
{
    UNREFERENCED_PARAMETER(Format);
    return STATUS_SUCCESS;
}

ULONG NTAPI
DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
{
    UNREFERENCED_PARAMETER(ComponentId);
    UNREFERENCED_PARAMETER(Level);
    UNREFERENCED_PARAMETER(Format);
    return STATUS_SUCCESS;
}

VOID NTAPI
RtlAssert(PVOID FailedAssertion, PVOID FileName, ULONG LineNumber, PSTR Message)
{
    UNREFERENCED_PARAMETER(FailedAssertion);
    UNREFERENCED_PARAMETER(FileName);
    UNREFERENCED_PARAMETER(Message);
    ndc_kernel_misuse(ndc_kernel_current, NDC_MISUSE_ASSERTION, LineNumber, 0);
}

NTSTATUS NTAPI
IoGetDeviceProperty(PDEVICE_OBJECT DeviceObject, DEVICE_REGISTRY_PROPERTY DeviceProperty,
                    ULONG BufferLength, PVOID PropertyBuffer, PULONG ResultLength)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoGetDeviceProperty);

    if (DeviceObject != &kernel->node->pdo) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_DEVICE_INVALID, 0, kernel->run.service);
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    *ResultLength = 0;
    if (DeviceProperty != DevicePropertyBusNumber && DeviceProperty != DevicePropertyAddress)
        return STATUS_OBJECT_NAME_NOT_FOUND;
    *ResultLength = sizeof(ULONG);
    if (BufferLength < sizeof(ULONG))
        return STATUS_BUFFER_TOO_SMALL;
    memset(PropertyBuffer, 0, sizeof(ULONG));
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
IoOpenDeviceRegistryKey(PDEVICE_OBJECT DeviceObject, ULONG DevInstKeyType,
                        ACCESS_MASK DesiredAccess, PHANDLE DeviceRegKey)
{
    NDC_WDK_ENTER(IoOpenDeviceRegistryKey);
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(DevInstKeyType);
    UNREFERENCED_PARAMETER(DesiredAccess);
    *DeviceRegKey = NULL;
    return STATUS_OBJECT_NAME_NOT_FOUND;
}

NTSTATUS NTAPI
ZwClose(HANDLE Handle)
{
    UNREFERENCED_PARAMETER(Handle);
    NDC_WDK_ENTER(ZwClose);
    return STATUS_INVALID_HANDLE; /* no handle was ever given out */
}

VOID NTAPI
IoInvalidateDeviceState(PDEVICE_OBJECT PhysicalDeviceObject)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoInvalidateDeviceState);

    if (PhysicalDeviceObject != &kernel->node->pdo)
        ndc_kernel_misuse(kernel, NDC_MISUSE_DEVICE_INVALID, 0, kernel->run.service);
}
