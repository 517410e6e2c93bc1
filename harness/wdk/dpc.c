/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DPCs: one queue for all CPUs, in order of insertion; high importance goes to the front.
 * They run when the IRQL of provider code falls below DISPATCH_LEVEL, or when the world says so.
 */
#include "wdk/internal.h"

#include <string.h>

static void
remove_at(struct ndc_kernel *kernel, uint32_t index)
{
    kernel->run.dpc_count--;
    memmove(&kernel->dpcs[index], &kernel->dpcs[index + 1],
            (kernel->run.dpc_count - index) * sizeof kernel->dpcs[0]);
}

static void
put(struct ndc_kernel *kernel, struct ndc_wdk_queued_dpc entry, bool in_front)
{
    uint32_t count = kernel->run.dpc_count;

    /* A DPC is queued at most once, so the queue is as long as the table of objects. */
    ndc_check(count < NDC_WDK_OBJECTS_MAX);
    if (in_front)
        memmove(&kernel->dpcs[1], &kernel->dpcs[0], count * sizeof kernel->dpcs[0]);
    kernel->dpcs[in_front ? 0 : count] = entry;
    kernel->run.dpc_count++;
}

bool
ndc_wdk_dpc_queue(struct ndc_kernel *kernel, KDPC *dpc, PVOID first, PVOID second)
{
    int number = ndc_wdk_object_find(kernel, dpc, NDC_WDK_DPC);

    if (number < 0 || dpc->DeferredRoutine == NULL) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_UNINITIALISED, NDC_WDK_DPC, kernel->run.service);
        return false;
    }
    struct ndc_wdk_object *object = &kernel->objects[number];
    uint8_t cpu = object->target == NDC_WDK_ANY_CPU ? kernel->run.cpu : object->target;
    bool insert = !object->queued;
    ndc_trace_add(kernel->trace, NDC_EVENT_DPC_QUEUE, NDC_CHANNEL_NONE, object->number, cpu, insert,
                  0);
    if (!insert)
        return false;
    object->queued = true;
    dpc->SystemArgument1 = first;
    dpc->SystemArgument2 = second;
    put(kernel, (struct ndc_wdk_queued_dpc){.dpc = dpc, .object = (uint16_t)number, .cpu = cpu},
        dpc->Importance == HighImportance);
    return true;
}

void
ndc_wdk_dpc_drop(struct ndc_kernel *kernel, const KDPC *dpc)
{
    for (uint32_t i = 0; i < kernel->run.dpc_count; i++)
        if (kernel->dpcs[i].dpc == dpc) {
            kernel->objects[kernel->dpcs[i].object].queued = false;
            remove_at(kernel, i);
            return;
        }
}

static void
run_dpc(struct ndc_kernel *kernel, struct ndc_wdk_queued_dpc entry)
{
    struct ndc_wdk_object *object = &kernel->objects[entry.object];
    uint16_t number = object->number;
    uint8_t cpu = kernel->run.cpu;
    PKDEFERRED_ROUTINE routine = entry.dpc->DeferredRoutine;

    struct ndc_wdk_node *before = ndc_wdk_node_enter(kernel, &kernel->nodes[object->node]);

    object->queued = false;
    kernel->run.in_dpc = true;
    ndc_kernel_set_cpu(kernel, entry.cpu);
    struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, DISPATCH_LEVEL);
    ndc_trace_add(kernel->trace, NDC_EVENT_DPC_RUN, NDC_CHANNEL_NONE, number, 0, 0, 0);
    routine(entry.dpc, entry.dpc->DeferredContext, entry.dpc->SystemArgument1,
            entry.dpc->SystemArgument2);
    ndc_trace_add(kernel->trace, NDC_EVENT_DPC_DONE, NDC_CHANNEL_NONE, number, 0, 0, 0);
    ndc_kernel_leave(kernel, frame);
    ndc_kernel_set_cpu(kernel, cpu);
    kernel->run.in_dpc = false;
    ndc_wdk_node_enter(kernel, before);
}

unsigned
ndc_wdk_dpcs_run(struct ndc_kernel *kernel, uint8_t cpu)
{
    uint32_t looks = kernel->run.dpc_count; /* those queued meanwhile wait for the next time */
    uint32_t index = 0;
    unsigned ran = 0;

    while (looks-- > 0 && index < kernel->run.dpc_count) {
        struct ndc_wdk_queued_dpc entry = kernel->dpcs[index];

        if (cpu != NDC_WDK_ANY_CPU && entry.cpu != cpu) {
            index++;
            continue;
        }
        remove_at(kernel, index);
        run_dpc(kernel, entry);
        ran++;
    }
    return ran;
}

VOID NTAPI
KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeInitializeDpc);

    if (DeferredRoutine == NULL)
        ndc_kernel_misuse(kernel, NDC_MISUSE_NULL_ROUTINE, 0, kernel->run.service);
    ndc_wdk_object_add(kernel, Dpc, NDC_WDK_DPC);
    memset(Dpc, 0, sizeof *Dpc);
    Dpc->Type = 19;
    Dpc->Importance = MediumImportance;
    Dpc->DeferredRoutine = DeferredRoutine;
    Dpc->DeferredContext = DeferredContext;
}

BOOLEAN NTAPI
KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeInsertQueueDpc);
    bool inserted = ndc_wdk_dpc_queue(kernel, Dpc, SystemArgument1, SystemArgument2);

    ndc_wdk_irql_fell(kernel);
    return inserted;
}

BOOLEAN NTAPI
KeRemoveQueueDpc(PRKDPC Dpc)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeRemoveQueueDpc);
    int number = ndc_wdk_object(kernel, Dpc, NDC_WDK_DPC);

    if (number < 0 || !kernel->objects[number].queued)
        return FALSE;
    ndc_wdk_dpc_drop(kernel, Dpc);
    return TRUE;
}

static void
set_target(struct ndc_kernel *kernel, const KDPC *dpc, unsigned cpu)
{
    int number = ndc_wdk_object(kernel, dpc, NDC_WDK_DPC);

    if (cpu >= kernel->config.cpus)
        ndc_kernel_misuse(kernel, NDC_MISUSE_PROCESSOR_INVALID, cpu, kernel->run.service);
    else if (number >= 0) {
        kernel->objects[number].target = (uint8_t)cpu;
        ndc_trace_add(kernel->trace, NDC_EVENT_DPC_TARGET, NDC_CHANNEL_NONE,
                      kernel->objects[number].number, cpu, 0, 0);
    }
}

VOID NTAPI
KeSetTargetProcessorDpc(PRKDPC Dpc, CCHAR Number)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeSetTargetProcessorDpc);
    unsigned number = (UCHAR)Number;

    if (number >= NDC_WDK_GROUP_CPUS_MAX) /* it reaches group 0 only */
        ndc_kernel_misuse(kernel, NDC_MISUSE_PROCESSOR_INVALID, number, kernel->run.service);
    else
        set_target(kernel, Dpc, number);
}

NTSTATUS NTAPI
KeSetTargetProcessorDpcEx(PKDPC Dpc, PPROCESSOR_NUMBER ProcNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeSetTargetProcessorDpc);

    uint64_t cpus = ndc_wdk_group_cpus(kernel, ProcNumber->Group);

    if (ProcNumber->Reserved != 0 || ProcNumber->Number >= NDC_WDK_GROUP_CPUS_MAX ||
        (cpus >> ProcNumber->Number & 1) == 0)
        return STATUS_INVALID_PARAMETER;
    set_target(kernel, Dpc, ProcNumber->Group * NDC_WDK_GROUP_CPUS_MAX + ProcNumber->Number);
    return STATUS_SUCCESS;
}

VOID NTAPI
KeSetImportanceDpc(PRKDPC Dpc, KDPC_IMPORTANCE Importance)
{
    if (ndc_wdk_object(NDC_WDK_ENTER(KeSetImportanceDpc), Dpc, NDC_WDK_DPC) >= 0)
        Dpc->Importance = (UCHAR)Importance;
}

VOID NTAPI
KeFlushQueuedDpcs(VOID)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeFlushQueuedDpcs);

    if (!kernel->run.in_dpc && kernel->run.irql < DISPATCH_LEVEL)
        ndc_wdk_dpcs_run(kernel, NDC_WDK_ANY_CPU);
}
