/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The driver itself, and its device objects. The driver keeps nothing outside of them.
 */
#include "reference.h"

static VOID NTAPI
unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver); /* DRV-08: DriverEntry allocated nothing */
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
    UNREFERENCED_PARAMETER(registry_path);
    driver->DriverExtension->AddDevice = reference_add_device;
    driver->DriverUnload = unload;
    reference_set_dispatch(driver);
    return STATUS_SUCCESS;
}

/* REG-12: complete before NetDMA hears of it, for it may call back at once. */
static void
initialize(struct reference_device *device, PDEVICE_OBJECT self, PDEVICE_OBJECT physical)
{
    ULONG index;

    RtlZeroMemory(device, sizeof *device);
    device->self = self;
    device->physical = physical;
    KeInitializeSpinLock(&device->lock);
    for (index = 0; index < REFERENCE_CHANNELS_MAX; index++)
        device->channel_cpus[index] = REFERENCE_CPU_NONE;
}

static NTSTATUS
attach_and_register(struct reference_device *device)
{
    NTSTATUS status;

    device->lower = IoAttachDeviceToDeviceStack(device->self, device->physical);
    if (device->lower == NULL)
        return STATUS_NO_SUCH_DEVICE;
    status = reference_choose_version(device);
    if (!NT_SUCCESS(status))
        return status;
    return reference_register(device);
}

NTSTATUS NTAPI
reference_add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT physical)
{
    struct reference_device *device;
    PDEVICE_OBJECT self;
    NTSTATUS status = IoCreateDevice(driver, sizeof *device, NULL, FILE_DEVICE_UNKNOWN,
                                     FILE_DEVICE_SECURE_OPEN, FALSE, &self);

    if (!NT_SUCCESS(status))
        return status;
    device = self->DeviceExtension;
    initialize(device, self, physical);
    status = attach_and_register(device);
    if (!NT_SUCCESS(status)) {
        reference_delete_device(device); /* DRV-12 */
        return status;
    }
    /* DRV-10: not pagable, so that it goes to sleep after those who still use it. */
    self->Flags &= ~(ULONG)(DO_DEVICE_INITIALIZING | DO_POWER_PAGABLE);
    return STATUS_SUCCESS;
}

void
reference_delete_device(struct reference_device *device)
{
    if (device->lower != NULL)
        IoDetachDevice(device->lower);
    IoDeleteDevice(device->self);
}
