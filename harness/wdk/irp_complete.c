/* SPDX-License-Identifier: Apache-2.0 */
/* Completing IRPs: the way back up through the completion routines. */
#include "wdk/internal.h"

static bool
wanted(const IO_STACK_LOCATION *stack, const IRP *irp)
{
    if (stack->CompletionRoutine == NULL)
        return false;
    if (irp->Cancel && stack->Control & SL_INVOKE_ON_CANCEL)
        return true;
    return stack->Control &
           (NT_SUCCESS(irp->IoStatus.Status) ? SL_INVOKE_ON_SUCCESS : SL_INVOKE_ON_ERROR);
}

/* The IRP has reached the one who made it. */
static void
arrive(struct ndc_kernel *kernel, struct ndc_wdk_irp *record)
{
    PIRP irp = &record->irp;

    record->completed = true;
    record->in_flight = false;
    if (record->power_done != NULL)
        record->power_done(record->power_device, record->minor, record->power_state,
                           record->power_context, &irp->IoStatus);
    if (!record->by_system)
        return;
    if (irp->UserIosb != NULL)
        *irp->UserIosb = irp->IoStatus;
    if (irp->UserEvent != NULL && ndc_wdk_object(kernel, irp->UserEvent, NDC_WDK_EVENT) >= 0)
        irp->UserEvent->Header.SignalState = 1;
    record->in_use = false;
}

/* One location up. False when the completion routine keeps the IRP. */
static bool
unwind(struct ndc_kernel *kernel, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    bool pending = stack->Control & SL_PENDING_RETURNED;
    struct ndc_wdk_irp *record = ndc_wdk_irp_record(kernel, irp);

    irp->PendingReturned = pending;
    irp->CurrentLocation++;
    irp->Tail.Overlay.CurrentStackLocation++;
    bool at_top = irp->CurrentLocation > irp->StackCount;
    if (wanted(stack, irp)) {
        PDEVICE_OBJECT above = at_top ? NULL : IoGetCurrentIrpStackLocation(irp)->DeviceObject;
        struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, kernel->run.irql);
        NTSTATUS answer;

        if (record != NULL)
            record->in_flight = false; /* the routine may free it, or complete it later */
        answer = stack->CompletionRoutine(above, irp, stack->Context);
        ndc_kernel_leave(kernel, frame);
        if (answer == STATUS_MORE_PROCESSING_REQUIRED)
            return false;
        if (record != NULL)
            record->in_flight = true;
    } else if (pending && !at_top) {
        IoMarkIrpPending(irp);
    }
    return true;
}

VOID NTAPI
IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoCompleteRequest);
    struct ndc_wdk_irp *record = ndc_wdk_irp_record(kernel, Irp);

    UNREFERENCED_PARAMETER(PriorityBoost);
    if (record == NULL || record->completed) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_COMPLETED_TWICE, record ? record->major : 0,
                          record ? record->minor : 0);
        return;
    }
    if (Irp->IoStatus.Status == STATUS_PENDING)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_COMPLETED_PENDING, record->major, record->minor);
    for (unsigned i = 0; i < NDC_WDK_STACK_MAX && Irp->CurrentLocation <= Irp->StackCount; i++)
        if (!unwind(kernel, Irp))
            return;
    arrive(kernel, record);
}

static NTSTATUS NTAPI
stop_at_event(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    PKEVENT event = context;

    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    event->Header.SignalState = 1;
    return STATUS_MORE_PROCESSING_REQUIRED;
}

BOOLEAN NTAPI
IoForwardIrpSynchronously(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoForwardIrpSynchronously);
    KEVENT event;

    if (Irp->CurrentLocation <= 1)
        return FALSE;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, stop_at_event, &event, TRUE, TRUE, TRUE);
    if (IofCallDriver(DeviceObject, Irp) == STATUS_PENDING)
        KeWaitForSingleObject(&event, Suspended, KernelMode, FALSE, NULL);
    ndc_wdk_objects_forget(kernel, &event, sizeof event);
    return TRUE;
}
