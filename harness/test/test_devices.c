/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two devices of one driver: which of them an event is about, and what one may not do to the other.
 */
#define MODEL_CHECK_GROUPS "DRV-03"
#include "model_check.h"

#include "run/devices.h"
#include "wdk/kernel.h"

#define TWO ((uint64_t)1 << 56)
#define CHANNEL_1_OF_SECOND ((uint64_t)2 << 48)

static struct play play;

static void
play_two(const char *line)
{
    play_make(&play, line);
    play.events[0].b |= TWO | CHANNEL_1_OF_SECOND;
}

static bool
breaks_drv_03(void)
{
    int clause = ndc_clause_find("DRV-03");

    play_judge(&model, &play);
    return was_broken(clause);
}

static void
test_the_own_handle_is_right(void **state)
{
    (void)state;
    play_two("v2 O:4096 H:5");

    assert_false(breaks_drv_03());
    assert_true(was_reached(ndc_clause_find("DRV-03")));
}

static void
test_the_handle_of_the_other_is_not(void **state)
{
    (void)state;
    play_two("v2 O:4096");
    play.events[3].c |= (uint64_t)1 << 34;
    assert_int_equal(play.events[3].kind, NDC_EVENT_START_PROVIDER);
    assert_true(breaks_drv_03());

    play_two("v2 O:4096 H:5");
    play.events[play.count - 1].d = 2;
    assert_true(breaks_drv_03());
}

static void
test_registers_of_the_other_are_left_alone(void **state)
{
    (void)state;
    play_two("v2 O:4096");
    play_nowhere(&play, NDC_EVENT_MISUSE, NDC_MISUSE_REGISTER_OF_OTHER);

    assert_true(breaks_drv_03());
}

/* Of the events of a trace, how many are about a device. */
static unsigned
concerned(unsigned device, enum ndc_event_kind kind)
{
    static struct ndc_devices devices;
    unsigned count = 0;

    ndc_devices_begin(&devices, play.events);
    for (uint32_t i = 0; i < play.count; i++)
        if (ndc_devices_concerned(&devices, &play.events[i], device) && play.events[i].kind == kind)
            count++;
    return count;
}

static void
test_channels_say_whose_an_event_is(void **state)
{
    (void)state;
    play_two("v2 S1 R1 c1 S23 r2 R3 Ec3 q");

    assert_true(ndc_devices_two(play.events, play.count));
    assert_int_equal(concerned(0, NDC_EVENT_SUBMIT), 1);
    assert_int_equal(concerned(1, NDC_EVENT_SUBMIT), 2);
    assert_int_equal(concerned(0, NDC_EVENT_SCRIPT_QUIET), 1);
    assert_int_equal(concerned(1, NDC_EVENT_SCRIPT_QUIET), 1);
}

/* A claim on a descriptor has no channel: it goes where the descriptor went. */
static void
test_claims_go_to_the_device_of_the_descriptor(void **state)
{
    (void)state;
    play_two("v2 S1 R1 c1 S2 R2 Ec2");
    play.events[play.count - 1].channel = NDC_CHANNEL_NONE;

    assert_int_equal(concerned(0, NDC_EVENT_EXPECT_COPIED), 0);
    assert_int_equal(concerned(1, NDC_EVENT_EXPECT_COPIED), 1);
}

static void
test_the_trace_stamps_the_device_at_work(void **state)
{
    struct ndc_event room[64];
    struct ndc_trace trace = {.events = room, .capacity = 64};

    (void)state;
    ndc_trace_reset(&trace);
    ndc_trace_add(&trace, NDC_EVENT_IRP, NDC_CHANNEL_NONE, 0, 0, 0, 0);
    trace.device = 1;
    ndc_trace_add(&trace, NDC_EVENT_IRP, NDC_CHANNEL_NONE, 0, 0, 0, 0);
    ndc_trace_add(&trace, NDC_EVENT_CALL, 3, 0, 0, 0, 0);

    assert_int_equal(room[0].channel, NDC_CHANNEL_NONE);
    assert_int_equal(room[1].channel, NDC_CHANNEL_NONE_SECOND);
    assert_int_equal(room[2].channel, 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_own_handle_is_right),
        cmocka_unit_test(test_the_handle_of_the_other_is_not),
        cmocka_unit_test(test_registers_of_the_other_are_left_alone),
        cmocka_unit_test(test_channels_say_whose_an_event_is),
        cmocka_unit_test(test_claims_go_to_the_device_of_the_descriptor),
        cmocka_unit_test(test_the_trace_stamps_the_device_at_work),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
