/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Connecting interrupt routines: fully specified, line-based, message-based.
 * Message-based asks for all messages at once; without messages it falls back to the line.
 */
#include "wdk/internal.h"

static bool
may_connect(struct ndc_kernel *kernel)
{
    uint64_t value = 0, operand = 0;

    return ndc_fault_pass(kernel->faults, NDC_PLACE_KERNEL_CONNECT, NDC_CHANNEL_NONE, &value,
                          &operand) != NDC_OPERATOR_DROP;
}

/* A new connection; lock NULL: its own. NULL when the table is full. */
static struct _KINTERRUPT *
connect(struct ndc_kernel *kernel, unsigned message, PKSPIN_LOCK lock, KIRQL irql)
{
    if (kernel->run.connection_count == NDC_WDK_CONNECTIONS_MAX)
        return NULL;
    struct _KINTERRUPT *made = &kernel->connections[kernel->run.connection_count++];
    *made = (struct _KINTERRUPT){.message = (uint8_t)message,
                                 .node = kernel->node->number,
                                 .irql = irql > NDC_WDK_DIRQL ? irql : NDC_WDK_DIRQL,
                                 .latched = kernel->node->message_count > 0,
                                 .connected = true};
    if (lock == NULL)
        ndc_wdk_object_add(kernel, &made->own_lock, NDC_WDK_LOCK);
    made->lock = lock == NULL ? &made->own_lock : lock;
    return made;
}

/* The routine of a message, or of the line, is in place. */
static void
tell(struct ndc_kernel *kernel, unsigned message, bool of_message)
{
    bool granted = message < kernel->node->message_count;

    ndc_trace_add(kernel->trace, NDC_EVENT_CONNECT, NDC_CHANNEL_NONE, message, of_message,
                  granted ? kernel->node->message_affinity[message] : ndc_wdk_group_cpus(kernel, 0),
                  kernel->node->message_count |
                      (granted ? (uint64_t)kernel->node->message_group[message] << 8 : 0));
}

/* Message number of an assigned vector, or -1. */
static int
message_of(const struct ndc_kernel *kernel, ULONG vector)
{
    if (kernel->node->message_count == 0)
        return vector == ndc_wdk_line_vector(kernel) ? 0 : -1;
    if (vector - ndc_wdk_message_vector(kernel) < kernel->node->message_count)
        return (int)(vector - ndc_wdk_message_vector(kernel));
    return -1;
}

static NTSTATUS
wrong(struct ndc_kernel *kernel, uint64_t detail)
{
    ndc_kernel_misuse(kernel, NDC_MISUSE_CONNECT_WRONG, detail, kernel->run.service);
    return STATUS_INVALID_PARAMETER;
}

static NTSTATUS
connect_specified(struct ndc_kernel *kernel,
                  const IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS *wanted)
{
    int message = message_of(kernel, wanted->Vector);
    KINTERRUPT_MODE mode = kernel->node->message_count > 0 ? Latched : LevelSensitive;

    if (wanted->ServiceRoutine == NULL || wanted->InterruptObject == NULL || message < 0)
        return wrong(kernel, wanted->Vector);
    if (wanted->Irql != NDC_WDK_DIRQL || wanted->SynchronizeIrql < wanted->Irql ||
        wanted->InterruptMode != mode)
        return wrong(kernel, wanted->Irql | (uint64_t)wanted->SynchronizeIrql << 8);
    if (wanted->ProcessorEnableMask == 0)
        return wrong(kernel, wanted->ProcessorEnableMask);
    if (!may_connect(kernel))
        return STATUS_INSUFFICIENT_RESOURCES;
    PKINTERRUPT made =
        connect(kernel, (unsigned)message, wanted->SpinLock, wanted->SynchronizeIrql);
    if (made == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    made->routine = wanted->ServiceRoutine;
    made->context = wanted->ServiceContext;
    *wanted->InterruptObject = made;
    tell(kernel, (unsigned)message, kernel->node->message_count > 0);
    return STATUS_SUCCESS;
}

static NTSTATUS
connect_line(struct ndc_kernel *kernel, const IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS *wanted)
{
    if (wanted->PhysicalDeviceObject != &kernel->node->pdo || wanted->ServiceRoutine == NULL ||
        wanted->InterruptObject == NULL)
        return wrong(kernel, CONNECT_LINE_BASED);
    if (!may_connect(kernel))
        return STATUS_INSUFFICIENT_RESOURCES;
    PKINTERRUPT made = connect(kernel, 0, wanted->SpinLock, wanted->SynchronizeIrql);
    if (made == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    made->routine = wanted->ServiceRoutine;
    made->context = wanted->ServiceContext;
    *wanted->InterruptObject = made;
    tell(kernel, 0, false);
    return STATUS_SUCCESS;
}

static NTSTATUS
connect_all_messages(struct ndc_kernel *kernel,
                     const IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS *wanted)
{
    IO_INTERRUPT_MESSAGE_INFO *info = &kernel->node->message_info.info;
    PKSPIN_LOCK lock = wanted->SpinLock;

    if (kernel->run.connection_count + kernel->node->message_count > NDC_WDK_CONNECTIONS_MAX)
        return STATUS_INSUFFICIENT_RESOURCES;
    *info = (IO_INTERRUPT_MESSAGE_INFO){.UnifiedIrql = NDC_WDK_DIRQL,
                                        .MessageCount = kernel->node->message_count};
    for (uint32_t i = 0; i < kernel->node->message_count; i++) {
        PKINTERRUPT made = connect(kernel, i, lock, wanted->SynchronizeIrql);

        made->message_routine = wanted->MessageServiceRoutine;
        made->context = wanted->ServiceContext;
        info->UnifiedIrql = made->irql;
        info->MessageInfo[i] = (IO_INTERRUPT_MESSAGE_INFO_ENTRY){
            .MessageAddress.QuadPart = 0xFEE00000,
            .TargetProcessorSet = kernel->node->message_affinity[i],
            .InterruptObject = made,
            .MessageData = ndc_wdk_message_vector(kernel) + i,
            .Vector = ndc_wdk_message_vector(kernel) + i,
            .Irql = made->irql,
            .Mode = Latched,
            .Polarity = InterruptActiveHigh,
        };
        tell(kernel, i, true);
    }
    *wanted->ConnectionContext.InterruptMessageTable = info;
    return STATUS_SUCCESS;
}

static NTSTATUS
connect_messages(struct ndc_kernel *kernel, PIO_CONNECT_INTERRUPT_PARAMETERS parameters)
{
    const IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS *wanted = &parameters->MessageBased;

    if (wanted->PhysicalDeviceObject != &kernel->node->pdo || wanted->MessageServiceRoutine == NULL ||
        wanted->ConnectionContext.Generic == NULL)
        return wrong(kernel, CONNECT_MESSAGE_BASED);
    if (kernel->node->message_count > 0)
        return may_connect(kernel) ? connect_all_messages(kernel, wanted)
                                   : STATUS_INSUFFICIENT_RESOURCES;
    if (wanted->FallBackServiceRoutine == NULL)
        return STATUS_NOT_FOUND;
    IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS line = {
        .PhysicalDeviceObject = wanted->PhysicalDeviceObject,
        .InterruptObject = wanted->ConnectionContext.InterruptObject,
        .ServiceRoutine = wanted->FallBackServiceRoutine,
        .ServiceContext = wanted->ServiceContext,
        .SpinLock = wanted->SpinLock,
        .SynchronizeIrql = wanted->SynchronizeIrql,
    };
    NTSTATUS status = connect_line(kernel, &line);
    if (NT_SUCCESS(status))
        parameters->Version = CONNECT_LINE_BASED;
    return status;
}

NTSTATUS NTAPI
IoConnectInterruptEx(PIO_CONNECT_INTERRUPT_PARAMETERS Parameters)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoConnectInterrupt);

    switch (Parameters->Version) {
    case CONNECT_FULLY_SPECIFIED:
    case CONNECT_FULLY_SPECIFIED_GROUP:
        return connect_specified(kernel, &Parameters->FullySpecified);
    case CONNECT_LINE_BASED:
        return connect_line(kernel, &Parameters->LineBased);
    case CONNECT_MESSAGE_BASED:
        return connect_messages(kernel, Parameters);
    default:
        Parameters->Version = CONNECT_CURRENT_VERSION;
        return STATUS_NOT_SUPPORTED;
    }
}

NTSTATUS NTAPI
IoConnectInterrupt(PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine,
                   PVOID ServiceContext, PKSPIN_LOCK SpinLock, ULONG Vector, KIRQL Irql,
                   KIRQL SynchronizeIrql, KINTERRUPT_MODE InterruptMode, BOOLEAN ShareVector,
                   KAFFINITY ProcessorEnableMask, BOOLEAN FloatingSave)
{
    IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS wanted = {
        .PhysicalDeviceObject = &ndc_kernel_current->node->pdo,
        .InterruptObject = InterruptObject,
        .ServiceRoutine = ServiceRoutine,
        .ServiceContext = ServiceContext,
        .SpinLock = SpinLock,
        .SynchronizeIrql = SynchronizeIrql,
        .FloatingSave = FloatingSave,
        .ShareVector = ShareVector,
        .Vector = Vector,
        .Irql = Irql,
        .InterruptMode = InterruptMode,
        .ProcessorEnableMask = ProcessorEnableMask,
    };

    return connect_specified(NDC_WDK_ENTER(IoConnectInterrupt), &wanted);
}
