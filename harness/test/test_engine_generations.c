/* SPDX-License-Identifier: Apache-2.0 */
/* What only one generation has: append by rereading, and counted chains with page breaks. */
#include "test/engine_work.h"
#include "memory/pattern.h"

static struct descriptor *d[16];

/* ---- generation 1 ---- */

/* An append at any tick: each descriptor is done once, and the list ends idle. */
static void
append_at_any_tick(void **state)
{
    (void)state;
    for (unsigned when = 0; when < 10; when++) {
        machine(1, false);
        chain(d, 1, 2, 64, STATUS);
        d[2] = transfer(3, 64, STATUS);
        start(0, d[0], 2);
        ticks(when);

        d[1]->next = address_of(d[2]);
        command(0, CMD_APPEND);
        run();

        for (unsigned i = 1; i <= 3; i++)
            assert_int_equal(seen_of(NDC_EVENT_DONE, i), 1);
        assert_int_equal(word(0), address_of(d[2]) | IDLE);
    }
}

/* Next = 0 was read already when the link was stored: the last descriptor is read again. */
static void
append_behind_fetched_tail(void **state)
{
    (void)state;
    machine(1, false);
    chain(d, 1, 1, 64, STATUS);
    d[1] = transfer(2, 64, STATUS);
    start(0, d[0], 1);
    ticks(1);

    d[0]->next = address_of(d[1]);
    command(0, CMD_APPEND);
    ticks(2);
    uint64_t at_tail = word(0);
    run();

    assert_int_equal(at_tail, address_of(d[0]) | ACTIVE);
    assert_int_equal(seen_of(NDC_EVENT_FETCH, 1), 2);
    assert_int_equal(seen(NDC_EVENT_MOVE), 2);
}

/* An append without a link finds nothing and ends idle again. */
static void
append_of_nothing(void **state)
{
    (void)state;
    machine(1, false);
    d[0] = transfer(1, 64, STATUS);
    start(0, d[0], 1);
    ticks(1);

    command(0, CMD_APPEND);
    run();

    assert_int_equal(word(0), address_of(d[0]) | IDLE);
    assert_int_equal(chansts(0) & 7, IDLE);
}

/* An append before the tail is read needs no second look at it. */
static void
append_before_the_tail(void **state)
{
    (void)state;
    machine(1, false);
    chain(d, 1, 2, 64, STATUS);
    d[2] = transfer(3, 64, STATUS);
    start(0, d[0], 2);
    ticks(1);

    d[1]->next = address_of(d[2]);
    command(0, CMD_APPEND);
    run();

    assert_int_equal(seen(NDC_EVENT_FETCH), 3);
    assert_int_equal(seen(NDC_EVENT_STATUS), 3);
}

/* After an abort an append moves nothing. */
static void
append_after_abort(void **state)
{
    (void)state;
    machine(1, false);
    chain(d, 1, 2, 64, STATUS);
    start(0, d[0], 2);
    ticks(3);
    command(0, CMD_ABORT);

    command(0, CMD_APPEND);
    run();

    assert_int_equal(seen_of(NDC_EVENT_FETCH, 2), 0);
    assert_int_equal(chansts(0) & 7, HALTED);
}

/* ---- generation 2 ---- */

/* A count written at any tick is all an append needs; the latched link is used. */
static void
count_at_any_tick(void **state)
{
    (void)state;
    for (unsigned when = 0; when < 10; when++) {
        machine(2, true);
        chain(d, 1, 3, 64, STATUS);
        start(0, d[0], 2);
        ticks(when);

        count_more(0, 1);
        run();

        for (unsigned i = 1; i <= 3; i++)
            assert_int_equal(seen_of(NDC_EVENT_FETCH, i), 1);
        assert_int_equal(word(0), address_of(d[2]) | IDLE);
    }
}

/* An idle channel goes on at the link it latched, whatever the last descriptor says now. */
static void
latched_link_is_not_reread(void **state)
{
    (void)state;
    machine(2, true);
    chain(d, 1, 2, 64, STATUS);
    start(0, d[0], 1);
    run();
    d[0]->next = 0xBAD;

    count_more(0, 1);
    run();

    assert_int_equal(word(0), address_of(d[1]) | IDLE);
}

/* Ticks that all move something, without keeping their events. */
static void
forgotten_ticks(unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        assert_true(tick());
        trace.count = 0;
    }
}

/* The count is modulo 65536: a ring is worked through past the wrap, and stops where it shall. */
static void
count_wraps(void **state)
{
    (void)state;
    machine(2, true);
    chain(d, 1, 2, 0, NULL_TRANSFER);
    d[1]->next = address_of(d[0]);
    start(0, d[0], 40000);
    forgotten_ticks(80000);
    count_more(0, 40000);
    forgotten_ticks(79998);

    run();

    assert_int_equal(get(at(0, COUNT), 2), 80000 - 65536);
    assert_int_equal(seen(NDC_EVENT_DONE), 1);
    assert_int_equal(chansts(0), address_of(d[1]) | IDLE);
}

/* Writing the chain address zeroes the count. */
static void
chain_address_zeroes_count(void **state)
{
    (void)state;
    machine(2, true);
    chain(d, 1, 2, 64, STATUS);
    start(0, d[0], 2);
    run();

    put(chain_at(0), address_of(d[0]), 8);

    assert_int_equal(get(at(0, COUNT), 2), 0);
    assert_int_equal(chansts(0), ARMED);
    assert_false(tick());
}

/* Both sides break at their own place, whichever comes first. */
static void
page_breaks(void **state)
{
    (void)state;
    static const uint32_t rests[][2] = {{0, 0}, {100, 0}, {0, 100}, {100, 300}, {300, 100}, {5, 5}};
    for (unsigned i = 0; i < sizeof rests / sizeof rests[0]; i++) {
        uint32_t from = rests[i][0], to = rests[i][1];
        machine(2, true);
        d[0] = transfer(1, 0, STATUS);
        uint8_t *source = allot(NDC_OBJECT_SOURCE, 1, 1000, from ? 4096 - from : 0);
        uint8_t *target = allot(NDC_OBJECT_TARGET, 1, 1000, to ? 4096 - to : 0);
        uint8_t *next_source = allot(NDC_OBJECT_SOURCE, 2, 1000, 0);
        uint8_t *next_target = allot(NDC_OBJECT_TARGET, 2, 1000, 0);
        uint32_t in_first = from && from < 1000 ? from : 1000;
        uint32_t to_first = to && to < 1000 ? to : 1000;
        uint8_t all[1000];
        ndc_pattern_fill(all, sizeof all, 7, 0, 0);
        memcpy(source, all, in_first);
        memcpy(next_source, all + in_first, 1000 - in_first);
        d[0]->size = 1000;
        d[0]->source = address_of(source);
        d[0]->target = address_of(target);
        d[0]->next_source = from ? address_of(next_source) : 0xBAD;
        d[0]->next_target = to ? address_of(next_target) : 0xBAD;
        d[0]->flags |= (from ? SOURCE_BREAK : 0) | (to ? TARGET_BREAK : 0);

        start(0, d[0], 1);
        run();

        assert_int_equal(word(0), address_of(d[0]) | IDLE);
        assert_memory_equal(target, all, to_first);
        assert_memory_equal(next_target, all + to_first, 1000 - to_first);
    }
}

/* A break flag whose page is never reached reads nothing from the continuation. */
static void
unused_break_is_not_read(void **state)
{
    (void)state;
    machine(2, true);
    d[0] = transfer(1, 64, STATUS | SOURCE_BREAK | TARGET_BREAK);
    d[0]->next_source = d[0]->next_target = 0xBAD;

    start(0, d[0], 1);
    run();

    assert_true(copied(1, d[0]));
    assert_int_equal(word(0), address_of(d[0]) | IDLE);
}

/* A chain address without a count yet: the old descriptor ends, the new chain is armed. */
static void
chain_address_waits_for_its_count(void **state)
{
    (void)state;
    machine(2, true);
    chain(d, 1, 2, 64, STATUS);
    chain(d + 2, 3, 1, 64, STATUS);
    start(0, d[0], 2);
    ticks(1);

    put(chain_at(0), address_of(d[2]), 8);
    run();
    uint64_t armed = chansts(0);
    put(at(0, COUNT), 1, 2);
    run();

    assert_int_equal(armed & 7, ARMED);
    assert_int_equal(seen_of(NDC_EVENT_FETCH, 2), 0);
    assert_int_equal(word(0), address_of(d[2]) | IDLE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(append_at_any_tick),
        cmocka_unit_test(append_behind_fetched_tail),
        cmocka_unit_test(append_of_nothing),
        cmocka_unit_test(append_before_the_tail),
        cmocka_unit_test(append_after_abort),
        cmocka_unit_test(count_at_any_tick),
        cmocka_unit_test(latched_link_is_not_reread),
        cmocka_unit_test(count_wraps),
        cmocka_unit_test(chain_address_zeroes_count),
        cmocka_unit_test(page_breaks),
        cmocka_unit_test(unused_break_is_not_read),
        cmocka_unit_test(chain_address_waits_for_its_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
