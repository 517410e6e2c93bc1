/* SPDX-License-Identifier: Apache-2.0 */
/* The client side of NetDMA against a provider that only remembers how it was called. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "netdma_bench.h"

static int
version_1(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_1_0, 1, 0);
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    return 0;
}

static int
version_2(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_2_0, 2, 0);
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    return 0;
}

static const struct ndc_event *
last_of(enum ndc_event_kind kind)
{
    for (uint32_t i = trace.count; i-- > 0;)
        if (events[i].kind == kind)
            return &events[i];
    fail_msg("no event of kind %d", kind);
    return NULL;
}

static const NET_DMA_DESCRIPTOR *
behind(const NET_DMA_DESCRIPTOR *descriptor)
{
    return ndc_memory_at(&memory, (uint64_t)descriptor->NextDescriptor.QuadPart, 64);
}

/* What the engine does to one transfer: moves its bytes. */
static void
move(uint16_t transfer)
{
    const NET_DMA_DESCRIPTOR *descriptor = ndc_netdma_descriptor(netdma, transfer);

    ndc_memory_move(&memory, (uint64_t)descriptor->DestinationAddress.QuadPart,
                    (uint64_t)descriptor->SourceAddress.QuadPart, descriptor->TransferSize);
}

/* Where a transfer lies is told when it has a page break (PGBRK-03), else not. */
static void
a_page_break_is_told(void **state)
{
    const struct ndc_transfer broken = {.bytes = 1000, .flags = 9, .source_break = 100};

    (void)state;
    define(0, 1000);
    ndc_netdma_define(netdma, 1, &broken);
    call(NDC_ROUTINE_START, 0, 0, 1);
    assert_int_equal(count_of(NDC_EVENT_PLACED), 0);

    call(NDC_ROUTINE_START, 0, 1, 1);

    assert_int_equal(count_of(NDC_EVENT_PLACED), 2);
    const struct ndc_event *target = last_of(NDC_EVENT_PLACED);
    assert_int_equal(target->b, 1);
    assert_int_equal(target->d, 0);
    assert_int_equal(target[-1].c % NDC_MEMORY_PAGE, NDC_MEMORY_PAGE - 100);
    assert_int_equal(target[-1].d % NDC_MEMORY_PAGE, 0);
}

/* ... and when the provider's engine cannot reach it (DESC-15). */
static void
what_is_out_of_reach_is_told(void **state)
{
    (void)state;
    NDC_PROVIDER(netdma)->attributes.MaximumAddressSpace.QuadPart = NDC_MEMORY_BASE;
    define(0, 100);

    call(NDC_ROUTINE_START, 0, 0, 1);

    assert_int_equal(count_of(NDC_EVENT_PLACED), 2);
}

/* The provider hears its own context; were it spoiled, the trace would say so (REG-13). */
static void
a_spoiled_context_is_told(void **state)
{
    (void)state;
    call(NDC_ROUTINE_FREE, 0, 0, 0);
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    assert_int_equal(last_of(NDC_EVENT_CALL)->d, 0);

    call(NDC_ROUTINE_FREE, 0, 0, 0);
    NDC_PROVIDER(netdma)->registered_context = &trace;
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    assert_int_equal(last_of(NDC_EVENT_CALL)->d, 1);
}

/* A 1.x chain is linked by physical address and ends with zero. */
static void
a_1_x_chain_ends_with_zero(void **state)
{
    (void)state;
    define(0, 100);
    define(1, 100);

    call(NDC_ROUTINE_START, 0, 0, 2);

    assert_int_equal(seen.count, 2);
    assert_ptr_equal(seen.head, ndc_memory_at(&memory, seen.address, 64));
    assert_int_equal(seen.address % 64, 0);
    assert_int_equal(behind(seen.head)->NextDescriptor.QuadPart, 0);
}

/* Before Append is called the old tail already names the new head (1.x). */
static void
a_1_x_append_patches_the_old_tail(void **state)
{
    (void)state;
    define(0, 100);
    define(1, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);
    const NET_DMA_DESCRIPTOR *tail = seen.head;

    call(NDC_ROUTINE_APPEND, 0, 1, 1);

    assert_int_equal(tail->NextDescriptor.QuadPart, seen.address);
    assert_int_equal(last_of(NDC_EVENT_LINK)->a, ndc_netdma_object(netdma, 0));
}

/* A 2.x chain names the slot at which the next batch begins, and Append changes nothing behind it.
 */
static void
a_2_x_tail_names_the_next_batch(void **state)
{
    (void)state;
    define(0, 100);
    define(1, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);
    uint64_t promised = (uint64_t)seen.head->NextDescriptor.QuadPart;
    assert_int_equal(ndc_object_kind(ndc_memory_object(&memory, promised)), NDC_OBJECT_SLOT);

    call(NDC_ROUTINE_APPEND, 0, 1, 1);

    assert_int_equal(seen.address, promised);
    assert_int_not_equal(seen.head->NextDescriptor.QuadPart, 0);
}

/* A Start does not use the slot that the old tail named, so following the old link shows. */
static void
a_start_leaves_the_promised_slot_alone(void **state)
{
    (void)state;
    define(0, 100);
    define(1, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);
    uint64_t promised = (uint64_t)seen.head->NextDescriptor.QuadPart;

    call(NDC_ROUTINE_START, 0, 1, 1);

    assert_int_not_equal(seen.address, promised);
    assert_int_equal(ndc_object_kind(ndc_memory_object(&memory, promised)), NDC_OBJECT_SLOT);
}

/* A completion word that names a transfer makes NetDMA look at it and all before it. */
static void
a_completion_is_looked_at(void **state)
{
    (void)state;
    define(0, 100);
    define(1, 100);
    call(NDC_ROUTINE_START, 0, 0, 2);
    move(0);
    uint64_t word = ndc_netdma_address(netdma, 1) | NetDmaTransferStatusIdle;

    ndc_memory_write(&memory, seen.word_address, &word, sizeof word);

    const struct ndc_event *told = last_of(NDC_EVENT_WORD);
    assert_int_equal(told->b, ndc_netdma_object(netdma, 1));
    assert_int_equal(told[-1].kind, NDC_EVENT_DATA);
    assert_int_equal(told[-1].b, NDC_DATA_UNTOUCHED);
    assert_int_equal(told[-2].a, ndc_netdma_object(netdma, 0));
    assert_int_equal(told[-2].b, NDC_DATA_WHOLE);
}

/* A word written by the CPU is told apart from one written by the engine. */
static void
a_word_written_by_the_provider_is_told(void **state)
{
    (void)state;
    define(0, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);
    *(uint64_t *)ndc_memory_at(&memory, seen.word_address, 8) = 0x41;

    ndc_netdma_inspect(netdma);

    assert_int_equal(last_of(NDC_EVENT_WORD)->a, 0x41);
    assert_int_equal(last_of(NDC_EVENT_WORD)->c, 1);
}

/* After a reset every descriptor of the channel is dead, and its memory poisoned. */
static void
a_reset_buries_the_descriptors(void **state)
{
    (void)state;
    define(0, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);

    call(NDC_ROUTINE_RESET, 0, 0, 0);

    assert_true(ndc_object_dead(ndc_memory_object(&memory, seen.address)));
    assert_int_equal(*(const uint8_t *)seen.head, NDC_MEMORY_DEAD);
}

static uint64_t
reported_by(uint64_t value)
{
    seen.report = value;
    call(NDC_ROUTINE_SUSPEND, 0, 0, 0);
    return last_of(NDC_EVENT_RETURN)->d;
}

/* Suspend's answer is understood with one and with two levels of pointer. */
static void
both_suspend_conventions_are_understood(void **state)
{
    (void)state;
    define(0, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);
    int region =
        ndc_memory_allot(&memory, 8, NDC_MEMORY_ANYWHERE, ndc_object_make(NDC_OBJECT_POOL, 0, 0));
    memcpy(ndc_memory_bytes(&memory, region), &seen.address, 8);

    assert_int_equal(reported_by(0), 0);
    assert_int_equal(reported_by(seen.address), 1);
    assert_int_equal(last_of(NDC_EVENT_REPORTED)->a, ndc_netdma_object(netdma, 0));
    assert_int_equal(reported_by((uintptr_t)ndc_memory_bytes(&memory, region)), 2);
    assert_int_equal(last_of(NDC_EVENT_REPORTED)->a, ndc_netdma_object(netdma, 0));
}

static uint64_t
handle_worth(PVOID handle)
{
    PHYSICAL_ADDRESS address = {.QuadPart = 0};
    ULONG cpu;

    NetDmaIsr(handle, address, &cpu);
    return last_of(NDC_EVENT_ISR)->c;
}

/* A handle is good while its channel is allocated, freed after that, and anything else unknown. */
static void
handles_have_lives(void **state)
{
    (void)state;
    PVOID first = seen.handle;
    assert_int_equal(handle_worth(first), NDC_HANDLE_GOOD);
    call(NDC_ROUTINE_FREE, 0, 0, 0);
    assert_int_equal(handle_worth(first), NDC_HANDLE_FREED);
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);

    assert_int_equal(handle_worth(first), NDC_HANDLE_FREED);
    assert_int_equal(handle_worth(seen.handle), NDC_HANDLE_GOOD);
    assert_int_equal(handle_worth(NULL), NDC_HANDLE_UNKNOWN);
    assert_int_equal(handle_worth((PVOID)((uintptr_t)seen.handle + 1)), NDC_HANDLE_UNKNOWN);
}

/* A descriptor taken out of a suspended list is skipped by its neighbours' links; one put in is
 * linked. */
static void
a_suspended_list_can_be_edited(void **state)
{
    (void)state;
    for (uint16_t i = 0; i < 4; i++)
        define(i, 100);
    call(NDC_ROUTINE_START, 0, 0, 3);
    const NET_DMA_DESCRIPTOR *head = seen.head;

    ndc_netdma_unlink(netdma, 1);
    assert_int_equal(head->NextDescriptor.QuadPart, ndc_netdma_address(netdma, 2));
    ndc_netdma_insert(netdma, 3, 0);

    assert_int_equal(head->NextDescriptor.QuadPart, ndc_netdma_address(netdma, 3));
    assert_int_equal(behind(head)->NextDescriptor.QuadPart, ndc_netdma_address(netdma, 2));
}

/* A transfer that is still under way is not submitted a second time. */
static void
work_under_way_is_not_resubmitted(void **state)
{
    (void)state;
    define(0, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);

    call(NDC_ROUTINE_APPEND, 0, 0, 1);

    assert_int_equal(seen.calls, 1);
}

/* Hundreds of submissions reuse the slots only after a lap: an old address keeps its old life. */
static void
slots_are_used_in_laps(void **state)
{
    (void)state;
    define(0, 16);
    call(NDC_ROUTINE_START, 0, 0, 1);
    uint64_t first = seen.address;

    for (unsigned i = 0; i < NDC_SLOTS_DEFAULT - 2; i++) {
        uint64_t word = ndc_netdma_address(netdma, 0) | NetDmaTransferStatusIdle;
        ndc_memory_write(&memory, seen.word_address, &word, sizeof word);
        call(NDC_ROUTINE_APPEND, 0, 0, 1);
        assert_int_not_equal(seen.address, first);
    }

    assert_int_equal(ndc_object_life(ndc_memory_object(&memory, first)), 1);
}

/* After a refused Append the list ends where it ended before, and the next one begins there. */
static void
a_refused_append_is_taken_back(void **state)
{
    (void)state;
    for (uint16_t i = 0; i < 3; i++)
        define(i, 100);
    call(NDC_ROUTINE_START, 0, 0, 1);
    const NET_DMA_DESCRIPTOR *tail = seen.head;
    uint64_t promised = (uint64_t)tail->NextDescriptor.QuadPart;
    seen.answer = STATUS_UNSUCCESSFUL;

    call(NDC_ROUTINE_APPEND, 0, 1, 1);

    assert_int_equal(tail->NextDescriptor.QuadPart, promised);
    seen.answer = STATUS_SUCCESS;
    call(NDC_ROUTINE_APPEND, 0, 2, 1);
    assert_int_equal(tail->NextDescriptor.QuadPart, seen.address);
    if (promised != 0)
        assert_int_equal(seen.address, promised);
}

/* A version above the interface's is refused. */
static void
a_newer_provider_is_refused(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_1_0, 2, 0);

    assert_false(ndc_netdma_registered(netdma));
    assert_int_equal(last_of(NDC_EVENT_REGISTERED)->a, (uint32_t)STATUS_UNSUCCESSFUL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_page_break_is_told, version_2),
        cmocka_unit_test_setup(what_is_out_of_reach_is_told, version_2),
        cmocka_unit_test_setup(a_spoiled_context_is_told, version_2),
        cmocka_unit_test_setup(a_1_x_chain_ends_with_zero, version_1),
        cmocka_unit_test_setup(a_1_x_append_patches_the_old_tail, version_1),
        cmocka_unit_test_setup(a_2_x_tail_names_the_next_batch, version_2),
        cmocka_unit_test_setup(a_start_leaves_the_promised_slot_alone, version_2),
        cmocka_unit_test_setup(a_completion_is_looked_at, version_1),
        cmocka_unit_test_setup(a_word_written_by_the_provider_is_told, version_1),
        cmocka_unit_test_setup(a_reset_buries_the_descriptors, version_1),
        cmocka_unit_test_setup(both_suspend_conventions_are_understood, version_1),
        cmocka_unit_test_setup(handles_have_lives, version_1),
        cmocka_unit_test_setup(a_suspended_list_can_be_edited, version_1),
        cmocka_unit_test_setup(work_under_way_is_not_resubmitted, version_1),
        cmocka_unit_test_setup(slots_are_used_in_laps, version_2),
        cmocka_unit_test_setup(a_refused_append_is_taken_back, version_1),
        cmocka_unit_test_setup(a_refused_append_is_taken_back, version_2),
        cmocka_unit_test(a_newer_provider_is_refused),
    };

    make_computer();
    return cmocka_run_group_tests_name("netdma", tests, NULL, NULL);
}
