/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of NetDMA's that is nobody's to write: each place where a stray write is seen. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "netdma_bench.h"

/* One transfer started, another defined and never used. */
static int
one_started(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_2_0, 2, 0);
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    define(0, 4096);
    define(1, 4096);
    call(NDC_ROUTINE_START, 0, 0, 1);
    return 0;
}

/* Exactly one stray write is told, of a thing of this kind. */
static void
assert_told(enum ndc_object_kind kind, bool dead, uint64_t offset)
{
    ndc_trace_reset(&trace);
    ndc_netdma_look_around(netdma);

    assert_int_equal(trace.count, 1);
    assert_int_equal(events[0].kind, NDC_EVENT_SPILL);
    assert_int_equal(ndc_object_kind(events[0].a), kind);
    assert_int_equal(ndc_object_dead(events[0].a), dead);
    assert_int_equal(events[0].b, offset);
}

static void
nothing_is_told_of_nothing(void **state)
{
    (void)state;
    ndc_trace_reset(&trace);

    ndc_netdma_look_around(netdma);

    assert_int_equal(trace.count, 0);
}

static void
beside_a_descriptor(void **state)
{
    (void)state;
    ((uint8_t *)ndc_netdma_descriptor(netdma, 0))[64] = 1;

    assert_told(NDC_OBJECT_DESCRIPTOR, false, 64);
}

static void
in_the_slot_of_the_next_batch(void **state)
{
    int slot = netdma->channels[0].reserved_slot;

    (void)state;
    ((uint8_t *)ndc_memory_bytes(&memory, slot))[24] = 0;

    assert_told(NDC_OBJECT_SLOT, false, 24);
}

/* The batch that takes the slot sees it too, before it writes its descriptor there. */
static void
in_the_slot_before_the_batch_takes_it(void **state)
{
    int slot = netdma->channels[0].reserved_slot;

    (void)state;
    ((uint8_t *)ndc_memory_bytes(&memory, slot))[24] = 0;
    ndc_trace_reset(&trace);
    call(NDC_ROUTINE_APPEND, 0, 1, 1);

    assert_int_equal(events[0].kind, NDC_EVENT_SPILL);
}

static void
in_parameters_that_were_given_back(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < memory.region_count; i++)
        if (ndc_object_kind(memory.regions[i].object) == NDC_OBJECT_CLIENT)
            ((uint8_t *)ndc_memory_bytes(&memory, (int)i))[32] = 1;

    assert_told(NDC_OBJECT_CLIENT, true, 32);
}

static void
in_a_descriptor_that_was_aborted(void **state)
{
    NET_DMA_DESCRIPTOR *descriptor = ndc_netdma_descriptor(netdma, 0);

    (void)state;
    call(NDC_ROUTINE_ABORT, 0, 0, 0);
    descriptor->NextDescriptor.QuadPart = 0;

    assert_told(NDC_OBJECT_DESCRIPTOR, true, 24);
}

static void
in_buffers_that_were_never_submitted(void **state)
{
    (void)state;
    ((uint8_t *)ndc_memory_bytes(&memory, netdma->transfers[1].source.regions[0]))[7] ^= 1;
    assert_told(NDC_OBJECT_SOURCE, false, 7);
    ((uint8_t *)ndc_memory_bytes(&memory, netdma->transfers[1].source.regions[0]))[7] ^= 1;
    ((uint8_t *)ndc_memory_bytes(&memory, netdma->transfers[1].target.regions[0]))[9] ^= 1;
    assert_told(NDC_OBJECT_TARGET, false, 9);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_is_told_of_nothing, one_started),
        cmocka_unit_test_setup(beside_a_descriptor, one_started),
        cmocka_unit_test_setup(in_the_slot_of_the_next_batch, one_started),
        cmocka_unit_test_setup(in_the_slot_before_the_batch_takes_it, one_started),
        cmocka_unit_test_setup(in_parameters_that_were_given_back, one_started),
        cmocka_unit_test_setup(in_a_descriptor_that_was_aborted, one_started),
        cmocka_unit_test_setup(in_buffers_that_were_never_submitted, one_started),
    };

    make_computer();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
