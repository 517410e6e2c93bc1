/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/random.h"
#include "memory/memory.h"
#include "memory/pattern.h"

#define ARENA (64u * 4096u)

static _Alignas(4096) uint8_t arena[ARENA];
static uint16_t granules[ARENA / NDC_MEMORY_GRANULE];
static struct ndc_region regions[NDC_MEMORY_REGIONS_MAX];
static struct ndc_memory memory;

static int
fresh(void **state)
{
    (void)state;
    memory = (struct ndc_memory){
        .arena = arena, .bytes = ARENA, .granules = granules, .regions = regions, .used = ARENA};
    ndc_memory_reset(&memory);
    return 0;
}

static int
allot(uint32_t bytes, uint32_t offset, uint32_t index)
{
    return ndc_memory_allot(&memory, bytes, offset, ndc_object_make(NDC_OBJECT_POOL, index, 7));
}

/* Every byte of a region names its thing; the bytes just outside name a guard. */
static void
names_what_lives_at_an_address(void **state)
{
    (void)state;
    int region = allot(100, NDC_MEMORY_ANYWHERE, 3);

    uint64_t first = regions[region].address;

    assert_int_equal(ndc_memory_object(&memory, first), ndc_object_make(NDC_OBJECT_POOL, 3, 7));
    assert_int_equal(ndc_memory_object(&memory, first + 99),
                     ndc_object_make(NDC_OBJECT_POOL, 3, 7));
    assert_int_equal(ndc_object_kind(ndc_memory_object(&memory, first + 100)), NDC_OBJECT_GUARD);
    assert_int_equal(ndc_object_index(ndc_memory_object(&memory, first + 150)), 3);
    assert_int_equal(ndc_object_kind(ndc_memory_object(&memory, first - 1)), NDC_OBJECT_GUARD);
}

/* An address outside the used arena is no memory, wherever it is. */
static void
foreign_addresses_name_nothing(void **state)
{
    (void)state;
    allot(64, NDC_MEMORY_ANYWHERE, 0);

    uint64_t end = NDC_MEMORY_BASE + memory.used;

    assert_int_equal(ndc_memory_object(&memory, 0), NDC_OBJECT_NOTHING);
    assert_int_equal(ndc_memory_object(&memory, end), NDC_OBJECT_NOTHING);
    assert_null(ndc_memory_at(&memory, end - 4, 8));
    assert_null(ndc_memory_at(&memory, UINT64_MAX - 3, 8));
    assert_null(ndc_memory_at(&memory, NDC_MEMORY_BASE, UINT64_MAX));
    assert_non_null(ndc_memory_at(&memory, end - 8, 8));
}

/* A page offset is met exactly, for every offset a byte-granular copy can have. */
static void
places_at_any_page_offset(void **state)
{
    (void)state;
    const uint32_t offsets[] = {0, 1, 63, 64, 65, 4032, 4033, 4095};

    for (unsigned i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
        int region = allot(10, offsets[i], i);

        assert_true(region >= 0);
        assert_int_equal(regions[region].address % NDC_MEMORY_PAGE, offsets[i]);
        assert_int_equal(ndc_memory_guards_broken(&memory, region), 0);
    }
}

/* One changed byte on either side of a region, at any distance a guard covers, is seen. */
static void
broken_guards_are_seen(void **state)
{
    (void)state;
    int region = allot(33, 129, 0);
    uint8_t *bytes = ndc_memory_bytes(&memory, region);

    bytes[-1] ^= 1;
    assert_int_equal(ndc_memory_guards_broken(&memory, region), 1);
    bytes[-1] ^= 1;
    bytes[33] ^= 1;
    assert_int_equal(ndc_memory_guards_broken(&memory, region), 2);
    bytes[-65] ^= 1;

    assert_int_equal(ndc_memory_guards_broken(&memory, region), 3);
}

/* The quick look at the guards of two regions sees what the exact one sees, aligned or not. */
static void
the_quick_look_sees_each_guard(void **state)
{
    (void)state;
    const uint32_t offsets[] = {NDC_MEMORY_ANYWHERE, 129};
    const uint32_t sizes[] = {128, 33};

    for (unsigned i = 0; i < 2; i++) {
        int one = allot(sizes[i], offsets[i], 1);
        int other = allot(sizes[i], offsets[i], 2);
        uint8_t *guards[] = {(uint8_t *)ndc_memory_bytes(&memory, one) - 1,
                             (uint8_t *)ndc_memory_bytes(&memory, one) + sizes[i],
                             (uint8_t *)ndc_memory_bytes(&memory, other) - 1,
                             (uint8_t *)ndc_memory_bytes(&memory, other) + sizes[i]};

        assert_true(ndc_memory_guards_whole(&memory, one, other));
        for (unsigned k = 0; k < 4; k++) {
            *guards[k] ^= 0x80;
            assert_false(ndc_memory_guards_whole(&memory, one, other));
            *guards[k] ^= 0x80;
        }
    }
}

/* Burying poisons every byte and keeps the name, marked dead. */
static void
buried_regions_are_dead_and_poisoned(void **state)
{
    (void)state;
    int region = allot(48, NDC_MEMORY_ANYWHERE, 9);
    uint8_t *bytes = ndc_memory_bytes(&memory, region);

    ndc_memory_bury(&memory, region);

    ndc_object object = ndc_memory_object(&memory, regions[region].address);
    assert_true(ndc_object_dead(object));
    assert_true(ndc_object_same(object, ndc_object_make(NDC_OBJECT_POOL, 9, 7)));
    for (unsigned i = 0; i < 48; i++)
        assert_int_equal(bytes[i], NDC_MEMORY_DEAD);
}

/* The bus refuses what is not memory, and moves nothing then. */
static void
the_bus_refuses_foreign_addresses(void **state)
{
    (void)state;
    int region = allot(64, NDC_MEMORY_ANYWHERE, 0);
    uint64_t word = 1, address = regions[region].address;

    assert_false(ndc_memory_read(&memory, 0, &word, 8));
    assert_false(ndc_memory_write(&memory, NDC_MEMORY_BASE - 8, &word, 8));
    assert_false(ndc_memory_move(&memory, address, NDC_MEMORY_BASE + memory.used, 1));
    assert_true(ndc_memory_write(&memory, address, &word, 8));
    word = 0;
    assert_true(ndc_memory_read(&memory, address, &word, 8));
    assert_int_equal(word, 1);
}

static uint64_t told_address;

static void
told(void *context, const struct ndc_region *region, uint64_t address, uint32_t bytes)
{
    (void)context, (void)region, (void)bytes;
    told_address = address;
}

/* Only writes into watched regions are told. */
static void
watched_writes_are_told(void **state)
{
    (void)state;
    int plain = allot(64, NDC_MEMORY_ANYWHERE, 0);
    int watched = allot(64, NDC_MEMORY_ANYWHERE, 1);
    uint64_t word = 5;
    memory.on_write = told;
    regions[watched].watched = true;
    told_address = 0;

    ndc_memory_write(&memory, regions[plain].address, &word, 8);
    assert_int_equal(told_address, 0);
    ndc_memory_write(&memory, regions[watched].address + 8, &word, 8);

    assert_int_equal(told_address, regions[watched].address + 8);
}

/* A full arena says so and stays as it was. */
static void
a_full_arena_says_so(void **state)
{
    (void)state;
    uint32_t used = memory.used;

    assert_int_equal(allot(ARENA, NDC_MEMORY_ANYWHERE, 0), -1);

    assert_int_equal(memory.used, used);
    assert_true(allot(ARENA - 2 * NDC_MEMORY_GRANULE, NDC_MEMORY_ANYWHERE, 0) >= 0);
    assert_int_equal(allot(1, NDC_MEMORY_ANYWHERE, 0), -1);
}

/* After a reset no trace of a former region is left. */
static void
reset_forgets_everything(void **state)
{
    (void)state;
    int region = allot(4096, 0, 0);
    uint64_t address = regions[region].address;

    ndc_memory_reset(&memory);

    assert_int_equal(ndc_memory_object(&memory, address), NDC_OBJECT_NOTHING);
    for (unsigned i = 0; i < ARENA / NDC_MEMORY_GRANULE; i++)
        assert_int_equal(granules[i], 0);
}

/* Fill and compare agree at every alignment, length and starting byte, plain and inverse. */
static void
patterns_agree_with_themselves(void **state)
{
    (void)state;
    static uint8_t bytes[400];
    struct ndc_random random = {1};

    for (unsigned round = 0; round < 20000; round++) {
        uint32_t at = (uint32_t)ndc_random_below(&random, 17);
        uint32_t count = (uint32_t)ndc_random_below(&random, 300);
        uint32_t from = (uint32_t)ndc_random_below(&random, 70);
        uint64_t seed = ndc_random_next(&random);
        uint64_t flip = round % 2 ? NDC_PATTERN_PLAIN : NDC_PATTERN_INVERSE;

        ndc_pattern_fill(bytes + at, count, seed, flip, from);
        assert_int_equal(ndc_pattern_differs(bytes + at, count, seed, flip, from), count);
        if (count == 0)
            continue;
        uint32_t bad = (uint32_t)ndc_random_below(&random, count);
        bytes[at + bad] ^= 0x10;
        assert_int_equal(ndc_pattern_differs(bytes + at, count, seed, flip, from), bad);
    }
}

/* The ways for two buffers at once do what the ways for one do. */
static void
both_buffers_at_once(void **state)
{
    (void)state;
    static uint8_t plain[400], inverse[400];
    struct ndc_random random = {2};

    for (unsigned round = 0; round < 20000; round++) {
        uint8_t *one = plain + ndc_random_below(&random, 17);
        uint8_t *other = inverse + ndc_random_below(&random, 17);
        uint32_t count = 1 + (uint32_t)ndc_random_below(&random, 300);
        uint64_t seed = ndc_random_next(&random);

        ndc_pattern_fill_both(one, other, count, seed);
        assert_int_equal(ndc_pattern_differs(one, count, seed, NDC_PATTERN_PLAIN, 0), count);
        assert_int_equal(ndc_pattern_differs(other, count, seed, NDC_PATTERN_INVERSE, 0), count);
        assert_false(ndc_pattern_in_both(one, other, count, seed));

        memcpy(other, one, count);
        assert_true(ndc_pattern_in_both(one, other, count, seed));
        (round % 2 ? one : other)[ndc_random_below(&random, count)] ^= 0x10;
        assert_false(ndc_pattern_in_both(one, other, count, seed));
    }
}

/* A pattern moved by any number of bytes, or taken from another life, is wrong in its first word.
 */
static void
displaced_patterns_differ_at_once(void **state)
{
    (void)state;
    static uint8_t bytes[4096 + 256];
    ndc_pattern_fill(bytes, sizeof bytes, 42, NDC_PATTERN_PLAIN, 0);

    for (uint32_t moved = 1; moved < 256; moved++)
        assert_true(ndc_pattern_differs(bytes + moved, 4096, 42, NDC_PATTERN_PLAIN, 0) < 8);
    assert_true(ndc_pattern_differs(bytes, 4096, 43, NDC_PATTERN_PLAIN, 0) < 8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(names_what_lives_at_an_address, fresh),
        cmocka_unit_test_setup(foreign_addresses_name_nothing, fresh),
        cmocka_unit_test_setup(places_at_any_page_offset, fresh),
        cmocka_unit_test_setup(broken_guards_are_seen, fresh),
        cmocka_unit_test_setup(the_quick_look_sees_each_guard, fresh),
        cmocka_unit_test_setup(buried_regions_are_dead_and_poisoned, fresh),
        cmocka_unit_test_setup(the_bus_refuses_foreign_addresses, fresh),
        cmocka_unit_test_setup(watched_writes_are_told, fresh),
        cmocka_unit_test_setup(a_full_arena_says_so, fresh),
        cmocka_unit_test_setup(reset_forgets_everything, fresh),
        cmocka_unit_test(patterns_agree_with_themselves),
        cmocka_unit_test(both_buffers_at_once),
        cmocka_unit_test(displaced_patterns_differ_at_once),
    };

    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
