/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Waiting: the computer goes on in idle steps until the object is signalled or the time is over.
 * When nothing moves any more, a bounded wait jumps to its end; an unbounded one has no end: a
 * limit.
 */
#include "wdk/internal.h"

#define UNITS_A_TICK 10
#define STILL_STEPS_MAX 512u /* idle steps without movement until nothing is expected to move */
#define STEPS_MAX 200000u

bool
ndc_wdk_tick(struct ndc_kernel *kernel)
{
    struct ndc_trace *trace = kernel->trace;

    trace->tick++;
    /* What the device does it does by itself, on no CPU. */
    trace->cpu = 0;
    trace->irql = 0;
    bool moved = false;

    for (unsigned i = 0; i < kernel->config.devices; i++)
        moved |= kernel->nodes[i].device.ops->tick(kernel->nodes[i].device.self);
    trace->cpu = kernel->run.cpu;
    trace->irql = kernel->run.irql;
    return moved;
}

/* A line that is still asserted after its routine ran interrupts again, unless a fault holds it. */
static bool
line_again(const struct ndc_wire *wire)
{
    return wire->line_based && wire->level && wire->holding == 0 && wire->held_count == 0;
}

/* Takes the interrupts that wait on the wire; bounded, because a wrong driver never clears them. */
static bool
take_interrupts(struct ndc_kernel *kernel)
{
    struct ndc_wire *wire = kernel->node->device.wire;
    struct ndc_wire_entry entry = {.message = 0};
    bool again = false;
    uint32_t taken = 0;

    while (taken < NDC_WIRE_MAX) {
        unsigned message = again ? entry.message : wire->ready[0].message;

        if ((!again && wire->ready_count == 0) || !ndc_kernel_interruptible(kernel, message))
            break;
        if (!again && !ndc_wire_take(wire, &entry))
            break;
        ndc_kernel_interrupt(kernel, entry.message);
        again = line_again(wire);
        taken++;
    }
    return taken > 0;
}

static bool
idle_alone(struct ndc_kernel *kernel)
{
    bool interrupted = false;

    for (unsigned i = 0; i < kernel->config.devices; i++) {
        struct ndc_wdk_node *before = ndc_wdk_node_enter(kernel, &kernel->nodes[i]);

        interrupted |= take_interrupts(kernel);
        ndc_wdk_node_enter(kernel, before);
    }
    bool ran = ndc_kernel_run_queued(kernel) > 0;

    return ndc_wdk_tick(kernel) || ran || interrupted;
}

bool
ndc_wdk_idle(struct ndc_kernel *kernel)
{
    uint32_t tick = kernel->trace->tick;
    bool moved;

    if (kernel->run.waiting == NDC_WDK_NESTING_MAX)
        ndc_kernel_limit(kernel, NDC_LIMIT_NESTING, kernel->run.waiting, kernel->run.last_offset);
    kernel->run.waiting++;
    moved = kernel->on_idle != NULL ? kernel->on_idle(kernel->idle_context) : idle_alone(kernel);
    kernel->run.waiting--;
    if (kernel->trace->tick == tick)
        kernel->trace->tick++;
    return moved;
}

struct wait {
    struct ndc_kernel *kernel;
    DISPATCHER_HEADER *object; /* NULL: only time counts */
    bool consumes;             /* a satisfied wait takes the signal */
    bool endless;
    uint64_t end; /* tick */
};

static bool
satisfied(const struct wait *wait)
{
    if (wait->object == NULL || wait->object->SignalState <= 0)
        return false;
    if (wait->consumes)
        wait->object->SignalState--;
    return true;
}

/* Nothing moves: goes to the next timer, or to the end. */
static void
jump(const struct wait *wait)
{
    uint64_t to = ndc_kernel_next_due(wait->kernel);

    if (!wait->endless && wait->end < to)
        to = wait->end;
    if (to == UINT32_MAX)
        ndc_kernel_limit(wait->kernel, NDC_LIMIT_STEPS, STILL_STEPS_MAX,
                         wait->kernel->run.last_offset);
    if (to > wait->kernel->trace->tick)
        wait->kernel->trace->tick = (uint32_t)to;
}

static NTSTATUS
wait_in_steps(const struct wait *wait)
{
    uint32_t still = 0;

    for (uint32_t steps = 0; steps < STEPS_MAX; steps++) {
        if (satisfied(wait))
            return STATUS_SUCCESS;
        if (!wait->endless && wait->kernel->trace->tick >= wait->end)
            return STATUS_TIMEOUT;
        still = ndc_wdk_idle(wait->kernel) ? 0 : still + 1;
        if (still == STILL_STEPS_MAX) {
            jump(wait);
            ndc_kernel_run_queued(wait->kernel);
            still = 0;
        }
    }
    ndc_kernel_limit(wait->kernel, NDC_LIMIT_STEPS, STEPS_MAX, wait->kernel->run.last_offset);
}

static uint64_t
end_tick(const struct ndc_kernel *kernel, LONGLONG timeout)
{
    uint64_t now = kernel->trace->tick;
    uint64_t ticks = timeout < 0 ? (0 - (uint64_t)timeout) / UNITS_A_TICK + 1 : 0;
    uint64_t end = timeout < 0 ? now + ticks : (uint64_t)timeout / UNITS_A_TICK;

    return end < UINT32_MAX ? end : UINT32_MAX - 1;
}

static bool
takes_signal(const struct ndc_wdk_object *object, const DISPATCHER_HEADER *header)
{
    return object->kind == NDC_WDK_SEMAPHORE ||
           (object->kind == NDC_WDK_EVENT && header->Type == SynchronizationEvent) ||
           (object->kind == NDC_WDK_TIMER && header->Type == 8 + SynchronizationTimer);
}

static bool
waitable(uint8_t kind)
{
    return kind == NDC_WDK_EVENT || kind == NDC_WDK_TIMER || kind == NDC_WDK_SEMAPHORE;
}

NTSTATUS NTAPI
KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                      BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeWaitForSingleObject);
    int number = ndc_wdk_object_find(kernel, Object, NDC_WDK_NOTHING);

    UNREFERENCED_PARAMETER(WaitReason);
    UNREFERENCED_PARAMETER(WaitMode);
    UNREFERENCED_PARAMETER(Alertable);
    if (number < 0 || !waitable(kernel->objects[number].kind)) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_UNINITIALISED, 0, kernel->run.service);
        return STATUS_INVALID_PARAMETER;
    }
    struct wait wait = {.kernel = kernel,
                        .object = Object,
                        .consumes = takes_signal(&kernel->objects[number], Object),
                        .endless = Timeout == NULL};
    bool only_look = Timeout != NULL && Timeout->QuadPart == 0;
    if (kernel->run.irql > APC_LEVEL && !only_look)
        ndc_kernel_misuse(kernel, NDC_MISUSE_WAIT_AT_DISPATCH, kernel->run.irql, 0);
    if (kernel->run.irql > APC_LEVEL || only_look)
        return satisfied(&wait) ? STATUS_SUCCESS : STATUS_TIMEOUT;
    wait.end = wait.endless ? UINT32_MAX : end_tick(kernel, Timeout->QuadPart);
    return wait_in_steps(&wait);
}

NTSTATUS NTAPI
KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable, PLARGE_INTEGER Interval)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeDelayExecutionThread);
    struct wait wait = {.kernel = kernel, .end = end_tick(kernel, Interval->QuadPart)};

    UNREFERENCED_PARAMETER(WaitMode);
    UNREFERENCED_PARAMETER(Alertable);
    if (kernel->run.irql > APC_LEVEL) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_WAIT_AT_DISPATCH, kernel->run.irql, 0);
        return STATUS_SUCCESS;
    }
    wait_in_steps(&wait);
    return STATUS_SUCCESS;
}
