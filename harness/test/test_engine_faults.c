/* SPDX-License-Identifier: Apache-2.0 */
/* The engine misbehaving as told: every fault place it has. */
#include "test/engine_work.h"

static struct descriptor *d[8];

/* Runs two transfers with a fault in place that hits once. */
static void
run_with(enum ndc_place place, enum ndc_operator operator, uint64_t operand)
{
    machine(2, true);
    chain(d, 1, 2, 64, STATUS | INTERRUPT);
    arm(place, operator, 1, operand);
    start(0, d[0], 2);
    run();
}

/* The word as the engine wrote it the first time. */
static uint64_t
first_word(void)
{
    for (uint32_t i = 0; i < trace.count; i++)
        if (events[i].kind == NDC_EVENT_STATUS)
            return events[i].c;
    return UINT64_MAX;
}

/* Address and code of the word, each by itself. */
static void
word_content_faults(void **state)
{
    (void)state;
    run_with(NDC_PLACE_ENGINE_STATUS_CODE, NDC_OPERATOR_EQUAL, 7);
    assert_int_equal(first_word(), address_of(d[0]) | 7);

    run_with(NDC_PLACE_ENGINE_STATUS_ADDRESS, NDC_OPERATOR_XOR, 0x40);
    assert_int_equal(first_word(), (address_of(d[0]) ^ 0x40) | ACTIVE);

    run_with(NDC_PLACE_ENGINE_STATUS_WRITE, NDC_OPERATOR_TEAR, 0);
    assert_int_equal(first_word(), (address_of(d[0]) & UINT32_MAX));
    assert_int_equal(word(0), address_of(d[1]) | IDLE);
}

/* The word lost, twice, late, or behind the next one. */
static void
word_write_faults(void **state)
{
    (void)state;
    run_with(NDC_PLACE_ENGINE_STATUS_WRITE, NDC_OPERATOR_DROP, 0);
    assert_int_equal(seen(NDC_EVENT_STATUS), 1);

    run_with(NDC_PLACE_ENGINE_STATUS_WRITE, NDC_OPERATOR_REPEAT, 0);
    assert_int_equal(seen(NDC_EVENT_STATUS), 3);

    run_with(NDC_PLACE_ENGINE_STATUS_WRITE, NDC_OPERATOR_SWAP, 0);
    assert_int_equal(word(0), address_of(d[0]) | ACTIVE);

    run_with(NDC_PLACE_ENGINE_STATUS_WRITE, NDC_OPERATOR_DELAY, 50);
    assert_int_equal(word(0), address_of(d[0]) | ACTIVE);
    assert_int_equal(last(NDC_EVENT_STATUS)->tick, 3 + 50);
}

/* A late word survives the reset of its channel: the write is on the bus already. */
static void
late_word_survives_reset(void **state)
{
    (void)state;
    machine(2, true);
    chain(d, 1, 1, 64, STATUS);
    arm(NDC_PLACE_ENGINE_STATUS_WRITE, NDC_OPERATOR_DELAY, 1, 20);
    start(0, d[0], 1);
    ticks(4);

    command(0, CMD_RESET);
    run();

    assert_int_equal(word(0), address_of(d[0]) | IDLE);
    assert_int_equal(seen(NDC_EVENT_STATUS), 2);
}

/* A flipped byte, a lost link, lost flags. */
static void
fetch_and_data_faults(void **state)
{
    (void)state;
    run_with(NDC_PLACE_ENGINE_DATA, NDC_OPERATOR_XOR, 0xFF);
    assert_false(copied(1, d[0]));
    assert_true(copied(2, d[1]));

    run_with(NDC_PLACE_ENGINE_FETCH_NEXT, NDC_OPERATOR_EQUAL, 0x77);
    assert_int_equal(get(at(0, ERR), 4), 1u << 3);

    run_with(NDC_PLACE_ENGINE_FETCH_FLAGS, NDC_OPERATOR_AND, ~(uint64_t)STATUS);
    assert_int_equal(seen(NDC_EVENT_STATUS), 1);
}

/* A stalled channel stands still: a while, then goes on; or for ever, and then nothing moves. */
static void
stall(void **state)
{
    (void)state;
    run_with(NDC_PLACE_ENGINE_STALL, NDC_OPERATOR_DELAY, 30);
    assert_int_equal(word(0), address_of(d[1]) | IDLE);
    assert_int_equal(last(NDC_EVENT_DONE)->tick, 36);

    machine(2, true);
    chain(d, 1, 2, 64, STATUS);
    arm(NDC_PLACE_ENGINE_STALL, NDC_OPERATOR_DROP, NDC_FAULT_FOREVER, 0);
    start(0, d[0], 2);
    assert_false(tick());
    assert_int_equal(seen(NDC_EVENT_FETCH), 0);
    command(0, CMD_RESET);
    ticks(10);
    assert_int_equal(get(command_at(0), 1), CMD_RESET);
}

/* The channel halts by itself, with the error it is told. */
static void
halt(void **state)
{
    (void)state;
    run_with(NDC_PLACE_ENGINE_HALT, NDC_OPERATOR_EQUAL, 0x80);

    assert_int_equal(get(at(0, ERR), 4), 0x80);
    assert_int_equal(chansts(0) & 7, HALTED);
    assert_int_equal(seen(NDC_EVENT_DONE), 0);
    assert_int_equal(last(NDC_EVENT_RAISE)->b, 1);
}

/* Registers misread, writes lost, late, or twice. */
static void
register_faults(void **state)
{
    (void)state;
    machine(2, true);
    arm(NDC_PLACE_ENGINE_REGISTER_READ, NDC_OPERATOR_XOR, 1, 1);
    assert_int_equal(chansts(0), HALTED ^ 1);

    machine(2, true);
    arm(NDC_PLACE_ENGINE_REGISTER_WRITE, NDC_OPERATOR_DROP, 1, 0);
    put(at(0, CMP), 0x40, 8);
    assert_int_not_equal(get(at(0, CMP), 8), 0x40);

    machine(2, true);
    arm(NDC_PLACE_ENGINE_REGISTER_WRITE, NDC_OPERATOR_DELAY, 1, 5);
    put(at(0, CMP), 0x40, 8);
    ticks(4);
    assert_int_not_equal(get(at(0, CMP), 8), 0x40);
    ticks(1);
    assert_int_equal(get(at(0, CMP), 8), 0x40);
}

/* A device that is gone reads as all ones everywhere, and nothing moves any more. */
static void
gone(void **state)
{
    (void)state;
    machine(1, false);
    chain(d, 1, 2, 64, STATUS | INTERRUPT);
    start(0, d[0], 2);
    ticks(3);
    arm(NDC_PLACE_DEVICE_GONE, NDC_OPERATOR_EQUAL, 1, 0);

    uint64_t first = chansts(0);

    assert_int_equal(first, UINT64_MAX);
    assert_int_equal(get(0x00, 1), 0xFF);
    assert_int_equal(device.ops->config_read(device.self, 0, 4), UINT32_MAX);
    assert_false(tick());
    assert_false(wire.level);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_content_faults),
        cmocka_unit_test(word_write_faults),
        cmocka_unit_test(late_word_survives_reset),
        cmocka_unit_test(fetch_and_data_faults),
        cmocka_unit_test(stall),
        cmocka_unit_test(halt),
        cmocka_unit_test(register_faults),
        cmocka_unit_test(gone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
