/* SPDX-License-Identifier: Apache-2.0 */
/* Chains, commands and descriptors of the engine, in both generations. */
#include "test/engine_work.h"

static struct descriptor *d[16];

/* Runs a test body on both generations. */
#define BOTH(name)                           \
    static void name##_linked(void **state)  \
    {                                        \
        (void)state;                         \
        machine(1, false);                   \
        name();                              \
    }                                        \
    static void name##_counted(void **state) \
    {                                        \
        (void)state;                         \
        machine(2, true);                    \
        name();                              \
    }

#define BOTH_TESTS(name) cmocka_unit_test(name##_linked), cmocka_unit_test(name##_counted)

/* A chain is copied in order; the word says active until the last one, which is idle. */
static void
chain_completes(void)
{
    chain(d, 1, 3, 200, STATUS);

    start(0, d[0], 3);
    ticks(3);
    uint64_t first = word(0);
    run();

    assert_int_equal(first, address_of(d[0]) | ACTIVE);
    assert_int_equal(word(0), address_of(d[2]) | IDLE);
    assert_int_equal(chansts(0), address_of(d[2]) | IDLE);
    assert_true(copied(1, d[0]) && copied(2, d[1]) && copied(3, d[2]));
    assert_int_equal(seen(NDC_EVENT_FETCH), 3);
    assert_int_equal(seen(NDC_EVENT_STATUS), 3);
    assert_int_equal(ndc_engine_last_done(engine, 0), ndc_object_make(NDC_OBJECT_DESCRIPTOR, 3, 1));
}
BOTH(chain_completes)

/* Each phase takes one tick, and a big transfer one tick for each 4 KiB. */
static void
phases_take_ticks(void)
{
    d[0] = transfer(1, 10000, STATUS);
    start(0, d[0], 1);

    for (unsigned i = 0; i < 4; i++)
        assert_true(tick());
    assert_int_equal(seen(NDC_EVENT_MOVE), 3);
    assert_int_equal(seen(NDC_EVENT_DONE), 0);
    assert_true(tick());
    assert_int_equal(seen(NDC_EVENT_DONE), 1);
    assert_false(tick());
}
BOTH(phases_take_ticks)

/* Many ticks in one call leave the trace that single ticks leave, and stop where they must. */
static void
passing_is_ticking(void)
{
    const unsigned which = generation;
    uint64_t digest;
    uint32_t passed;
    bool moved;

    chain(d, 1, 3, 10000, STATUS);
    start(0, d[0], 3);
    run();
    digest = ndc_trace_digest(events, trace.count);
    uint32_t rest = trace.tick;

    machine(which, which == 2);
    chain(d, 1, 3, 10000, STATUS);
    start(0, d[0], 3);
    passed = device.ops->pass(device.self, 4, &moved);
    assert_int_equal(passed, 4);
    assert_true(moved);
    passed += device.ops->pass(device.self, 1000, &moved);
    assert_false(moved);
    assert_int_equal(trace.tick, rest);
    assert_int_equal(passed, rest);
    assert_true(ndc_trace_digest(events, trace.count) == digest);
}
BOTH(passing_is_ticking)

/* With an interrupt on the wire time stops, whatever is left to move. */
static void
passing_stops_at_an_interrupt(void)
{
    bool moved;

    chain(d, 1, 2, 64, STATUS | INTERRUPT);
    start(0, d[0], 2);

    device.ops->pass(device.self, 1000, &moved);

    assert_true(moved);
    assert_int_equal(wire.ready_count, 1);
    assert_int_equal(seen(NDC_EVENT_DONE), 1);
}
BOTH(passing_stops_at_an_interrupt)

/* Without the status flag nothing is written. */
static void
no_flag_no_word(void)
{
    chain(d, 1, 2, 64, 0);

    start(0, d[0], 2);
    run();

    assert_int_equal(seen(NDC_EVENT_STATUS), 0);
    assert_int_equal(word(0), 0);
    assert_int_equal(chansts(0), address_of(d[1]) | IDLE);
}
BOTH(no_flag_no_word)

/* A 64-bit register takes two halves; the chain begins with the high one. */
static void
halves_are_a_whole(void)
{
    d[0] = transfer(1, 64, STATUS);
    uint64_t address = address_of(d[0]);

    put(chain_at(0), address & UINT32_MAX, 4);
    uint64_t before = chansts(0);
    put(chain_at(0) + 4, address >> 32, 4);
    uint64_t armed = chansts(0);
    if (generation == 1)
        command(0, CMD_START);
    else
        put(at(0, COUNT), 1, 2);
    run();

    assert_int_equal(before, HALTED);
    assert_int_equal(armed, ARMED);
    uint32_t status = at(0, generation == 1 ? 0x04 : 0x08);
    assert_int_equal(get(status, 4) | get(status + 4, 4) << 32, address | IDLE);
}
BOTH(halves_are_a_whole)

/* A new chain while one runs: the descriptor in work is finished, the rest of the old one dropped.
 */
static void
start_replaces_the_rest(void)
{
    chain(d, 1, 3, 64, STATUS);
    chain(d + 3, 4, 2, 64, STATUS);
    start(0, d[0], 3);
    ticks(1);

    start(0, d[3], 2);
    run();

    assert_int_equal(seen_of(NDC_EVENT_DONE, 1), 1);
    assert_int_equal(seen_of(NDC_EVENT_FETCH, 2), 0);
    assert_true(copied(1, d[0]) && copied(4, d[3]) && copied(5, d[4]));
    assert_int_equal(word(0), address_of(d[4]) | IDLE);
}
BOTH(start_replaces_the_rest)

/* Suspend lets the descriptor in work finish; what was relinked meanwhile is what resumes. */
static void
suspend_relink_resume(void)
{
    chain(d, 1, 4, 64, STATUS);
    start(0, d[0], 4);
    ticks(2);

    command(0, CMD_SUSPEND);
    uint64_t early = chansts(0);
    run();
    uint64_t suspended = word(0);
    unsigned fetched = seen(NDC_EVENT_FETCH);
    d[0]->next = address_of(d[2]); /* 2 is taken out */
    if (generation == 2)
        put(at(0, COUNT), 3, 2);
    command(0, CMD_RESUME);
    run();

    assert_int_equal(early & 7, ACTIVE);
    assert_int_equal(suspended, address_of(d[0]) | SUSPENDED);
    assert_int_equal(fetched, 1);
    assert_int_equal(seen_of(NDC_EVENT_FETCH, 1), 2);
    assert_int_equal(seen_of(NDC_EVENT_DONE, 1), 1);
    assert_int_equal(seen_of(NDC_EVENT_FETCH, 2), 0);
    assert_int_equal(word(0), address_of(d[3]) | IDLE);
}
BOTH(suspend_relink_resume)

/* Resume with nothing left ends idle, and the word says so. */
static void
resume_with_nothing_left(void)
{
    d[0] = transfer(1, 64, STATUS);
    start(0, d[0], 1);
    ticks(1);

    command(0, CMD_SUSPEND);
    run();
    uint64_t suspended = word(0);
    command(0, CMD_RESUME);
    run();

    assert_int_equal(suspended, address_of(d[0]) | SUSPENDED);
    assert_int_equal(word(0), address_of(d[0]) | IDLE);
    assert_int_equal(seen(NDC_EVENT_DONE), 1);
    assert_int_equal(seen(NDC_EVENT_MOVE), 1);
}
BOTH(resume_with_nothing_left)

/* A suspended channel can be given another chain. */
static void
suspended_channel_is_rearmed(void)
{
    chain(d, 1, 3, 64, STATUS);
    d[3] = transfer(9, 64, STATUS);
    start(0, d[0], 3);
    ticks(1);
    command(0, CMD_SUSPEND);
    run();

    start(0, d[3], 1);
    run();

    assert_int_equal(seen_of(NDC_EVENT_FETCH, 2), 0);
    assert_int_equal(word(0), address_of(d[3]) | IDLE);
}
BOTH(suspended_channel_is_rearmed)

/* Abort halts at once, mid-transfer; afterwards another chain starts. */
static void
abort_halts_at_once(void)
{
    d[0] = transfer(1, 12000, STATUS);
    d[1] = transfer(2, 64, STATUS);
    start(0, d[0], 1);
    ticks(2);

    command(0, CMD_ABORT);
    uint64_t halted = word(0);
    bool moved = tick();
    start(0, d[1], 1);
    run();

    assert_int_equal(halted, HALTED);
    assert_false(moved);
    assert_int_equal(seen_of(NDC_EVENT_DONE, 1), 0);
    assert_int_equal(word(0), address_of(d[1]) | IDLE);
}
BOTH(abort_halts_at_once)

/* A reset shows until it is over, then everything but CHANERR has to be programmed again. */
static void
reset_clears(void)
{
    chain(d, 1, 2, 64, STATUS);
    start(0, d[0], 2);
    ticks(3);

    command(0, CMD_RESET);
    uint64_t during = get(command_at(0), 1);
    put(at(0, CMP), 0x1234, 8); /* lost */
    run();

    assert_int_equal(during, CMD_RESET);
    assert_int_equal(get(command_at(0), 1), 0);
    assert_int_equal(word(0), address_of(d[0]) | HALTED);
    assert_int_equal(chansts(0), HALTED);
    assert_int_equal(get(at(0, CTRL), 2), 0);
    assert_int_equal(get(at(0, CMP), 8), 0);
    assert_int_equal(get(chain_at(0), 8), 0);
    assert_int_equal(seen_of(NDC_EVENT_FETCH, 2), 0);
}
BOTH(reset_clears)

/* NULL transfers and size 0 move nothing and complete; a NULL one's addresses are not looked at. */
static void
empty_transfers_complete(void)
{
    chain(d, 1, 2, 0, STATUS);
    d[0]->flags |= NULL_TRANSFER;
    d[0]->size = 77;
    d[0]->source = 0xBAD;

    start(0, d[0], 2);
    run();

    assert_int_equal(seen(NDC_EVENT_MOVE), 0);
    assert_int_equal(word(0), address_of(d[1]) | IDLE);
}
BOTH(empty_transfers_complete)

/* A context change moves nothing, is counted and linked, and its bit 0 is no interrupt. */
static void
context_change_is_silent(void)
{
    chain(d, 1, 2, 0, STATUS);
    d[0]->flags = CONTEXT | INTERRUPT;
    d[0]->size = 7;

    start(0, d[0], 2);
    run();

    assert_int_equal(seen(NDC_EVENT_RAISE), 0);
    assert_int_equal(seen_of(NDC_EVENT_DONE, 1), 1);
    assert_int_equal(word(0), address_of(d[1]) | IDLE);
}
BOTH(context_change_is_silent)

/* Channels do not disturb each other. */
static void
channels_are_independent(void)
{
    chain(d, 1, 2, 64, STATUS);
    chain(d + 2, 3, 2, 64, STATUS);
    start(0, d[0], 2);
    start(1, d[2], 2);
    ticks(1);

    command(0, CMD_ABORT);
    run();

    assert_int_equal(word(0), HALTED);
    assert_int_equal(word(1), address_of(d[3]) | IDLE);
}
BOTH(channels_are_independent)

/* Without power everything is forgotten, and registers read as all ones. */
static void
power_loses_all(void)
{
    d[0] = transfer(1, 64, STATUS);
    start(0, d[0], 1);
    run();

    device.ops->power(device.self, false);
    uint64_t off = chansts(0);
    put(at(0, CMP), 0x40, 8);
    device.ops->power(device.self, true);

    assert_int_equal(off, UINT64_MAX);
    assert_int_equal(chansts(0), HALTED);
    assert_int_equal(get(at(0, CMP), 8), 0);
    assert_int_equal(ndc_engine_last_done(engine, 0), NDC_OBJECT_NOTHING);
}
BOTH(power_loses_all)

/* CHANERR outlives a reset; a masked error halts but is not reported. */
static void
errors_are_sticky_and_maskable(void)
{
    put(at(0, MASK), 1u << 5, 4);

    command(0, CMD_SUSPEND | CMD_RESUME);
    unsigned reported = seen(NDC_EVENT_STATUS) + seen(NDC_EVENT_RAISE);
    command(0, CMD_RESET);
    run();

    assert_int_equal(reported, 0);
    assert_int_equal(get(at(0, ERR), 4), 1u << 5);
    assert_int_equal(chansts(0), HALTED);
}
BOTH(errors_are_sticky_and_maskable)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_TESTS(chain_completes),
        BOTH_TESTS(phases_take_ticks),
        BOTH_TESTS(passing_is_ticking),
        BOTH_TESTS(passing_stops_at_an_interrupt),
        BOTH_TESTS(no_flag_no_word),
        BOTH_TESTS(halves_are_a_whole),
        BOTH_TESTS(start_replaces_the_rest),
        BOTH_TESTS(suspend_relink_resume),
        BOTH_TESTS(resume_with_nothing_left),
        BOTH_TESTS(suspended_channel_is_rearmed),
        BOTH_TESTS(abort_halts_at_once),
        BOTH_TESTS(reset_clears),
        BOTH_TESTS(empty_transfers_complete),
        BOTH_TESTS(context_change_is_silent),
        BOTH_TESTS(channels_are_independent),
        BOTH_TESTS(power_loses_all),
        BOTH_TESTS(errors_are_sticky_and_maskable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
