/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Taking an interrupt: at device IRQL, on a CPU of its affinity, with the interrupt lock held.
 * Routines that share a line are called in order until one claims it.
 */
#include "wdk/internal.h"

static bool
serves(const struct ndc_kernel *kernel, const struct _KINTERRUPT *connection, unsigned message)
{
    return connection->connected && connection->node == kernel->node->number &&
           connection->message == message;
}

/*
 * The message of an entry of the device's table: entry n sends message n, and those behind the last
 * message send message 0, as the page on configuring MSI-X tells.
 */
static unsigned
message_of(const struct ndc_kernel *kernel, unsigned entry)
{
    return entry < kernel->node->message_count ? entry : 0;
}

static const struct _KINTERRUPT *
first_for(const struct ndc_kernel *kernel, unsigned message)
{
    for (uint32_t i = 0; i < kernel->run.connection_count; i++)
        if (serves(kernel, &kernel->connections[i], message))
            return &kernel->connections[i];
    return NULL;
}

bool
ndc_kernel_interruptible(const struct ndc_kernel *kernel, unsigned entry)
{
    const struct _KINTERRUPT *connection = first_for(kernel, message_of(kernel, entry));

    if (connection == NULL)
        return kernel->run.irql < NDC_WDK_DIRQL;
    return kernel->run.irql < connection->irql && !ndc_wdk_lock_held(kernel, connection->lock);
}

static bool
call_routine(struct ndc_kernel *kernel, struct _KINTERRUPT *connection)
{
    struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, connection->irql);
    bool claimed;

    ndc_wdk_lock_take(kernel, connection->lock, NDC_WDK_HOLD_INTERRUPT, connection->irql);
    frame.held = kernel->run.held_count;
    if (connection->message_routine != NULL)
        claimed = connection->message_routine(connection, connection->context,
                                              connection->message) != FALSE;
    else
        claimed = connection->routine(connection, connection->context) != FALSE;
    ndc_wdk_lock_forget(kernel, connection->lock);
    frame.held--;
    ndc_kernel_leave(kernel, frame);
    return claimed;
}

static bool
call_chain(struct ndc_kernel *kernel, unsigned message)
{
    bool claimed = false;

    for (uint32_t i = 0; i < kernel->run.connection_count && !claimed; i++)
        if (serves(kernel, &kernel->connections[i], message))
            claimed = call_routine(kernel, &kernel->connections[i]);
    return claimed;
}

static uint8_t
target_cpu(const struct ndc_kernel *kernel, unsigned message)
{
    uint64_t affinity = kernel->node->message_affinity[message];
    unsigned first = kernel->node->message_group[message] * NDC_WDK_GROUP_CPUS_MAX;

    if (message >= kernel->node->message_count || affinity == 0)
        return 0; /* the line goes to the first CPU */
    return (uint8_t)(first + (unsigned)__builtin_ctzll(affinity));
}

bool
ndc_kernel_interrupt(struct ndc_kernel *kernel, unsigned entry)
{
    unsigned message = message_of(kernel, entry);
    uint8_t cpu = kernel->run.cpu;
    uint8_t irql = kernel->run.irql;
    bool spurious = kernel->node->message_count == 0 && kernel->node->device.wire != NULL &&
                    kernel->node->device.wire->line_based && !kernel->node->device.wire->level;

    if (first_for(kernel, message) == NULL)
        return false;
    ndc_check(ndc_kernel_interruptible(kernel, entry));
    if (kernel->run.nesting == NDC_WDK_NESTING_MAX)
        ndc_kernel_limit(kernel, NDC_LIMIT_NESTING, kernel->run.nesting, 0);
    kernel->run.nesting++;
    ndc_kernel_set_cpu(kernel, target_cpu(kernel, message));
    ndc_wdk_set_irql(kernel, first_for(kernel, message)->irql);
    ndc_trace_add(kernel->trace, NDC_EVENT_INTERRUPT, NDC_CHANNEL_NONE, message, spurious, 0, 0);
    bool claimed = call_chain(kernel, message);
    ndc_trace_add(kernel->trace, NDC_EVENT_INTERRUPT_DONE, NDC_CHANNEL_NONE, message, claimed, 0,
                  0);
    ndc_wdk_set_irql(kernel, irql);
    ndc_kernel_set_cpu(kernel, cpu);
    kernel->run.nesting--;
    return claimed;
}

bool
ndc_wdk_interrupt_connected(const struct ndc_kernel *kernel)
{
    for (uint32_t i = 0; i < kernel->run.connection_count; i++)
        if (kernel->connections[i].connected &&
            kernel->connections[i].node == kernel->node->number)
            return true;
    return false;
}

/* A connected interrupt object, or NULL after a misuse. */
static struct _KINTERRUPT *
valid(struct ndc_kernel *kernel, PKINTERRUPT interrupt)
{
    for (uint32_t i = 0; i < kernel->run.connection_count; i++)
        if (interrupt == &kernel->connections[i] && interrupt->connected)
            return interrupt;
    ndc_kernel_misuse(kernel, NDC_MISUSE_INTERRUPT_INVALID, 0, kernel->run.service);
    return NULL;
}

/* Raises to the interrupt's IRQL and takes its lock; returns the old IRQL. */
static KIRQL
lock_interrupt(struct ndc_kernel *kernel, const struct _KINTERRUPT *interrupt)
{
    KIRQL old = kernel->run.irql;

    ndc_wdk_need_irql(kernel, interrupt->irql);
    if (old < interrupt->irql)
        ndc_wdk_set_irql(kernel, interrupt->irql);
    ndc_wdk_lock_take(kernel, interrupt->lock, NDC_WDK_HOLD_INTERRUPT, old);
    return old;
}

BOOLEAN NTAPI
KeSynchronizeExecution(PKINTERRUPT Interrupt, PKSYNCHRONIZE_ROUTINE SynchronizeRoutine,
                       PVOID SynchronizeContext)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeSynchronizeExecution);

    if (valid(kernel, Interrupt) == NULL)
        return FALSE;
    KIRQL old = lock_interrupt(kernel, Interrupt);
    struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, kernel->run.irql);
    BOOLEAN answer = SynchronizeRoutine(SynchronizeContext);
    ndc_kernel_leave(kernel, frame);
    ndc_wdk_lock_forget(kernel, Interrupt->lock);
    ndc_wdk_set_irql(kernel, old);
    ndc_wdk_irql_fell(kernel);
    return answer;
}

KIRQL NTAPI
KeAcquireInterruptSpinLock(PKINTERRUPT Interrupt)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeAcquireInterruptSpinLock);

    if (valid(kernel, Interrupt) == NULL)
        return kernel->run.irql;
    return lock_interrupt(kernel, Interrupt);
}

VOID NTAPI
KeReleaseInterruptSpinLock(PKINTERRUPT Interrupt, KIRQL OldIrql)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeReleaseInterruptSpinLock);
    KIRQL old = OldIrql;

    if (valid(kernel, Interrupt) == NULL)
        return;
    if (ndc_wdk_lock_drop(kernel, Interrupt->lock, NDC_WDK_HOLD_INTERRUPT, &old) && old != OldIrql)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRQL_RESTORED_WRONG, OldIrql | (uint64_t)old << 8,
                          kernel->run.service);
    if (OldIrql <= HIGH_LEVEL)
        ndc_wdk_set_irql(kernel, OldIrql);
    ndc_wdk_irql_fell(kernel);
}
