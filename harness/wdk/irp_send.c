/* SPDX-License-Identifier: Apache-2.0 */
/* IRPs of the system: sent to the top of the stack, awaited, and their life judged. */
#include "wdk/internal.h"

#define IDLE_STEPS_MAX 100000u

struct ndc_wdk_irp *
ndc_wdk_irp_make(struct ndc_kernel *kernel, UCHAR major, UCHAR minor)
{
    PDEVICE_OBJECT top = ndc_wdk_device_top(kernel);
    struct ndc_wdk_irp *record = ndc_wdk_irp_new(kernel, top->StackSize);

    ndc_check(record != NULL);
    record->major = major;
    record->minor = minor;
    record->irp.IoStatus.Status = STATUS_NOT_SUPPORTED;
    PIO_STACK_LOCATION stack = IoGetNextIrpStackLocation(&record->irp);
    stack->MajorFunction = major;
    stack->MinorFunction = minor;
    return record;
}

/* Whether success without the bus driver is a mistake. */
static bool
must_reach_bus(const struct ndc_wdk_irp *record)
{
    return (record->major == IRP_MJ_PNP || record->major == IRP_MJ_POWER) &&
           NT_SUCCESS(record->irp.IoStatus.Status);
}

static void
await(struct ndc_kernel *kernel, struct ndc_wdk_irp *record)
{
    for (uint32_t i = 0; i < IDLE_STEPS_MAX && !record->completed; i++)
        ndc_wdk_idle(kernel);
}

static void
judge(struct ndc_kernel *kernel, const struct ndc_wdk_irp *record, NTSTATUS returned)
{
    /* The location of the driver at the top; completion leaves its mark there. */
    const IO_STACK_LOCATION *top = &record->stack[record->irp.StackCount - 1];
    bool marked = top->Control & SL_PENDING_RETURNED;
    uint64_t function = record->major | (uint64_t)record->minor << 8;

    if (!record->completed) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_NEVER_COMPLETED, record->major, record->minor);
        return;
    }
    if ((returned == STATUS_PENDING) != marked)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_PENDING_UNMARKED, record->major, record->minor);
    else if (returned != STATUS_PENDING && returned != record->irp.IoStatus.Status)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_STATUS_MISMATCH, (uint32_t)returned, function);
    if (must_reach_bus(record) && !record->reached_bus)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRP_NOT_FORWARDED, record->major, record->minor);
}

NTSTATUS
ndc_wdk_irp_send(struct ndc_kernel *kernel, struct ndc_wdk_irp *record)
{
    PIRP irp = &record->irp;
    uint8_t minor_before = kernel->run.irp_minor;
    struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, kernel->run.irql);

    kernel->run.irp_minor = record->major == IRP_MJ_PNP ? record->minor : 0xFF;
    record->in_flight = true;
    ndc_trace_add(kernel->trace, NDC_EVENT_IRP, NDC_CHANNEL_NONE, record->major, record->minor, 0,
                  0);
    IoSetNextIrpStackLocation(irp);
    NTSTATUS status = ndc_wdk_irp_dispatch(ndc_wdk_device_top(kernel), irp);
    ndc_kernel_leave(kernel, frame);
    if (status == STATUS_PENDING)
        await(kernel, record);
    judge(kernel, record, status);
    NTSTATUS answer = record->completed ? irp->IoStatus.Status : STATUS_UNSUCCESSFUL;
    ndc_trace_add(kernel->trace, NDC_EVENT_IRP_DONE, NDC_CHANNEL_NONE, record->major, record->minor,
                  (uint32_t)answer, 0);
    kernel->run.irp_minor = minor_before;
    record->in_use = false;
    return answer;
}
