/* SPDX-License-Identifier: Apache-2.0 */
/* Wrong data in a transfer, and in what is around it, told in words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "netdma_bench.h"

#include "netdma/bytes.h"
#include "trace/words.h"
#include "memory/pattern.h"

#define BYTES 4096u

static const struct ndc_lane_names names;

/* Transfers 0 and 1, started, the first of them for the second time. */
static int
two_started(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_2_0, 2, 0);
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    define(0, BYTES);
    define(1, BYTES);
    call(NDC_ROUTINE_START, 0, 0, 1);
    call(NDC_ROUTINE_ABORT, 0, 0, 0);
    call(NDC_ROUTINE_START, 0, 0, 2);
    return 0;
}

static uint8_t *
source_of(unsigned transfer)
{
    return ndc_memory_bytes(&memory, netdma->transfers[transfer].source.regions[0]);
}

static uint8_t *
target_of(unsigned transfer)
{
    return ndc_memory_bytes(&memory, netdma->transfers[transfer].target.regions[0]);
}

/* Looks at transfer 0: the number-th run of wrong bytes says this. */
static void
assert_told(unsigned number, const char *words)
{
    char storage[200];
    struct ndc_text text = ndc_text_make(storage, sizeof storage);

    ndc_trace_reset(&trace);
    ndc_netdma_look(netdma, 0);
    for (uint32_t i = 0; i < trace.count; i++)
        if (events[i].kind == NDC_EVENT_BYTES && number-- == 0)
            ndc_phrase_bytes(&text, &names, &events[i]);
    assert_string_equal(storage, words);
}

static void
bytes_of_elsewhere_in_the_source(void **state)
{
    (void)state;
    memcpy(target_of(0), source_of(0), BYTES);
    memcpy(target_of(0) + 64, source_of(0) + 128, 64);

    assert_told(0, "bytes 64..127 hold what belongs at 128 of its own source");
}

/* Two faults far from each other are two runs; between them everything is right. */
static void
bytes_of_another_source(void **state)
{
    (void)state;
    memcpy(target_of(0), source_of(0), BYTES);
    memcpy(target_of(0) + 100, source_of(1) + 100, 30);
    memset(target_of(0) + 4000, 0, 50);

    assert_told(0, "bytes 100..129 hold what belongs at 100 of the source of D1");
    assert_told(1, "bytes 4000..4049 hold zeros");
}

static void
bytes_of_an_earlier_life(void **state)
{
    (void)state;
    memcpy(target_of(0), source_of(0), BYTES);
    ndc_pattern_fill(target_of(0) + 7, 1000, ndc_netdma_seed(0, 1), NDC_PATTERN_PLAIN, 7);

    assert_told(0, "bytes 7..1006 hold what belongs at 7 of its own source in an earlier life");
}

static void
bytes_that_were_left_out(void **state)
{
    (void)state;
    memcpy(target_of(0), source_of(0), 500);
    memcpy(target_of(0) + 600, source_of(0) + 600, BYTES - 600);

    assert_told(0, "bytes 500..599 were not written");
}

static void
one_flipped_bit(void **state)
{
    (void)state;
    memcpy(target_of(0), source_of(0), BYTES);
    target_of(0)[4095] ^= 4;

    assert_told(0, "byte 4095 is wrong in the bits 0x4");
}

static void
bytes_around_the_buffers(void **state)
{
    (void)state;
    memcpy(target_of(0), source_of(0), BYTES);
    memcpy(target_of(0) + BYTES, source_of(0) + 96, 32);
    assert_told(0, "bytes 0..31 behind its target hold what belongs at 96 of its own source");
    memset(target_of(0) + BYTES, NDC_MEMORY_GUARD, 32);
    memset(target_of(0) - 5, 0, 4);
    assert_told(0, "bytes 5..2 before its target hold zeros");
    memset(target_of(0) - 5, NDC_MEMORY_GUARD, 4);
    memset(source_of(0) + 10, NDC_MEMORY_DEAD, 20);
    assert_told(0, "bytes 10..29 of its source hold the filling of memory whose life was over");
}

/* Nothing is told of data that is right, or not there yet. */
static void
right_data_needs_no_words(void **state)
{
    (void)state;
    assert_told(0, "");
    memcpy(target_of(0), source_of(0), BYTES / 2);
    assert_told(0, "");
    memcpy(target_of(0), source_of(0), BYTES);
    assert_told(0, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(bytes_of_elsewhere_in_the_source, two_started),
        cmocka_unit_test_setup(bytes_of_another_source, two_started),
        cmocka_unit_test_setup(bytes_of_an_earlier_life, two_started),
        cmocka_unit_test_setup(bytes_that_were_left_out, two_started),
        cmocka_unit_test_setup(one_flipped_bit, two_started),
        cmocka_unit_test_setup(bytes_around_the_buffers, two_started),
        cmocka_unit_test_setup(right_data_needs_no_words, two_started),
    };

    make_computer();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
