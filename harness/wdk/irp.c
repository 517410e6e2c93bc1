/* SPDX-License-Identifier: Apache-2.0 */
/* IRPs: making, passing down, completing, freeing. */
#include "wdk/internal.h"

#include <string.h>

struct ndc_wdk_irp *
ndc_wdk_irp_record(struct ndc_kernel *kernel, const IRP *irp)
{
    for (uint32_t i = 0; i < kernel->run.irp_count; i++)
        if (&kernel->irps[i].irp == irp && kernel->irps[i].in_use)
            return &kernel->irps[i];
    return NULL;
}

static struct ndc_wdk_irp *
valid(struct ndc_kernel *kernel, const IRP *irp)
{
    struct ndc_wdk_irp *record = ndc_wdk_irp_record(kernel, irp);

    if (record == NULL)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_INVALID, 0, kernel->run.service);
    return record;
}

static void
prepare(struct ndc_wdk_irp *record, CCHAR stack_size)
{
    memset(&record->irp, 0, sizeof record->irp);
    memset(record->stack, 0, (size_t)stack_size * sizeof record->stack[0]);
    record->irp.Type = 6;
    record->irp.Size = (USHORT)(sizeof(IRP) + (size_t)stack_size * sizeof(IO_STACK_LOCATION));
    record->irp.StackCount = stack_size;
    record->irp.CurrentLocation = (CHAR)(stack_size + 1);
    record->irp.Tail.Overlay.CurrentStackLocation = record->stack + stack_size;
}

struct ndc_wdk_irp *
ndc_wdk_irp_new(struct ndc_kernel *kernel, CCHAR stack_size)
{
    uint32_t number = 0;

    if (stack_size < 1 || (unsigned)stack_size > NDC_WDK_STACK_MAX)
        return NULL;
    while (number < kernel->run.irp_count && kernel->irps[number].in_use)
        number++;
    if (number == NDC_WDK_IRPS_MAX)
        return NULL;
    if (number == kernel->run.irp_count)
        kernel->run.irp_count++;
    struct ndc_wdk_irp *record = &kernel->irps[number];
    record->in_use = true;
    record->by_driver = record->by_system = record->in_flight = record->completed = false;
    record->reached_bus = false;
    record->major = record->minor = 0xFF;
    record->power_done = NULL;
    prepare(record, stack_size);
    return record;
}

PIRP NTAPI
IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoAllocateIrp);
    struct ndc_wdk_irp *record = ndc_wdk_irp_new(kernel, StackSize);

    UNREFERENCED_PARAMETER(ChargeQuota);
    if (record == NULL)
        return NULL;
    record->by_driver = true;
    return &record->irp;
}

VOID NTAPI
IoFreeIrp(PIRP Irp)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoFreeIrp);
    struct ndc_wdk_irp *record = valid(kernel, Irp);

    if (record == NULL)
        return;
    if (!record->by_driver || record->in_flight)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_INVALID, 1, kernel->run.service);
    else
        record->in_use = false;
}

VOID NTAPI
IoReuseIrp(PIRP Irp, NTSTATUS Iostatus)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoAllocateIrp);
    struct ndc_wdk_irp *record = valid(kernel, Irp);

    if (record == NULL)
        return;
    prepare(record, Irp->StackCount);
    record->in_flight = record->completed = false;
    Irp->IoStatus.Status = Iostatus;
}

PIRP NTAPI
IoBuildSynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject, PVOID Buffer,
                             ULONG Length, PLARGE_INTEGER StartingOffset, PKEVENT Event,
                             PIO_STATUS_BLOCK IoStatusBlock)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoBuildSynchronousFsdRequest);

    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(StartingOffset);
    if (!ndc_wdk_device_valid(kernel, DeviceObject))
        return NULL;
    struct ndc_wdk_irp *record = ndc_wdk_irp_new(kernel, DeviceObject->StackSize);
    if (record == NULL)
        return NULL;
    record->by_system = true;
    record->irp.UserEvent = Event;
    record->irp.UserIosb = IoStatusBlock;
    record->irp.UserBuffer = Buffer;
    IoGetNextIrpStackLocation(&record->irp)->MajorFunction = (UCHAR)MajorFunction;
    return &record->irp;
}

NTSTATUS
ndc_wdk_irp_dispatch(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    UCHAR major = stack->MajorFunction;

    stack->DeviceObject = device;
    if (major > IRP_MJ_MAXIMUM_FUNCTION)
        major = IRP_MJ_CREATE;
    return device->DriverObject->MajorFunction[major](device, irp);
}

NTSTATUS NTAPI
IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoCallDriver);
    struct ndc_wdk_irp *record = valid(kernel, Irp);

    if (record == NULL)
        return STATUS_INVALID_PARAMETER;
    if (record->completed) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_COMPLETED_TWICE, record->major, record->minor);
        return Irp->IoStatus.Status;
    }
    if (!ndc_wdk_device_valid(kernel, DeviceObject)) {
        Irp->IoStatus.Status = STATUS_NO_SUCH_DEVICE;
        IofCompleteRequest(Irp, IO_NO_INCREMENT);
        return STATUS_NO_SUCH_DEVICE;
    }
    record->in_flight = true;
    if (Irp->CurrentLocation <= 1)
        ndc_wdk_bug_check(kernel, 0x35, 0); /* NO_MORE_IRP_STACK_LOCATIONS */
    IoSetNextIrpStackLocation(Irp);
    return ndc_wdk_irp_dispatch(DeviceObject, Irp);
}
