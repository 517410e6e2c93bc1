/* SPDX-License-Identifier: Apache-2.0 */
/* Work items: routines that run at PASSIVE_LEVEL when the computer has nothing more urgent. */
#include "wdk/internal.h"

#include <string.h>

#define WORK_TAG 0x6B726F57 /* "Work" */

static struct _IO_WORKITEM *
valid(struct ndc_kernel *kernel, PIO_WORKITEM item)
{
    const struct ndc_wdk_allocation *found = ndc_wdk_allocation(kernel, item);

    if (found != NULL && found->class == NDC_WDK_WORK_ITEM)
        return item;
    ndc_kernel_misuse(kernel, NDC_MISUSE_UNINITIALISED, 0, kernel->run.service);
    return NULL;
}

PIO_WORKITEM NTAPI
IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoAllocateWorkItem);

    if (!ndc_wdk_device_valid(kernel, DeviceObject))
        return NULL;
    PIO_WORKITEM item =
        ndc_wdk_allocate(kernel, NDC_WDK_WORK_ITEM, sizeof *item, WORK_TAG, NDC_MEMORY_ANYWHERE);
    if (item != NULL)
        *item = (struct _IO_WORKITEM){.device = DeviceObject, .node = kernel->node->number};
    return item;
}

VOID NTAPI
IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine,
                WORK_QUEUE_TYPE QueueType, PVOID Context)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoQueueWorkItem);
    PIO_WORKITEM item = valid(kernel, IoWorkItem);

    UNREFERENCED_PARAMETER(QueueType);
    if (item == NULL)
        return;
    if (item->queued != 0 || WorkerRoutine == NULL) {
        ndc_kernel_misuse(
            kernel, item->queued ? NDC_MISUSE_WORK_QUEUED_TWICE : NDC_MISUSE_NULL_ROUTINE, 0, 0);
        return;
    }
    ndc_check(kernel->run.work_count < NDC_WDK_WORK_MAX);
    item->routine = WorkerRoutine;
    item->context = Context;
    item->queued = 1;
    kernel->work[kernel->run.work_count++] = item;
}

static void
take_first(struct ndc_kernel *kernel, uint32_t index)
{
    kernel->run.work_count--;
    memmove(&kernel->work[index], &kernel->work[index + 1],
            (kernel->run.work_count - index) * sizeof kernel->work[0]);
}

VOID NTAPI
IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoFreeWorkItem);

    for (uint32_t i = kernel->run.work_count; i-- > 0;)
        if (kernel->work[i] == IoWorkItem) {
            ndc_kernel_misuse(kernel, NDC_MISUSE_FREE_IN_USE, WORK_TAG, 0);
            take_first(kernel, i);
        }
    ndc_wdk_free(kernel, IoWorkItem, NDC_WDK_CLASS_BIT(NDC_WDK_WORK_ITEM), 0);
}

unsigned
ndc_wdk_work_run(struct ndc_kernel *kernel)
{
    uint32_t looks = kernel->run.work_count; /* those queued meanwhile wait for the next time */
    unsigned ran = 0;

    for (; ran < looks && kernel->run.work_count > 0; ran++) {
        struct _IO_WORKITEM item = *kernel->work[0];

        kernel->work[0]->queued = 0;
        take_first(kernel, 0);
        struct ndc_wdk_node *before = ndc_wdk_node_enter(kernel, &kernel->nodes[item.node]);
        struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, PASSIVE_LEVEL);
        item.routine(item.device, item.context);
        ndc_kernel_leave(kernel, frame);
        ndc_wdk_node_enter(kernel, before);
    }
    return ran;
}
