/* SPDX-License-Identifier: Apache-2.0 */
/* IRQL, locks, DPCs, interrupts, waiting: what a driver may call where, and what happens then. */
#include "test/wdk_bench.h"

static KSPIN_LOCK first, second;
static KDPC dpc;
static KEVENT event;
static KTIMER timer;
static PKINTERRUPT interrupt;
static unsigned calls;
static bool claims;
static KIRQL seen_irql;
static ULONG seen_cpu, seen_message;

static VOID NTAPI
count_dpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(DeferredContext);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    calls++;
    seen_irql = KeGetCurrentIrql();
    seen_cpu = KeGetCurrentProcessorNumber();
}

static VOID NTAPI
signalling_dpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    count_dpc(Dpc, DeferredContext, SystemArgument1, SystemArgument2);
    KeSetEvent(DeferredContext, IO_NO_INCREMENT, FALSE);
}

static VOID NTAPI
leaky_dpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    count_dpc(Dpc, DeferredContext, SystemArgument1, SystemArgument2);
    KeAcquireSpinLockAtDpcLevel(&first);
}

static BOOLEAN NTAPI
service(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    UNREFERENCED_PARAMETER(Interrupt);
    calls++;
    seen_irql = KeGetCurrentIrql();
    if (ServiceContext != NULL)
        KeInsertQueueDpc(ServiceContext, NULL, NULL);
    return claims;
}

static BOOLEAN NTAPI
message_service(PKINTERRUPT Interrupt, PVOID ServiceContext, ULONG MessageID)
{
    seen_message = MessageID;
    return service(Interrupt, ServiceContext);
}

static BOOLEAN NTAPI
look_at_irql(PVOID SynchronizeContext)
{
    *(KIRQL *)SynchronizeContext = KeGetCurrentIrql();
    return TRUE;
}

static int
setup(void **state)
{
    bench_setup(state);
    calls = 0;
    claims = true;
    KeInitializeSpinLock(&first);
    KeInitializeSpinLock(&second);
    KeInitializeDpc(&dpc, count_dpc, NULL);
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    KeInitializeTimer(&timer);
    return 0;
}

static void
connect_line(PVOID context)
{
    IO_CONNECT_INTERRUPT_PARAMETERS parameters = {.Version = CONNECT_LINE_BASED};

    parameters.LineBased.PhysicalDeviceObject = ndc_kernel_pdo(bench.kernel);
    parameters.LineBased.InterruptObject = &interrupt;
    parameters.LineBased.ServiceRoutine = service;
    parameters.LineBased.ServiceContext = context;
    assert_int_equal(IoConnectInterruptEx(&parameters), STATUS_SUCCESS);
}

static void
spin_lock_raises_and_restores(void **state)
{
    KIRQL old = 99;

    (void)state;
    KeAcquireSpinLock(&first, &old);
    KIRQL held = KeGetCurrentIrql();
    KeReleaseSpinLock(&first, old);

    assert_int_equal(old, PASSIVE_LEVEL);
    assert_int_equal(held, DISPATCH_LEVEL);
    assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
    assert_no_misuse();
}

static void
at_dpc_level_needs_dispatch(void **state)
{
    (void)state;
    KeAcquireSpinLockAtDpcLevel(&first);

    assert_only_misuse(NDC_MISUSE_IRQL_TOO_LOW);
    assert_string_equal(ndc_service_name((unsigned)bench_last(NDC_EVENT_MISUSE)->c),
                        "KeAcquireSpinLockAtDpcLevel");
}

static void
passive_service_at_dispatch_is_told(void **state)
{
    (void)state;
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);
    KeFlushQueuedDpcs();

    assert_only_misuse(NDC_MISUSE_IRQL_TOO_HIGH);
    assert_int_equal(bench_last(NDC_EVENT_MISUSE)->b, DISPATCH_LEVEL);
}

static void
recursion_on_a_lock_ends_the_script(void **state)
{
    KIRQL old;

    (void)state;
    KeAcquireSpinLock(&first, &old);
    bool escaped = bench_escapes(KeAcquireSpinLockAtDpcLevel(&first));

    assert_true(escaped);
    assert_only_misuse(NDC_MISUSE_LOCK_RECURSION);
}

static void
release_of_a_free_lock_is_told(void **state)
{
    (void)state;
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);
    KeReleaseSpinLockFromDpcLevel(&first);

    assert_only_misuse(NDC_MISUSE_LOCK_NOT_HELD);
}

static void
both_lock_orders_are_told_once(void **state)
{
    (void)state;
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);

    for (int i = 0; i < 4; i++) {
        KSPIN_LOCK *outer = i % 2 ? &second : &first, *inner = i % 2 ? &first : &second;

        KeAcquireSpinLockAtDpcLevel(outer);
        KeAcquireSpinLockAtDpcLevel(inner);
        KeReleaseSpinLockFromDpcLevel(inner);
        KeReleaseSpinLockFromDpcLevel(outer);
    }

    assert_only_misuse(NDC_MISUSE_LOCK_ORDER);
}

static void
uninitialised_lock_is_told(void **state)
{
    static KSPIN_LOCK never;
    KIRQL old;

    (void)state;
    KeAcquireSpinLock(&never, &old);
    KeReleaseSpinLock(&never, old);

    assert_only_misuse(NDC_MISUSE_UNINITIALISED);
}

static void
wrong_irql_at_release_is_told(void **state)
{
    KIRQL old;

    (void)state;
    KeAcquireSpinLock(&first, &old);
    KeReleaseSpinLock(&first, DISPATCH_LEVEL);

    assert_only_misuse(NDC_MISUSE_IRQL_RESTORED_WRONG);
}

static void
dpc_waits_for_the_irql_to_fall(void **state)
{
    (void)state;
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);

    assert_true(KeInsertQueueDpc(&dpc, NULL, NULL));
    assert_false(KeInsertQueueDpc(&dpc, NULL, NULL));
    assert_int_equal(calls, 0);
    KeLowerIrql(PASSIVE_LEVEL);

    assert_int_equal(calls, 1);
    assert_int_equal(seen_irql, DISPATCH_LEVEL);
    assert_int_equal(bench_last(NDC_EVENT_DPC_QUEUE)->c, 0);
    assert_no_misuse();
}

static void
dpc_runs_on_its_target(void **state)
{
    (void)state;
    bench_machine(4, true, 1);
    KeInitializeDpc(&dpc, count_dpc, NULL);
    KeSetTargetProcessorDpc(&dpc, 3);
    KeInsertQueueDpc(&dpc, NULL, NULL);

    unsigned before = calls;
    unsigned ran = ndc_kernel_run_queued(bench.kernel);

    assert_int_equal(ran, 1);
    assert_int_equal(calls, before + 1);
    assert_int_equal(seen_cpu, 3);
    assert_int_equal(KeGetCurrentProcessorNumber(), 0);
    assert_int_equal(bench_last(NDC_EVENT_DPC_TARGET)->b, 3);
}

static void
removed_dpc_does_not_run(void **state)
{
    (void)state;
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);
    KeInsertQueueDpc(&dpc, NULL, NULL);

    assert_true(KeRemoveQueueDpc(&dpc));
    assert_false(KeRemoveQueueDpc(&dpc));
    ndc_kernel_lower(bench.kernel, PASSIVE_LEVEL);

    assert_int_equal(ndc_kernel_run_queued(bench.kernel), 0);
    assert_int_equal(calls, 0);
}

static void
lock_held_at_the_end_of_a_dpc_is_told(void **state)
{
    (void)state;
    KeInitializeDpc(&dpc, leaky_dpc, NULL);
    KeInsertQueueDpc(&dpc, NULL, NULL);

    assert_only_misuse(NDC_MISUSE_LOCK_HELD_ON_RETURN);
    assert_int_equal(bench_count(NDC_EVENT_DPC_DONE), 1);
}

static void
interrupt_runs_at_device_irql_and_queues(void **state)
{
    (void)state;
    bench_machine(1, false, 1);
    setup(state);
    bench_machine(1, false, 1);
    KeInitializeDpc(&dpc, count_dpc, NULL);
    connect_line(&dpc);

    bool claimed = ndc_kernel_interrupt(bench.kernel, 0);

    assert_true(claimed);
    assert_int_equal(calls, 1);
    assert_true(seen_irql > DISPATCH_LEVEL);
    assert_int_equal(ndc_kernel_irql(bench.kernel), PASSIVE_LEVEL);
    assert_int_equal(bench_last(NDC_EVENT_INTERRUPT_DONE)->b, 1);
    assert_int_equal(ndc_kernel_run_queued(bench.kernel), 1);
    assert_no_misuse();
}

static void
unclaimed_and_unconnected_interrupts(void **state)
{
    (void)state;
    bool unconnected = ndc_kernel_interrupt(bench.kernel, 0);
    claims = false;
    connect_line(NULL);

    bool unclaimed = ndc_kernel_interrupt(bench.kernel, 0);
    IoDisconnectInterrupt(interrupt);
    IoDisconnectInterrupt(interrupt);

    assert_false(unconnected);
    assert_false(unclaimed);
    assert_int_equal(bench_count(NDC_EVENT_INTERRUPT), 1);
    assert_only_misuse(NDC_MISUSE_INTERRUPT_INVALID);
}

static void
messages_are_connected_together(void **state)
{
    PIO_INTERRUPT_MESSAGE_INFO table = NULL;
    IO_CONNECT_INTERRUPT_PARAMETERS parameters = {.Version = CONNECT_MESSAGE_BASED};
    IO_DISCONNECT_INTERRUPT_PARAMETERS end = {.Version = CONNECT_MESSAGE_BASED};

    (void)state;
    parameters.MessageBased.PhysicalDeviceObject = ndc_kernel_pdo(bench.kernel);
    parameters.MessageBased.ConnectionContext.InterruptMessageTable = &table;
    parameters.MessageBased.MessageServiceRoutine = message_service;
    NTSTATUS status = IoConnectInterruptEx(&parameters);
    ndc_kernel_interrupt(bench.kernel, 1);
    end.ConnectionContext.InterruptMessageTable = table;
    IoDisconnectInterruptEx(&end);

    assert_int_equal(status, STATUS_SUCCESS);
    assert_int_equal(table->MessageCount, 2);
    assert_int_equal(seen_message, 1);
    assert_false(ndc_kernel_interrupt(bench.kernel, 1));
    assert_no_misuse();
}

static void
synchronized_execution_excludes_the_interrupt(void **state)
{
    KIRQL inside = 0;

    (void)state;
    connect_line(NULL);
    KeSynchronizeExecution(interrupt, look_at_irql, &inside);
    KIRQL old = KeAcquireInterruptSpinLock(interrupt);
    bool possible = ndc_kernel_interruptible(bench.kernel, 0);
    KeReleaseInterruptSpinLock(interrupt, old);

    assert_true(inside > DISPATCH_LEVEL);
    assert_false(possible);
    assert_true(ndc_kernel_interruptible(bench.kernel, 0));
    assert_no_misuse();
}

static void
point_hook_nests_an_interrupt_and_its_dpc(void *context, uint32_t point)
{
    if (point == *(uint32_t *)context)
        ndc_kernel_interrupt(bench.kernel, 0);
}

static void
preemption_point_takes_an_interrupt(void **state)
{
    uint32_t at = 0;

    (void)state;
    connect_line(&dpc);
    uint32_t before = ndc_kernel_figures(bench.kernel).points;
    at = before + 1;
    ndc_kernel_on_point(bench.kernel, point_hook_nests_an_interrupt_and_its_dpc, &at);

    KeStallExecutionProcessor(3);

    assert_int_equal(calls, 2); /* the interrupt routine, and its DPC before the code went on */
    assert_int_equal(bench.ticks, 3);
    /* The stall, KeInsertQueueDpc in the interrupt routine, one service of the DPC. */
    assert_int_equal(ndc_kernel_figures(bench.kernel).points, before + 3);
}

static void
wait_is_satisfied_by_a_timer_dpc(void **state)
{
    LARGE_INTEGER due = {.QuadPart = -500};

    (void)state;
    KeInitializeDpc(&dpc, signalling_dpc, &event);
    KeSetTimer(&timer, due, &dpc);
    NTSTATUS status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);

    assert_int_equal(status, STATUS_SUCCESS);
    assert_int_equal(bench.trace.tick, 51);
    assert_int_equal(KeReadStateEvent(&event), 0);
    assert_int_equal(ndc_kernel_next_due(bench.kernel), UINT32_MAX);
    assert_no_misuse();
}

static void
waiting_takes_interrupts_from_the_wire(void **state)
{
    (void)state;
    KeInitializeDpc(&dpc, signalling_dpc, &event);
    connect_line(&dpc);
    ndc_wire_raise(&bench.wire, 0, 0);
    NTSTATUS status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);

    assert_int_equal(status, STATUS_SUCCESS);
    assert_int_equal(bench_count(NDC_EVENT_INTERRUPT), 1);
    assert_no_misuse();
}

static void
wait_ends_with_its_time(void **state)
{
    LARGE_INTEGER ten_seconds = {.QuadPart = -100000000};

    (void)state;
    NTSTATUS status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &ten_seconds);

    assert_int_equal(status, STATUS_TIMEOUT);
    assert_true(bench.trace.tick >= 10000000);
    assert_true(bench.ticks < 10000);
}

static void
endless_wait_is_a_limit(void **state)
{
    (void)state;
    bool escaped = bench_escapes(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL));

    assert_true(escaped);
    assert_int_equal(bench_last(NDC_EVENT_LIMIT)->a, NDC_LIMIT_STEPS);
}

static void
wait_at_dispatch_is_told(void **state)
{
    LARGE_INTEGER now = {.QuadPart = 0};

    (void)state;
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &now);
    assert_no_misuse();
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);

    assert_only_misuse(NDC_MISUSE_WAIT_AT_DISPATCH);
}

static void
bug_check_ends_the_script(void **state)
{
    (void)state;
    bool escaped = bench_escapes(KeBugCheck(0xE2));

    assert_true(escaped);
    assert_only_misuse(NDC_MISUSE_BUG_CHECK);
    assert_int_equal(bench_last(NDC_EVENT_MISUSE)->b, 0xE2);
}

static void
routines_are_found_by_name(void **state)
{
    static int target;
    UNICODE_STRING offered = RTL_CONSTANT_STRING(u"NetDmaGetVersion");
    UNICODE_STRING absent = RTL_CONSTANT_STRING(u"NetDmaGetVersionEx");

    (void)state;
    ndc_kernel_offer_routine(bench.kernel, "NetDmaGetVersion", &target);

    assert_ptr_equal(NdisGetRoutineAddress(&offered), &target);
    assert_int_equal(bench_last(NDC_EVENT_LOOKUP)->a, 1);
    assert_null(NdisGetRoutineAddress(&absent));
    assert_int_equal(bench_last(NDC_EVENT_LOOKUP)->b, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, setup)
    const struct CMUnitTest tests[] = {
        TEST(spin_lock_raises_and_restores),
        TEST(at_dpc_level_needs_dispatch),
        TEST(passive_service_at_dispatch_is_told),
        TEST(recursion_on_a_lock_ends_the_script),
        TEST(release_of_a_free_lock_is_told),
        TEST(both_lock_orders_are_told_once),
        TEST(uninitialised_lock_is_told),
        TEST(wrong_irql_at_release_is_told),
        TEST(dpc_waits_for_the_irql_to_fall),
        TEST(dpc_runs_on_its_target),
        TEST(removed_dpc_does_not_run),
        TEST(lock_held_at_the_end_of_a_dpc_is_told),
        TEST(interrupt_runs_at_device_irql_and_queues),
        TEST(unclaimed_and_unconnected_interrupts),
        TEST(messages_are_connected_together),
        TEST(synchronized_execution_excludes_the_interrupt),
        TEST(preemption_point_takes_an_interrupt),
        TEST(wait_is_satisfied_by_a_timer_dpc),
        TEST(waiting_takes_interrupts_from_the_wire),
        TEST(wait_ends_with_its_time),
        TEST(endless_wait_is_a_limit),
        TEST(wait_at_dispatch_is_told),
        TEST(bug_check_ends_the_script),
        TEST(routines_are_found_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, bench_over);
}
