/* SPDX-License-Identifier: Apache-2.0 */
/* NetDMA keeps the rules of its own side, whatever a script asks for. */
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
    call(NDC_ROUTINE_ALLOCATE, 1, 0, 0);
    for (uint16_t i = 0; i < 5; i++)
        define(i, 100);
    return 0;
}

static int
version_2(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_2_0, 2, 0);
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    for (uint16_t i = 0; i < 5; i++)
        define(i, 100);
    return 0;
}

static void
report(uint16_t transfer)
{
    seen.report = ndc_netdma_address(netdma, transfer);
    call(NDC_ROUTINE_SUSPEND, 0, 0, 0);
}

/* The engine may still work with the old buffers of a list that was started over [START-08]. */
static void
work_started_again_gets_other_buffers(void **state)
{
    (void)state;
    call(NDC_ROUTINE_START, 0, 0, 1);
    NET_DMA_DESCRIPTOR old = *seen.head;

    call(NDC_ROUTINE_START, 0, 0, 1);

    assert_int_not_equal(seen.head->SourceAddress.QuadPart, old.SourceAddress.QuadPart);
    assert_int_not_equal(seen.head->DestinationAddress.QuadPart, old.DestinationAddress.QuadPart);
    assert_int_equal(
        ndc_object_life(ndc_memory_object(&memory, (uint64_t)old.DestinationAddress.QuadPart)), 1);
}

/* When nothing of a Start is free nothing is called, and the list that runs stays what it is. */
static void
a_start_of_nothing_changes_nothing(void **state)
{
    (void)state;
    call(NDC_ROUTINE_START, 0, 0, 1);
    const NET_DMA_DESCRIPTOR *tail = seen.head;
    call(NDC_ROUTINE_START, 1, 1, 1);

    call(NDC_ROUTINE_START, 0, 1, 1);

    assert_int_equal(seen.calls, 2);
    call(NDC_ROUTINE_APPEND, 0, 2, 1);
    assert_int_equal(tail->NextDescriptor.QuadPart, seen.address);
}

/* The old tail is a descriptor, not a transfer: that may have gone to another channel. */
static void
the_tail_stays_where_it_is(void **state)
{
    (void)state;
    call(NDC_ROUTINE_START, 0, 0, 1);
    NET_DMA_DESCRIPTOR *tail = seen.head;
    uint64_t word = seen.address | NetDmaTransferStatusIdle;
    uint64_t words =
        netdma->memory->regions[netdma->channels[0].word].address; /* of the first channel */
    ndc_memory_write(&memory, words, &word, sizeof word);
    call(NDC_ROUTINE_START, 1, 0, 1);

    call(NDC_ROUTINE_APPEND, 0, 1, 1);

    assert_int_equal(tail->NextDescriptor.QuadPart, seen.address);
}

/* The slot of a refused batch goes to the next one; the refused one is not looked for there. */
static void
a_refused_batch_leaves_its_slot(void **state)
{
    (void)state;
    call(NDC_ROUTINE_START, 0, 0, 1);
    seen.answer = STATUS_UNSUCCESSFUL;
    call(NDC_ROUTINE_APPEND, 0, 1, 1);
    seen.answer = STATUS_SUCCESS;
    call(NDC_ROUTINE_APPEND, 0, 2, 1);

    ndc_netdma_look_all(netdma);

    assert_int_equal(count_of(NDC_EVENT_ALTERED), 0);
}

/* A refused Start leaves the list before it: what is appended then goes behind that. */
static void
a_refused_start_leaves_the_list(void **state)
{
    (void)state;
    call(NDC_ROUTINE_START, 0, 0, 1);
    NET_DMA_DESCRIPTOR *tail = seen.head;
    uint64_t promised = (uint64_t)tail->NextDescriptor.QuadPart;
    seen.answer = STATUS_UNSUCCESSFUL;
    call(NDC_ROUTINE_START, 0, 1, 1);
    seen.answer = STATUS_SUCCESS;

    call(NDC_ROUTINE_APPEND, 0, 2, 1);

    assert_int_equal(tail->NextDescriptor.QuadPart, seen.address);
    if (promised != 0)
        assert_int_equal(seen.address, promised);
}

/* What the engine has passed is not edited any more: it would never be met. */
static void
only_what_lies_ahead_is_edited(void **state)
{
    (void)state;
    call(NDC_ROUTINE_START, 0, 0, 3);
    report(1);

    ndc_netdma_unlink(netdma, 0);
    ndc_netdma_unlink(netdma, 1);
    ndc_netdma_insert(netdma, 3, 0);
    ndc_netdma_insert(netdma, 2, 2);
    assert_int_equal(count_of(NDC_EVENT_LINK), 0);

    ndc_netdma_insert(netdma, 3, 1);
    assert_int_equal(count_of(NDC_EVENT_LINK), 1);
    ndc_netdma_unlink(netdma, 2);
    assert_int_equal(count_of(NDC_EVENT_UNLINK), 1);
}

/* No link names the head of a list: it cannot be taken out. */
static void
the_head_stays(void **state)
{
    (void)state;
    call(NDC_ROUTINE_START, 0, 0, 2);
    seen.report = 0;
    call(NDC_ROUTINE_SUSPEND, 0, 0, 0);

    ndc_netdma_unlink(netdma, 0);

    assert_int_equal(count_of(NDC_EVENT_UNLINK), 0);
}

/* A mask names CPUs that exist; all of them when the script's names none of those. */
static void
masks_name_cpus_that_exist(void **state)
{
    const struct ndc_call allocate = {.routine = NDC_ROUTINE_ALLOCATE, .affinity = 0x0100};
    (void)state;
    call(NDC_ROUTINE_FREE, 0, 0, 0);

    ndc_netdma_call(netdma, &allocate);

    assert_int_equal(netdma->channels[0].affinity, 0xF);
}

/* No page breaks and no context changes before 2.0 [PGBRK-07, DESC-11]. */
static void
version_1_gets_no_newer_flags(void **state)
{
    const struct ndc_transfer broken = {.bytes = 100, .flags = 9, .source_break = 10};
    const struct ndc_transfer context = {.kind = NDC_TRANSFER_CONTEXT, .context = 3};
    (void)state;
    ndc_netdma_define(netdma, 5, &broken);
    ndc_netdma_define(netdma, 6, &context);

    call(NDC_ROUTINE_START, 0, 5, 2);

    assert_int_equal(seen.head->ControlFlags, 9);
    const NET_DMA_DESCRIPTOR *second =
        ndc_memory_at(&memory, (uint64_t)seen.head->NextDescriptor.QuadPart, 64);
    assert_int_equal(second->ControlFlags, NET_DMA_NULL_TRANSFER);
}

/* Behind a break there is one page and no more [PGBRK-08]. */
static void
a_break_needs_one_page(void **state)
{
    const struct ndc_transfer fits = {.bytes = 4106, .target_break = 10};
    const struct ndc_transfer too_long = {.bytes = 4107, .target_break = 10};
    (void)state;
    ndc_netdma_define(netdma, 5, &fits);
    ndc_netdma_define(netdma, 6, &too_long);

    call(NDC_ROUTINE_START, 0, 5, 1);
    assert_int_equal(seen.head->ControlFlags, NET_DMA_DESTINATION_PAGE_BREAK);

    call(NDC_ROUTINE_APPEND, 0, 6, 1);
    assert_int_equal(seen.head->ControlFlags, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(work_started_again_gets_other_buffers, version_1),
        cmocka_unit_test_setup(a_start_of_nothing_changes_nothing, version_1),
        cmocka_unit_test_setup(the_tail_stays_where_it_is, version_1),
        cmocka_unit_test_setup(a_refused_batch_leaves_its_slot, version_1),
        cmocka_unit_test_setup(a_refused_batch_leaves_its_slot, version_2),
        cmocka_unit_test_setup(a_refused_start_leaves_the_list, version_1),
        cmocka_unit_test_setup(a_refused_start_leaves_the_list, version_2),
        cmocka_unit_test_setup(only_what_lies_ahead_is_edited, version_1),
        cmocka_unit_test_setup(the_head_stays, version_1),
        cmocka_unit_test_setup(masks_name_cpus_that_exist, version_1),
        cmocka_unit_test_setup(version_1_gets_no_newer_flags, version_1),
        cmocka_unit_test_setup(a_break_needs_one_page, version_2),
    };

    make_computer();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
