/* SPDX-License-Identifier: Apache-2.0 */
/* Device objects of the driver, and the stack of the device whose code runs: its PDO and what is
 * attached above it. */
#include "wdk/internal.h"

#include <string.h>

#define DEVICE_TAG 0x69766544 /* "Devi" */

bool
ndc_wdk_device_valid(struct ndc_kernel *kernel, const DEVICE_OBJECT *device)
{
    if (ndc_wdk_node_of(kernel, device) != NULL)
        return true;
    const struct ndc_wdk_allocation *found = ndc_wdk_allocation(kernel, device);
    if (found != NULL && found->class == NDC_WDK_DEVICE)
        return true;
    ndc_kernel_misuse(kernel, NDC_MISUSE_DEVICE_INVALID, 0, kernel->run.service);
    return false;
}

/* Walks up at most the height a stack can have. */
PDEVICE_OBJECT
ndc_wdk_device_top(struct ndc_kernel *kernel)
{
    PDEVICE_OBJECT device = &kernel->node->pdo;

    for (unsigned i = 0; i < NDC_WDK_STACK_MAX && device->AttachedDevice != NULL; i++)
        device = device->AttachedDevice;
    return device;
}

unsigned
ndc_wdk_devices_attached(struct ndc_kernel *kernel)
{
    const DEVICE_OBJECT *device = kernel->node->pdo.AttachedDevice;
    unsigned count = 0;

    for (; count < NDC_WDK_STACK_MAX && device != NULL; count++)
        device = device->AttachedDevice;
    return count;
}

NTSTATUS NTAPI
IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize, PUNICODE_STRING DeviceName,
               DEVICE_TYPE DeviceType, ULONG DeviceCharacteristics, BOOLEAN Exclusive,
               PDEVICE_OBJECT *DeviceObject)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoCreateDevice);
    uint64_t bytes = sizeof(DEVICE_OBJECT) + (uint64_t)DeviceExtensionSize;

    UNREFERENCED_PARAMETER(DeviceName);
    *DeviceObject = NULL;
    PDEVICE_OBJECT device =
        ndc_wdk_allocate(kernel, NDC_WDK_DEVICE, bytes, DEVICE_TAG, NDC_MEMORY_ANYWHERE);
    if (device == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    memset(device, 0, bytes);
    device->Type = 3;
    device->Size = (USHORT)(bytes <= MAXUSHORT ? bytes : MAXUSHORT);
    device->ReferenceCount = 1;
    device->DriverObject = DriverObject;
    device->NextDevice = DriverObject->DeviceObject;
    device->DeviceType = DeviceType;
    device->Characteristics = DeviceCharacteristics;
    device->Flags = DO_DEVICE_INITIALIZING | (Exclusive ? DO_EXCLUSIVE : 0);
    device->StackSize = 1;
    device->DeviceExtension = DeviceExtensionSize > 0 ? device + 1 : NULL;
    DriverObject->DeviceObject = device;
    *DeviceObject = device;
    return STATUS_SUCCESS;
}

static bool
attached_below(struct ndc_kernel *kernel, const DEVICE_OBJECT *device)
{
    const DEVICE_OBJECT *below = &kernel->node->pdo;

    for (unsigned i = 0; i < NDC_WDK_STACK_MAX && below != NULL; i++) {
        if (below->AttachedDevice == device)
            return true;
        below = below->AttachedDevice;
    }
    return false;
}

static void
unlink_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT device)
{
    PDEVICE_OBJECT *link = &driver->DeviceObject;

    for (unsigned i = 0; i < NDC_WDK_ALLOCATIONS_MAX && *link != NULL; i++) {
        if (*link == device) {
            *link = device->NextDevice;
            return;
        }
        link = &(*link)->NextDevice;
    }
}

/* Takes a device out of the stack that stands on the one below it. */
static void
detach_above(PDEVICE_OBJECT below)
{
    below->AttachedDevice->StackSize = 1;
    below->AttachedDevice = NULL;
}

VOID NTAPI
IoDeleteDevice(PDEVICE_OBJECT DeviceObject)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoDeleteDevice);

    if (ndc_wdk_node_of(kernel, DeviceObject) != NULL) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_DEVICE_INVALID, 1, kernel->run.service);
        return;
    }
    if (!ndc_wdk_device_valid(kernel, DeviceObject))
        return;
    if (attached_below(kernel, DeviceObject)) {
        PDEVICE_OBJECT below = &kernel->node->pdo;

        ndc_kernel_misuse(kernel, NDC_MISUSE_DEVICE_DELETED_ATTACHED, 0, 0);
        for (unsigned i = 0; i < NDC_WDK_STACK_MAX && below->AttachedDevice != DeviceObject; i++)
            below = below->AttachedDevice;
        detach_above(below);
    }
    unlink_device(DeviceObject->DriverObject, DeviceObject);
    ndc_wdk_free(kernel, DeviceObject, NDC_WDK_CLASS_BIT(NDC_WDK_DEVICE), 0);
}

PDEVICE_OBJECT NTAPI
IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice, PDEVICE_OBJECT TargetDevice)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoAttachDeviceToDeviceStack);

    if (!ndc_wdk_device_valid(kernel, SourceDevice) || !ndc_wdk_device_valid(kernel, TargetDevice))
        return NULL;
    PDEVICE_OBJECT top = ndc_wdk_device_top(kernel);
    bool in_stack = SourceDevice == &kernel->node->pdo || attached_below(kernel, SourceDevice);
    if (in_stack || kernel->node->state == NDC_WDK_REMOVED ||
        (uint8_t)top->StackSize >= NDC_WDK_STACK_MAX)
        return NULL;
    top->AttachedDevice = SourceDevice;
    SourceDevice->StackSize = (CCHAR)(top->StackSize + 1);
    SourceDevice->AlignmentRequirement = top->AlignmentRequirement;
    return top;
}

VOID NTAPI
IoDetachDevice(PDEVICE_OBJECT TargetDevice)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoDetachDevice);

    if (!ndc_wdk_device_valid(kernel, TargetDevice))
        return;
    if (TargetDevice->AttachedDevice == NULL) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_DETACH_WRONG, 0, kernel->run.service);
        return;
    }
    detach_above(TargetDevice);
}

PDEVICE_OBJECT NTAPI
IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoReferenceDevice);
    PDEVICE_OBJECT top =
        ndc_wdk_device_valid(kernel, DeviceObject) ? ndc_wdk_device_top(kernel) : DeviceObject;

    top->ReferenceCount++;
    return top;
}

VOID NTAPI
ObfReferenceObject(PVOID Object)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoReferenceDevice);

    if (ndc_wdk_device_valid(kernel, Object))
        ((PDEVICE_OBJECT)Object)->ReferenceCount++;
}

VOID NTAPI
ObfDereferenceObject(PVOID Object)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoReferenceDevice);

    if (ndc_wdk_device_valid(kernel, Object))
        ((PDEVICE_OBJECT)Object)->ReferenceCount--;
}
