/* SPDX-License-Identifier: Apache-2.0 */
/* Requirements and what is granted of them; processors and their groups. */
#define NT_PROCESSOR_GROUPS
#include "test/wdk_bench.h"

#include "wdk/internal.h"

#define LINE_DESCRIPTOR 2u /* in the last alternative */

static PIO_RESOURCE_REQUIREMENTS_LIST list;

static int
setup(void **state)
{
    bench_setup(state);
    bench_machine(4, true, 3);
    list = ndc_wdk_requirements_make(bench.kernel);
    return 0;
}

static PIO_RESOURCE_LIST
alternative(unsigned number)
{
    PIO_RESOURCE_LIST at = list->List;

    for (; number > 0; number--)
        at = (PIO_RESOURCE_LIST)(PVOID)&at->Descriptors[at->Count];
    return at;
}

static PIO_RESOURCE_DESCRIPTOR
message(unsigned number)
{
    return &alternative(0)->Descriptors[2 + number];
}

static void
ask_for(unsigned number, KAFFINITY processors)
{
    message(number)->Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
    message(number)->u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
    message(number)->u.Interrupt.TargetedProcessors = processors;
}

static void
take(void)
{
    ndc_wdk_requirements_compare(bench.kernel, list, list->ListSize);
    ndc_wdk_requirements_take(bench.kernel, list, list->ListSize);
}

static void
alternatives_go_from_messages_to_the_line(void **state)
{
    (void)state;

    assert_int_equal(list->AlternativeLists, 3);
    assert_int_equal(alternative(0)->Count, 5);
    assert_int_equal(alternative(1)->Count, 3);
    assert_int_equal(alternative(2)->Count, 3);
    assert_int_equal(alternative(2)->Descriptors[0].Type, CmResourceTypeMemory);
    assert_true(message(2)->Flags & CM_RESOURCE_INTERRUPT_MESSAGE);
    assert_false(alternative(2)->Descriptors[LINE_DESCRIPTOR].Flags &
                 CM_RESOURCE_INTERRUPT_MESSAGE);
    bench_machine(4, false, 1);
    list = ndc_wdk_requirements_make(bench.kernel);
    assert_int_equal(list->AlternativeLists, 1);
}

static void
every_message_is_told(void **state)
{
    (void)state;
    ask_for(1, 4);
    take();

    assert_int_equal(bench_count(NDC_EVENT_WISH), 4);
    const struct ndc_event *second = &bench_events[bench.trace.count - 3];
    assert_int_equal(second->a, 0x02020300);
    assert_int_equal(second->b, 1);
    assert_int_equal(second->c, IrqPolicySpecifiedProcessors);
    assert_int_equal(second->d, 4);
    assert_int_equal(bench_last(NDC_EVENT_WISH)->a, 0x01020201);
    assert_int_equal(bench_last(NDC_EVENT_WISH)->b, 0);
}

static void
other_changes_are_told(void **state)
{
    (void)state;
    alternative(2)->Descriptors[LINE_DESCRIPTOR].u.Interrupt.TargetedProcessors = 1;
    alternative(1)->Descriptors[0].u.Memory.Length = 1;
    message(0)->u.Interrupt.MinimumVector = 1;
    take();

    assert_int_equal(bench_count(NDC_EVENT_WISH), 6);
    assert_int_equal(bench_last(NDC_EVENT_WISH)->a, 0x00020202);
    assert_int_equal(bench_last(NDC_EVENT_WISH)->b, 1);
    const struct ndc_event *events = &bench_events[bench.trace.count - 6];
    assert_int_equal(events[0].b, 3);
    assert_int_equal(events[3].a, 0x00030001);
    assert_int_equal(events[3].b, 2);
}

static void
lists_that_shrink_or_lie_are_told(void **state)
{
    (void)state;
    list->AlternativeLists = 1;
    take();
    assert_int_equal(bench_last(NDC_EVENT_WISH)->b, 4);
    assert_int_equal(bench_last(NDC_EVENT_WISH)->a, 0xFF01);

    list->AlternativeLists = 3;
    list->List[0].Count = 1000000;
    take();

    assert_int_equal(bench_last(NDC_EVENT_WISH)->b, 4);
    assert_int_equal(bench.kernel->node->message_count, 0);
}

static void
what_was_asked_is_granted(void **state)
{
    (void)state;
    ask_for(1, 4);
    take();

    assert_int_equal(bench.kernel->node->message_count, 3);
    assert_int_equal(bench.kernel->node->message_affinity[0], 0xF);
    assert_int_equal(bench.kernel->node->message_affinity[1], 4);
}

static void
less_is_granted_where_there_is_less(void **state)
{
    (void)state;
    bench.kernel->config.vectors = 2;
    take();
    assert_int_equal(bench.kernel->node->message_count, 2);

    bench.kernel->config.line_granted = true;
    take();

    assert_int_equal(bench.kernel->node->message_count, 0);
}

static void
other_cpus_stand_behind_the_wished(void **state)
{
    (void)state;
    bench.kernel->config.other_cpus = true;
    ask_for(0, 2);
    ask_for(1, 8);
    take();

    assert_int_equal(bench.kernel->node->message_affinity[0], 4);
    assert_int_equal(bench.kernel->node->message_affinity[1], 1);
}

/* As a page on configuring MSI-X tells: message 0 stands in for those that are missing. */
static void
entries_without_a_message_send_message_0(void **state)
{
    (void)state;
    bench.kernel->config.vectors = 2;
    take();

    assert_true(ndc_kernel_interruptible(bench.kernel, 2));
    assert_false(ndc_kernel_interrupt(bench.kernel, 2)); /* nobody is connected */
    assert_int_equal(bench_count(NDC_EVENT_INTERRUPT), 0);
}

static void
processors_have_groups(void **state)
{
    PROCESSOR_NUMBER number;

    (void)state;
    bench_machine(100, true, 1);

    assert_int_equal(KeQueryActiveGroupCount(), 2);
    assert_true(KeQueryActiveProcessors() == UINT64_MAX);
    assert_true(KeQueryGroupAffinity(1) == ((uint64_t)1 << 36) - 1);
    assert_int_equal(KeQueryGroupAffinity(2), 0);
    assert_int_equal(KeQueryActiveProcessorCountEx(1), 36);
    assert_int_equal(KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS), 100);
    assert_int_equal(KeGetProcessorNumberFromIndex(70, &number), STATUS_SUCCESS);
    assert_int_equal(number.Group, 1);
    assert_int_equal(number.Number, 6);
    assert_int_equal(KeGetProcessorIndexFromNumber(&number), 70);
    number.Number = 36;
    assert_int_equal(KeGetProcessorIndexFromNumber(&number), UINT32_MAX);
}

static VOID NTAPI
routine(PKDPC dpc, PVOID context, PVOID one, PVOID two)
{
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(one);
    UNREFERENCED_PARAMETER(two);
}

static void
only_the_newer_routine_reaches_other_groups(void **state)
{
    static KDPC dpc;
    PROCESSOR_NUMBER number = {.Group = 1, .Number = 6};

    (void)state;
    bench_machine(100, true, 1);
    KeInitializeDpc(&dpc, routine, NULL);
    assert_int_equal(KeSetTargetProcessorDpcEx(&dpc, &number), STATUS_SUCCESS);
    assert_int_equal(bench_last(NDC_EVENT_DPC_TARGET)->b, 70);
    number.Number = 36;
    assert_int_equal(KeSetTargetProcessorDpcEx(&dpc, &number), STATUS_INVALID_PARAMETER);
    assert_no_misuse();
    KeSetTargetProcessorDpc(&dpc, 70);

    assert_only_misuse(NDC_MISUSE_PROCESSOR_INVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, bench_over)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(alternatives_go_from_messages_to_the_line),
        TEST(every_message_is_told),
        TEST(other_changes_are_told),
        TEST(lists_that_shrink_or_lie_are_told),
        TEST(what_was_asked_is_granted),
        TEST(less_is_granted_where_there_is_less),
        TEST(other_cpus_stand_behind_the_wished),
        TEST(entries_without_a_message_send_message_0),
        TEST(processors_have_groups),
        TEST(only_the_newer_routine_reaches_other_groups),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
