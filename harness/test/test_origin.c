/* SPDX-License-Identifier: Apache-2.0 */
/* What wrong bytes are: each diagnosis, at every alignment that a transfer can have. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "memory/origin.h"
#include "memory/pattern.h"

#define BYTES 8192u

/* Own, its life before, and two other transfers. */
static const struct ndc_pattern_life lives[] = {
    {.seed = 0x1111222233334444u, .bytes = BYTES},
    {.seed = 0x5555666677778888u, .bytes = BYTES},
    {.seed = 0x9999AAAABBBBCCCCu, .bytes = BYTES},
    {.seed = 0xDDDDEEEEFFFF0123u, .bytes = 100},
};
#define LIVES (sizeof lives / sizeof lives[0])

static uint8_t buffer[BYTES];

/* Puts count bytes of a life's pattern, from `index` on, at the start of the buffer. */
static void
put(unsigned life, uint64_t flip, uint32_t index, uint32_t count)
{
    ndc_pattern_fill(buffer, count, lives[life].seed, flip, index);
}

static struct ndc_origin
asked(uint32_t count, uint32_t from)
{
    return ndc_origin_of(buffer, count, from, lives, LIVES);
}

static void
assert_origin(struct ndc_origin is, enum ndc_origin_kind what, uint32_t count, uint32_t index,
              uint32_t life)
{
    assert_int_equal(is.what, what);
    assert_int_equal(is.count, count);
    assert_int_equal(is.index, index);
    assert_int_equal(is.life, life);
}

/* What belongs elsewhere in the same source, moved by any number of bytes either way. */
static void
a_displacement_is_named(void **state)
{
    (void)state;
    for (uint32_t index = 0; index < 200; index++) {
        put(0, NDC_PATTERN_PLAIN, index, 64);
        assert_origin(asked(64, 100), NDC_ORIGIN_SOURCE, 64, index, 0);
    }
    put(0, NDC_PATTERN_PLAIN, 4097, 9); /* too short for a whole word: looked for everywhere */
    assert_origin(asked(9, 1), NDC_ORIGIN_SOURCE, 9, 4097, 0);
    put(0, NDC_PATTERN_PLAIN, 0, 4096); /* a lap: the second page has the bytes of the first */
    assert_origin(asked(4096, 4096), NDC_ORIGIN_SOURCE, 4096, 0, 0);
}

/* Where the wrong bytes go over into others, only the first are told. */
static void
a_run_ends_where_it_changes(void **state)
{
    (void)state;
    put(0, NDC_PATTERN_PLAIN, 128, 64);
    memset(buffer + 64, NDC_MEMORY_GUARD, 64);

    assert_origin(asked(128, 0), NDC_ORIGIN_SOURCE, 64, 128, 0);
}

/* Another transfer's source, and an earlier life of its own: at the same byte or moved. */
static void
a_mix_up_is_named(void **state)
{
    (void)state;
    put(1, NDC_PATTERN_PLAIN, 300, 40);
    assert_origin(asked(40, 300), NDC_ORIGIN_SOURCE, 40, 300, 1);
    put(2, NDC_PATTERN_PLAIN, 77, 40);
    assert_origin(asked(40, 300), NDC_ORIGIN_SOURCE, 40, 77, 2);
    put(2, NDC_PATTERN_PLAIN, 300, 5);
    assert_origin(asked(5, 300), NDC_ORIGIN_SOURCE, 5, 300, 2);
    put(3, NDC_PATTERN_PLAIN, 60, 100); /* 40 bytes are left of it, whatever follows */
    assert_origin(asked(100, 0), NDC_ORIGIN_SOURCE, 40, 60, 3);
}

/* What nobody wrote: its own target, or another's that was copied from. */
static void
what_was_not_written_is_named(void **state)
{
    (void)state;
    put(0, NDC_PATTERN_INVERSE, 500, 33);
    assert_origin(asked(33, 500), NDC_ORIGIN_UNTOUCHED, 33, 500, 0);
    put(0, NDC_PATTERN_INVERSE, 500, 3);
    assert_origin(asked(3, 500), NDC_ORIGIN_UNTOUCHED, 3, 500, 0);
    put(2, NDC_PATTERN_INVERSE, 9, 33);
    assert_origin(asked(33, 500), NDC_ORIGIN_UNTOUCHED, 33, 9, 2);
}

static void
fillings_are_named(void **state)
{
    (void)state;
    memset(buffer, NDC_MEMORY_GUARD, 64);
    assert_origin(asked(64, 0), NDC_ORIGIN_GUARD, 64, 0, 0);
    memset(buffer, NDC_MEMORY_DEAD, 64);
    assert_origin(asked(64, 0), NDC_ORIGIN_DEAD, 64, 0, 0);
    memset(buffer, 0, 64);
    assert_origin(asked(64, 0), NDC_ORIGIN_ZERO, 64, 0, 0);
}

static void
a_flipped_bit_is_named(void **state)
{
    (void)state;
    put(0, NDC_PATTERN_PLAIN, 700, 1);
    buffer[0] ^= 0x10;
    assert_origin(asked(1, 700), NDC_ORIGIN_FLIPPED, 1, 0x10, 0);
}

/* Words of no pattern, and guards, where nothing of the transfer should stand. */
static void
the_rest_is_unknown(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 64; i++)
        buffer[i] = (uint8_t)(7 * i + 1);
    assert_origin(asked(64, 0), NDC_ORIGIN_UNKNOWN, 64, 0, 0);
    assert_origin(asked(2, UINT32_MAX), NDC_ORIGIN_UNKNOWN, 2, 0, 0);
    put(2, NDC_PATTERN_PLAIN, 4096, 64); /* behind a target, say */
    assert_origin(asked(64, UINT32_MAX), NDC_ORIGIN_SOURCE, 64, 4096, 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_displacement_is_named), cmocka_unit_test(a_run_ends_where_it_changes),
        cmocka_unit_test(a_mix_up_is_named),       cmocka_unit_test(what_was_not_written_is_named),
        cmocka_unit_test(fillings_are_named),      cmocka_unit_test(a_flipped_bit_is_named),
        cmocka_unit_test(the_rest_is_unknown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
