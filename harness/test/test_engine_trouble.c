/* SPDX-License-Identifier: Apache-2.0 */
/* Interrupts, errors and registers of the engine. */
#include "test/engine_work.h"

static struct descriptor *d[8];

/* ---- interrupts ---- */

/* A message for the channel, once until it is re-armed; what happens meanwhile is lost. */
static void
message_until_rearmed(void **state)
{
    (void)state;
    machine(2, true);
    chain(d, 1, 3, 64, INTERRUPT);

    start(1, d[0], 2);
    run();
    uint32_t before = wire.ready_count;
    uint64_t disabled = get(at(1, CTRL), 2) & 1;
    put(at(1, CTRL), 0x1D, 2);
    count_more(1, 1);
    run();

    assert_int_equal(before, 1);
    assert_int_equal(wire.ready[0].message, 1);
    assert_int_equal(disabled, 1);
    assert_int_equal(wire.ready_count, 2);
    assert_int_equal(last(NDC_EVENT_RAISE)->c, ndc_object_make(NDC_OBJECT_DESCRIPTOR, 3, 1));
}

/* The line falls with the read of INTRCTRL and rises again with its write if nobody looked. */
static void
line_follows_master(void **state)
{
    (void)state;
    machine(1, false);
    d[0] = transfer(1, 64, INTERRUPT);
    start(0, d[0], 1);
    run();
    assert_true(wire.level);

    uint64_t read = get(0x03, 1);
    bool masked = wire.level;
    put(0x03, read, 1);

    assert_int_equal(read & 7, 7);
    assert_false(masked);
    assert_true(wire.level);
    assert_int_equal(wire.ready[0].message, 0);
    assert_int_equal(wire.ready_count, 2);
}

/* Once attention was read the line stays low, and the bit stays until the channel is re-armed. */
static void
line_falls_when_attention_is_read(void **state)
{
    (void)state;
    machine(1, false);
    d[0] = transfer(1, 64, INTERRUPT);
    start(1, d[0], 1);
    run();

    uint64_t control = get(0x03, 1);
    uint64_t attention = get(0x04, 4);
    put(0x03, control, 1);

    assert_int_equal(attention, 2);
    assert_false(wire.level);
    assert_int_equal(get(0x04, 4), 2);
    put(at(1, CTRL), 0x1D, 2);
    assert_int_equal(get(0x04, 4), 0);
}

/* A channel that completes while the master is off interrupts when it is on again. */
static void
line_waits_for_master(void **state)
{
    (void)state;
    machine(1, false);
    d[0] = transfer(1, 64, INTERRUPT);
    uint64_t control = get(0x03, 1);

    start(0, d[0], 1);
    run();
    uint32_t before = wire.ready_count;
    put(0x03, control, 1);

    assert_int_equal(before, 0);
    assert_int_equal(wire.ready_count, 1);
    assert_true(wire.level);
}

/* ---- errors ---- */

struct error_case {
    const char *what;
    uint32_t bit;
    void (*spoil)(void);
};

static void
bad_source(void)
{
    d[1]->source = 0x1000;
}

static void
bad_target(void)
{
    d[1]->target = 0x1000;
}

static void
bad_next(void)
{
    d[0]->next = 0x1000;
}

static void
odd_next(void)
{
    d[0]->next += 8;
}

static void
bad_opcode(void)
{
    d[1]->flags |= 0x42000000;
}

static void
too_long(void)
{
    d[1]->size = 16385;
}

static const struct error_case error_cases[] = {
    {"source", 1u << 0, bad_source},     {"target", 1u << 1, bad_target},
    {"next", 1u << 2, bad_next},         {"alignment", 1u << 3, odd_next},
    {"operation", 1u << 10, bad_opcode}, {"length", 1u << 11, too_long},
};

/* Each error halts, is recorded, writes code 3 behind the last completed one, and interrupts. */
static void
errors_halt(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 2 * sizeof error_cases / sizeof error_cases[0]; i++) {
        const struct error_case *what = &error_cases[i / 2];
        machine(1 + i % 2, true);
        chain(d, 1, 2, 64, STATUS);
        what->spoil();

        start(0, d[0], 2);
        run();

        assert_int_equal(get(at(0, ERR), 4), what->bit);
        assert_int_equal(word(0), address_of(d[0]) | HALTED);
        assert_int_equal(last(NDC_EVENT_RAISE)->b, 1);
        assert_int_equal(seen_of(NDC_EVENT_DONE, 2), 0);
    }
}

/* Without the bits in CHANCTRL an error is only in the registers, where ones clear it. */
static void
silent_error_is_sticky(void **state)
{
    (void)state;
    machine(2, true);
    chain(d, 1, 1, 64, STATUS);
    bad_next();
    put(at(0, CTRL), 0, 2);

    start(0, d[0], 2);
    run();
    put(at(0, ERR), 1, 4);
    uint64_t kept = get(at(0, ERR), 4);
    put(at(0, ERR), 4, 4);

    assert_int_equal(word(0), address_of(d[0]) | ACTIVE);
    assert_int_equal(seen(NDC_EVENT_RAISE), 0);
    assert_int_equal(kept, 4);
    assert_int_equal(get(at(0, ERR), 4), 0);
}

/* Two commands in one write are a command error. */
static void
two_commands_are_an_error(void **state)
{
    (void)state;
    machine(1, false);

    command(0, CMD_START | CMD_APPEND);

    assert_int_equal(get(at(0, ERR), 4), 1u << 5);
    assert_int_equal(chansts(0) & 7, HALTED);
}

/* A chain address or completion address that is none. */
static void
bad_addresses(void **state)
{
    (void)state;
    machine(1, false);
    put(chain_at(0), 0, 8);
    command(0, CMD_START);
    run();
    assert_int_equal(get(at(0, ERR), 4), 1u << 4);

    d[0] = transfer(1, 64, STATUS);
    put(at(1, CMP), 0x1000, 8);
    start(1, d[0], 1);
    run();
    assert_int_equal(get(at(1, ERR), 4), 1u << 12);
}

/* ---- registers ---- */

static void
global_registers(void **state)
{
    (void)state;
    machine(1, false);
    assert_int_equal(get(0x00, 4) & 0xFFFF, 14 << 8 | 2);
    assert_int_equal(get(0x08, 1), 0x12);
    assert_int_equal(get(0x10, 4), 0);
    machine(2, true);
    assert_int_equal(get(0x08, 1), 0x20);
    assert_int_equal(get(0x10, 4), 0x11);
    assert_int_equal(get(0x200, 8), 0);
    assert_string_equal(device.ops->register_name(device.self, 0x88), "c0.CHANSTS");
    assert_string_equal(device.ops->register_name(device.self, 0x114), "c1.CHAINADDR.high");
    assert_string_equal(device.ops->register_name(device.self, 0x03), "INTRCTRL");
    assert_string_equal(device.ops->register_name(device.self, 0x3FFF), "MSIX_PENDING");
}

/* The first read after a release claims the channel. */
static void
in_use_is_claimed_by_reading(void **state)
{
    (void)state;
    machine(2, true);

    assert_int_equal(get(at(0, CTRL), 2) & 0x100, 0);
    assert_int_equal(get(at(0, CTRL), 2) & 0x100, 0x100);
    put(at(0, CTRL), 0x1C, 2);
    assert_int_equal(get(at(0, CTRL), 2), 0x1C);
}

static void
configuration_space(void **state)
{
    (void)state;
    machine(2, true);

    assert_int_equal(device.ops->config_read(device.self, 0, 2), 0x8086);
    assert_int_equal(device.ops->config_read(device.self, 0x34, 1), 0x80);
    assert_int_equal(device.ops->config_read(device.self, 0x80, 4), 0x80010011);
    device.ops->config_write(device.self, 0x10, UINT32_MAX, 4);
    assert_int_equal(device.ops->config_read(device.self, 0x10, 4), 0xFFFFC004);
    machine(1, false);
    assert_int_equal(device.ops->config_read(device.self, 0x06, 2), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(message_until_rearmed),
        cmocka_unit_test(line_follows_master),
        cmocka_unit_test(line_falls_when_attention_is_read),
        cmocka_unit_test(line_waits_for_master),
        cmocka_unit_test(errors_halt),
        cmocka_unit_test(silent_error_is_sticky),
        cmocka_unit_test(two_commands_are_an_error),
        cmocka_unit_test(bad_addresses),
        cmocka_unit_test(global_registers),
        cmocka_unit_test(in_use_is_claimed_by_reading),
        cmocka_unit_test(configuration_space),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
