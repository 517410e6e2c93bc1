/* SPDX-License-Identifier: Apache-2.0 */
/* Buffers at chosen physical addresses: in memory, and as NetDMA makes them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "netdma_bench.h"

#define BORDER 0x100000000u
#define TOP 0xFFFFFFFFFFu

static int
version_2(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_2_0, 2, 0);
    NDC_PROVIDER(netdma)->attributes.MaximumAddressSpace.QuadPart = TOP;
    return 0;
}

/* A window is one region with its guards: its bytes, its name, and nothing around it. */
static void
a_window_is_memory(void **state)
{
    const ndc_object thing = ndc_object_make(NDC_OBJECT_SOURCE, 7, 1);
    uint64_t address = 0;
    uint8_t byte = 0;
    (void)state;

    int region = ndc_memory_allot_at(&memory, 100, TOP - 99, thing);
    uint8_t *bytes = ndc_memory_bytes(&memory, region);
    bytes[99] = 0x5C;

    assert_true(ndc_memory_read(&memory, TOP, &byte, 1));
    assert_int_equal(byte, 0x5C);
    assert_ptr_equal(ndc_memory_at(&memory, TOP - 99, 100), bytes);
    assert_int_equal(ndc_memory_object(&memory, TOP - 50), thing);
    assert_int_equal(ndc_object_kind(ndc_memory_object(&memory, TOP + 1)), NDC_OBJECT_GUARD);
    assert_int_equal(ndc_memory_object(&memory, TOP - 4096), NDC_OBJECT_NOTHING);
    assert_null(ndc_memory_at(&memory, TOP - 4096, 1));
    assert_true(ndc_memory_physical(&memory, bytes + 9, &address));
    assert_int_equal(address, TOP - 90);
    assert_int_equal(ndc_memory_guards_broken(&memory, region), 0);
}

/* Addresses are given out once, and those of the arena not at all. */
static void
taken_addresses_are_refused(void **state)
{
    const ndc_object thing = ndc_object_make(NDC_OBJECT_SOURCE, 7, 1);
    (void)state;

    assert_true(ndc_memory_allot_at(&memory, 4096, BORDER, thing) >= 0);
    assert_int_equal(ndc_memory_allot_at(&memory, 4096, BORDER + 2048, thing), -1);
    assert_int_equal(ndc_memory_allot_at(&memory, 8192, BORDER - 4096, thing), -1);
    assert_int_equal(ndc_memory_allot_at(&memory, 64, NDC_MEMORY_BASE + 4096, thing), -1);
    assert_true(ndc_memory_allot_at(&memory, 64, BORDER + 8192, thing) >= 0);
}

static uint64_t
source_address(uint16_t transfer)
{
    return ndc_netdma_buffer_address(netdma, &netdma->transfers[transfer].source, 0);
}

static void
define_at(uint16_t transfer, uint32_t bytes, enum ndc_where where)
{
    const struct ndc_transfer what = {.bytes = bytes, .source_where = (uint8_t)where};

    ndc_netdma_define(netdma, transfer, &what);
}

static void
buffers_lie_where_they_should(void **state)
{
    (void)state;
    define_at(0, 4097, NDC_WHERE_TOP);
    define_at(1, 100, NDC_WHERE_TOP);
    define_at(2, 65, NDC_WHERE_BELOW);

    assert_int_equal(source_address(0) + 4096, TOP);
    assert_true(source_address(1) + 100 < source_address(0));
    assert_int_equal(source_address(2) + 65, BORDER);
}

/* What begins at the border leaves no room for the guard of what ends there: one of the two. */
static void
a_border_has_one_side(void **state)
{
    (void)state;
    define_at(0, 64, NDC_WHERE_ABOVE);
    define_at(1, 64, NDC_WHERE_ABOVE);
    define_at(2, 64, NDC_WHERE_BELOW);

    assert_int_equal(source_address(0), BORDER);
    assert_true(source_address(1) > BORDER && source_address(1) < NDC_MEMORY_BASE);
    assert_true(source_address(2) >= NDC_MEMORY_BASE);
}

/* Across the border there is room for one; another lies anywhere. */
static void
one_buffer_lies_across(void **state)
{
    (void)state;
    define_at(0, 4096, NDC_WHERE_ACROSS);
    define_at(1, 4096, NDC_WHERE_ACROSS);

    assert_int_equal(source_address(0), BORDER - 2048);
    assert_true(source_address(1) >= NDC_MEMORY_BASE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_window_is_memory, version_2),
        cmocka_unit_test_setup(taken_addresses_are_refused, version_2),
        cmocka_unit_test_setup(buffers_lie_where_they_should, version_2),
        cmocka_unit_test_setup(a_border_has_one_side, version_2),
        cmocka_unit_test_setup(one_buffer_lies_across, version_2),
    };

    make_computer();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
