/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "device.h"
#include "fault/fault.h"

static struct ndc_event events[256];
static struct ndc_trace trace;
static struct ndc_faults faults;
static struct ndc_wire wire;

static int
fresh(void **state)
{
    (void)state;
    trace = (struct ndc_trace){.events = events, .capacity = 256};
    faults.trace = &trace;
    ndc_faults_reset(&faults);
    wire = (struct ndc_wire){.faults = &faults};
    ndc_wire_reset(&wire);
    return 0;
}

static void
arm(enum ndc_place place, enum ndc_operator operator, uint16_t skip, uint16_t hit, uint64_t operand)
{
    const struct ndc_fault_plan plan = {.place = (uint8_t)place,
                                        .channel = 1,
                                        .operator=(uint8_t) operator,
                                        .skip = skip,
                                        .hit = hit,
                                        .operand = operand};
    assert_true(ndc_fault_arm(&faults, &plan));
}

static enum ndc_operator
pass(enum ndc_place place, unsigned channel, uint64_t *value)
{
    uint64_t operand;

    return ndc_fault_pass(&faults, place, channel, value, &operand);
}

/* A plan lets `skip` passages through, changes the next `hit`, and then none. */
static void
triggers_skip_then_hit(void **state)
{
    (void)state;
    const uint64_t expected[] = {8, 8, 9, 9, 8};
    arm(NDC_PLACE_ENGINE_STATUS_CODE, NDC_OPERATOR_XOR, 2, 2, 1);

    for (unsigned i = 0; i < 5; i++) {
        uint64_t value = 8;
        pass(NDC_PLACE_ENGINE_STATUS_CODE, 1, &value);
        assert_int_equal(value, expected[i]);
    }
}

/* Another place or channel neither meets the fault nor counts as a passage. */
static void
faults_stay_in_their_place(void **state)
{
    (void)state;
    uint64_t value = 8;
    arm(NDC_PLACE_ENGINE_STATUS_CODE, NDC_OPERATOR_EQUAL, 0, 1, 3);

    assert_int_equal(pass(NDC_PLACE_ENGINE_STATUS_CODE, 0, &value), NDC_OPERATOR_NONE);
    assert_int_equal(pass(NDC_PLACE_ENGINE_STATUS_ADDRESS, 1, &value), NDC_OPERATOR_NONE);
    assert_int_equal(value, 8);
    assert_int_equal(pass(NDC_PLACE_ENGINE_STATUS_CODE, 1, &value), NDC_OPERATOR_EQUAL);
    assert_int_equal(value, 3);
}

/* Each value operator does what its name says. */
static void
operators_change_values(void **state)
{
    (void)state;
    const struct {
        enum ndc_operator operator;
        uint64_t after;
    } rows[] = {{NDC_OPERATOR_EQUAL, 0x0F},
                {NDC_OPERATOR_OR, 0x3F},
                {NDC_OPERATOR_AND, 0x0C},
                {NDC_OPERATOR_XOR, 0x33},
                {NDC_OPERATOR_DROP, 0x3C}};

    for (unsigned i = 0; i < 5; i++) {
        uint64_t value = 0x3C;
        ndc_faults_reset(&faults);
        arm(NDC_PLACE_ENGINE_REGISTER_READ, rows[i].operator, 0, NDC_FAULT_FOREVER, 0x0F);
        assert_int_equal(pass(NDC_PLACE_ENGINE_REGISTER_READ, 1, &value), rows[i].operator);
        assert_int_equal(value, rows[i].after);
    }
}

/* Each firing is told with the value before and after; a plan that never fired is told at the end.
 */
static void
firing_and_not_firing_are_told(void **state)
{
    (void)state;
    uint64_t value = 2;
    arm(NDC_PLACE_ENGINE_STATUS_CODE, NDC_OPERATOR_EQUAL, 0, 1, 7);
    arm(NDC_PLACE_DEVICE_GONE, NDC_OPERATOR_EQUAL, 0, 1, 1);

    pass(NDC_PLACE_ENGINE_STATUS_CODE, 1, &value);
    ndc_faults_finish(&faults);

    const struct ndc_event *fired = &events[trace.count - 2];
    assert_int_equal(fired->kind, NDC_EVENT_FAULT_FIRED);
    assert_int_equal(fired->c, 2);
    assert_int_equal(fired->d, 7);
    assert_int_equal(events[trace.count - 1].kind, NDC_EVENT_FAULT_UNFIRED);
    assert_int_equal(events[trace.count - 1].b, NDC_PLACE_DEVICE_GONE);
}

/* The table of plans is bounded and says when it is full. */
static void
the_table_is_bounded(void **state)
{
    (void)state;
    const struct ndc_fault_plan plan = {.place = NDC_PLACE_DEVICE_GONE};

    for (unsigned i = 0; i < NDC_FAULTS_MAX; i++)
        assert_true(ndc_fault_arm(&faults, &plan));

    assert_false(ndc_fault_arm(&faults, &plan));
}

static void
expect_taken(unsigned channel)
{
    struct ndc_wire_entry entry;

    assert_true(ndc_wire_take(&wire, &entry));
    assert_int_equal(entry.channel, channel);
}

static void
expect_nothing(void)
{
    struct ndc_wire_entry entry;

    assert_false(ndc_wire_take(&wire, &entry));
}

/* Without faults interrupts come out in the order in which they were raised. */
static void
the_wire_keeps_order(void **state)
{
    (void)state;
    ndc_wire_raise(&wire, 0, 0);
    ndc_wire_raise(&wire, 1, 1);

    expect_taken(0);
    expect_taken(1);
    expect_nothing();
}

/* What is held comes only when released, oldest first, and only of that channel. */
static void
held_interrupts_wait(void **state)
{
    (void)state;
    ndc_wire_hold(&wire, 1);
    ndc_wire_raise(&wire, 1, 1);
    ndc_wire_raise(&wire, 0, 0);
    expect_taken(0);
    expect_nothing();

    assert_false(ndc_wire_release(&wire, 0));
    assert_true(ndc_wire_release(&wire, 1));

    expect_taken(1);
    ndc_wire_raise(&wire, 1, 1);
    expect_nothing();
    ndc_wire_heal(&wire);
    expect_taken(1);
}

/* Drop, repeat and swap do to the wire what they say. */
static void
wire_faults(void **state)
{
    (void)state;
    arm(NDC_PLACE_WIRE_RAISE, NDC_OPERATOR_DROP, 0, 1, 0);
    arm(NDC_PLACE_WIRE_RAISE, NDC_OPERATOR_REPEAT, 0, 1, 0);
    arm(NDC_PLACE_WIRE_RAISE, NDC_OPERATOR_SWAP, 0, 1, 0);

    ndc_wire_raise(&wire, 1, 1);
    expect_nothing();
    ndc_wire_raise(&wire, 1, 1);
    expect_taken(1);
    expect_taken(1);
    expect_nothing();
    ndc_wire_raise(&wire, 1, 1);
    expect_nothing(); /* it waits for the one to change places with */
    ndc_wire_raise(&wire, 0, 0);
    expect_taken(0);
    expect_taken(1);
}

/* A line that is no longer asserted interrupts nobody, unless the entry was forced by a fault. */
static void
a_fallen_line_interrupts_nobody(void **state)
{
    (void)state;
    wire.line_based = true;
    ndc_wire_raise(&wire, 0, 0);
    expect_nothing();

    ndc_wire_inject(&wire, 0, 0);

    expect_taken(0);
    wire.level = true;
    ndc_wire_raise(&wire, 0, 1);
    expect_taken(1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(triggers_skip_then_hit, fresh),
        cmocka_unit_test_setup(faults_stay_in_their_place, fresh),
        cmocka_unit_test_setup(operators_change_values, fresh),
        cmocka_unit_test_setup(firing_and_not_firing_are_told, fresh),
        cmocka_unit_test_setup(the_table_is_bounded, fresh),
        cmocka_unit_test_setup(the_wire_keeps_order, fresh),
        cmocka_unit_test_setup(held_interrupts_wait, fresh),
        cmocka_unit_test_setup(wire_faults, fresh),
        cmocka_unit_test_setup(a_fallen_line_interrupts_nobody, fresh),
    };

    return cmocka_run_group_tests_name("fault", tests, NULL, NULL);
}
