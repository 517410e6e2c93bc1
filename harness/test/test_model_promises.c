/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NetDMA's own duties on traces written by hand: for each a trace that keeps it and one that
 * breaks it. What a breach does to a verdict: test_run_promises.c.
 */
#define MODEL_CHECK_GROUPS                                                                        \
    "START-", "APPEND-", "RESUME-", "ABORT-", "COMPL-", "DESC-", "FREE-", "REG-", "GEN-", "AFF-", \
        "PNP-", "PST-", "INT-", "PGBRK-", "DCA-"
#define MODEL_TABLE_PROMISES true
#include "model_table.h"

static const struct rule_case calls_cases[] = {
    {"START-01", "O:4096 S1 R1 P U q", "L P"},
    {"START-01", "O:4096 S1 R1 Z S2 A3 q", "S1 R1 Z A2"},
    {"START-01", "O:4096 L B S1 A2 q", "L B U"},
    {"APPEND-01", "O:4096 S1 A2 R1 q", "L A1"},
    {"APPEND-01", "O:4096 S1 R1 B S2 A3 q", "S1 R1 B A2"},
    {"APPEND-01", "O:4096 S1 R1 Z S2 A3 q", "S1( )! A2"},
    {"ABORT-07", "O:4096 S1 B S2 A3 q", "S1 B A2"},
    {"ABORT-07", "O:4096 L B S2 A3 q", "L B A2"},
    {"RESUME-04", "O:4096 S12 r1 P U q", "S12 r1 U"},
    {"RESUME-04", "O:4096 S12 r1 P P U q", "S12 P( )! U"},
    {"RESUME-04", "O:4096 S12 P p0 U q", "S1 R1 P S2 U"},
    {"FREE-01", "O:4096 S1 R1 l q", "O:4096 S12 r1 l"},
    {"FREE-01", "O:4096 S12 r1 B l q", "O:4096 S12 r1 P l"},
    {"FREE-01", "O:4096 S12 r1 h:3:1 w1:3 l", NULL},
    {"FREE-02", "O:4096 L l L S1 R1 q", "L l B"},
    {"APPEND-02", "O:4096 S1 R1 A2 R2 q", "S1 R1 T2"},
    {"COMPL-10", "O:4096 S1 R1 q", "L b1=8"},
    {"DESC-11", "O:4096 S1 R1 q", "t1=0x108:64 S1"},
    {"DESC-15", "O:4096 S1 R1 q", "O:4096 t1=8:4097 S1"},
    {"DESC-15", "O:4096 t1=0x28:4096 S1 R1 q", "O:4096 t1=0x28:8192 S1"},
    {"PGBRK-07", "O:4096 S1 R1 q", "O:4096 t1=0x48:64 S1"},
    {"GEN-02", "O:4096 L l L q", "L L"},
    {"PST-10", "O:4096 S1 R1 q", "S1"},
};

RULE_TEST(calls)

/* What was waited for in vain is given up, and that breaks no promise. */
static void
test_work_given_up_may_be_freed(void **state)
{
    static const char *const lines[] = {
        "O:4096 S12 r1 q l",   /* at the end, after all was given its time */
        "O:4096 S12 y:6 l",    /* the engine is stuck */
        "O:4096 S12 y:15 r1 l" /* the device is gone */
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        play_twice(lines[i]);
        assert_false(was_broken(ndc_clause_find("FREE-01")));
    }
}

/* ---- the life of the provider ---- */

static struct play play;

/* Registration on a computer with message interrupts; entries: of the affinity call, 0: no call. */
static void
registers(unsigned entries)
{
    memset(&play, 0, sizeof play);
    play.version = 2;
    play.channel = NDC_CHANNEL_NONE;
    PLAY(&play, SCRIPT_BEGIN, 2 << 16, 2 | 2 << 8 | 1 << 16);
    PLAY(&play, REGISTER, 2 | 112 << 16, 0xFFFF, 8);
    if (entries != 0) {
        PLAY(&play, CALL, NDC_ROUTINE_SET_AFFINITY, NDC_OBJECT_NOTHING, entries);
        PLAY(&play, RETURN, NDC_ROUTINE_SET_AFFINITY, NDC_STATUS_SUCCESS);
    }
    PLAY(&play, REGISTERED, NDC_STATUS_SUCCESS);
    PLAY(&play, START_PROVIDER, 32 << 16, 0, 4096);
    PLAY(&play, STARTED_PROVIDER, 0);
}

static void
says(const char *line)
{
    char copy[128];

    play.channel = 0;
    for (unsigned i = 0; i < PLAY_TRANSFERS; i++) {
        play.flags[i] = NDC_FLAG_STATUS;
        play.bytes[i] = 4096;
    }
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " "))
        play_say(&play, word);
}

static void
notifies(unsigned code)
{
    play.channel = NDC_CHANNEL_NONE;
    PLAY(&play, NOTIFY, code);
    PLAY(&play, NOTIFIED, code);
}

/* Whether the trace kept the promise (true) or broke it; looking at it is asked for. */
static bool
keeps(const char *clause)
{
    int row = ndc_clause_find(clause);

    play_judge(&model, &play);
    assert_true(was_reached(row));
    return !was_broken(row);
}

/* AFF-01, AFF-03: the provider hears of its affinities, of all of them. */
static void
test_affinities_are_told(void **state)
{
    (void)state;
    registers(8);
    assert_true(keeps("AFF-01"));
    assert_true(keeps("AFF-03"));

    registers(0);
    assert_false(keeps("AFF-01"));

    registers(7);
    assert_false(keeps("AFF-03"));
}

/* REG-13: field d of such a call says that the context is another. */
static void
test_the_context_is_the_registered_one(void **state)
{
    (void)state;
    registers(8);
    says("L");
    assert_true(keeps("REG-13"));

    PLAY(&play, CALL, NDC_ROUTINE_ALLOCATE, NDC_OBJECT_NOTHING, 0, 1);
    assert_false(keeps("REG-13"));
}

#define POWER_DOWN 5
#define POWER_UP 6

/* PNP-08: drained before the power goes, quiet while it is gone, started when it is back. */
static void
test_a_power_cycle_is_waited_out(void **state)
{
    (void)state;
    registers(8);
    says("S1 R1");
    notifies(POWER_DOWN);
    notifies(POWER_UP);
    says("S1 R1 q");
    assert_true(keeps("PNP-08"));
}

static void
test_work_is_awaited_before_the_power_goes(void **state)
{
    (void)state;
    registers(8);
    says("S12 r1");
    notifies(POWER_DOWN);
    assert_false(keeps("PNP-08"));
}

static void
test_nothing_is_posted_without_power(void **state)
{
    (void)state;
    registers(8);
    says("S1 R1");
    notifies(POWER_DOWN);
    says("S2");
    assert_false(keeps("PNP-08"));
}

static void
test_each_channel_is_started_after_the_power_is_back(void **state)
{
    static const char *const lines[] = {"q", "v2 A2 R2 S3 R3 q"};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        registers(8);
        says("S1 R1");
        notifies(POWER_DOWN);
        notifies(POWER_UP);
        says(lines[i]);
        assert_false(keeps("PNP-08"));
    }
}

/* ---- what is submitted ---- */

/* A transfer with a page break at 0x100F00 of its source: 0x100 bytes before, the rest behind. */
static void
places(uint32_t bytes, uint64_t next)
{
    registers(8);
    says("L");
    play.flags[1] = NDC_FLAG_STATUS | NDC_FLAG_SOURCE_BREAK;
    play.bytes[1] = bytes;
    play_submit(&play, 1);
    PLAY(&play, PLACED, play_object(&play, 1), 0, 0x100F00, next);
}

static void
test_a_continuation_is_one_page(void **state)
{
    (void)state;
    places(0x1100, 0x200000);
    assert_true(keeps("PGBRK-03"));
    assert_true(keeps("PGBRK-08"));

    places(0x1100, 0x200040);
    assert_false(keeps("PGBRK-03"));

    places(0x1101, 0x200000);
    assert_false(keeps("PGBRK-08"));
}

/* The second rule of DESC-15: the provider told MaximumAddressSpace. */
static void
test_addresses_are_within_reach(void **state)
{
    (void)state;
    for (uint64_t reach = 0x1FFFFF; reach <= 0x200000; reach++) {
        registers(8);
        PLAY(&play, START_PROVIDER, 32 << 16, 0, 1 << 20, reach);
        says("L");
        play_submit(&play, 1);
        PLAY(&play, PLACED, play_object(&play, 1), 0, 0x100F00, 0x200000);
        assert_int_equal(keeps("DESC-15"), reach == 0x200000);
    }
}

#define DCA_HINT (NDC_FLAG_STATUS | NDC_FLAG_DCA)
#define CONTEXT_CHANGE 0xFF000001u

static void
registers_with_hints(unsigned announced)
{
    registers(8);
    play.events[1].a |= (uint64_t)announced << 32;
    says("L");
    play.flags[1] = DCA_HINT;
    play.flags[2] = CONTEXT_CHANGE;
    play.bytes[2] = 1;
}

/* DCA-06, DCA-07: a context change before the first hint, and only where it is understood. */
static void
test_a_context_comes_before_hints(void **state)
{
    (void)state;
    registers_with_hints(1);
    play_submit(&play, 2);
    play_submit(&play, 1);
    assert_true(keeps("DCA-06"));
    assert_true(keeps("DCA-07"));

    play_nowhere(&play, NDC_EVENT_DEVICE_POWER, 3);
    play_submit(&play, 1);
    assert_false(keeps("DCA-06"));

    registers_with_hints(1);
    play_submit(&play, 1);
    assert_false(keeps("DCA-06"));

    registers_with_hints(0);
    play_submit(&play, 2);
    assert_false(keeps("DCA-07"));
}

/* PST-12: a provider that has stopped has no channels left. */
static void
test_stop_frees_channels(void **state)
{
    (void)state;
    registers(8);
    says("L l");
    play.channel = NDC_CHANNEL_NONE;
    PLAY(&play, STOP_PROVIDER, 1);
    PLAY(&play, STOPPED_PROVIDER, 0);
    assert_true(keeps("PST-12"));

    registers(8);
    says("L");
    play.channel = NDC_CHANNEL_NONE;
    PLAY(&play, STOP_PROVIDER, 1);
    PLAY(&play, STOPPED_PROVIDER, 0);
    assert_false(keeps("PST-12"));
}

/* INT-07: the CPU that NetDmaIsr gives back is one of those the channel was allocated for. */
static void
test_isr_gives_a_cpu_of_the_mask(void **state)
{
    (void)state;
    for (unsigned cpu = 1; cpu <= 2; cpu++) {
        registers(8);
        play.channel = 0;
        PLAY(&play, CALL, NDC_ROUTINE_ALLOCATE);
        PLAY(&play, RETURN, NDC_ROUTINE_ALLOCATE, NDC_STATUS_SUCCESS, 1, (uint64_t)2 << 32 | 7);
        PLAY(&play, ISR, 0, NDC_OBJECT_NOTHING, NDC_HANDLE_GOOD, cpu);
        assert_int_equal(keeps("INT-07"), cpu == 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_work_given_up_may_be_freed),
        cmocka_unit_test(test_affinities_are_told),
        cmocka_unit_test(test_the_context_is_the_registered_one),
        cmocka_unit_test(test_a_power_cycle_is_waited_out),
        cmocka_unit_test(test_work_is_awaited_before_the_power_goes),
        cmocka_unit_test(test_nothing_is_posted_without_power),
        cmocka_unit_test(test_each_channel_is_started_after_the_power_is_back),
        cmocka_unit_test(test_a_continuation_is_one_page),
        cmocka_unit_test(test_addresses_are_within_reach),
        cmocka_unit_test(test_a_context_comes_before_hints),
        cmocka_unit_test(test_stop_frees_channels),
        cmocka_unit_test(test_isr_gives_a_cpu_of_the_mask),
        cmocka_unit_test(test_each_rule_can_be_broken),
        cmocka_unit_test(test_permissions_are_never_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
