/* SPDX-License-Identifier: Apache-2.0 */
/* Direct cache access: where hints go, what aims them, and what makes the engine forget. */
#include "test/engine_work.h"

#define HINTED 0x200u
#define CHANGE (CONTEXT | INTERRUPT)

static struct descriptor *d[8];

/* A context change to each CPU but 0, then a copy that asks for a hint. */
static void
change_and_copy(unsigned count, uint32_t flags)
{
    for (unsigned i = 0; i < count; i += 2) {
        d[i] = transfer(i + 1, 0, CHANGE);
        d[i]->size = i + 3;
        d[i]->source = d[i]->target = 0xBADBADC0; /* nobody looks */
        d[i + 1] = transfer(i + 2, 6000, STATUS | flags);
    }
    for (unsigned i = 0; i + 1 < count; i++)
        d[i]->next = address_of(d[i + 1]);
    d[count - 1]->next = address_of(allot(NDC_OBJECT_SLOT, 9, 64, NDC_MEMORY_ANYWHERE));
}

static const struct ndc_event *
last_aim(enum ndc_aim what)
{
    for (uint32_t i = trace.count; i > 0; i--)
        if (events[i - 1].kind == NDC_EVENT_AIM && events[i - 1].b == (uint64_t)what)
            return &events[i - 1];
    fail_msg("nothing was aimed");
    return NULL;
}

/* Each piece of data goes to the CPU of the context change before it; bit 0 raises nothing. */
static void
data_follows_context(void **state)
{
    unsigned piece = 0;

    (void)state;
    machine(2, true);
    change_and_copy(4, HINTED);

    start(0, d[0], 4);
    run();

    assert_int_equal(seen(NDC_EVENT_HINT), 4);
    for (uint32_t i = 0; i < trace.count; i++)
        if (events[i].kind == NDC_EVENT_HINT)
            assert_int_equal(events[i].b, piece++ < 2 ? 3 : 5);
    assert_int_equal(seen(NDC_EVENT_RAISE), 0);
    assert_true(copied(2, d[1]) && copied(4, d[3]));
}

/* Without the flag, and before the first context change, nothing is hinted. */
static void
no_hint_without_both(void **state)
{
    (void)state;
    machine(2, true);
    change_and_copy(2, 0);
    start(0, d[0], 2);
    run();
    assert_int_equal(seen(NDC_EVENT_HINT), 0);

    d[0] = transfer(7, 64, STATUS | HINTED);
    start(1, d[0], 1);
    run();

    assert_int_equal(seen(NDC_EVENT_HINT), 0);
    assert_true(copied(7, d[0]));
}

/* A reset and a loss of power forget both targets, and say so. */
static void
targets_are_forgotten(void **state)
{
    (void)state;
    for (unsigned how = 0; how < 2; how++) {
        machine(2, true);
        change_and_copy(2, HINTED);
        put(at(0, DCA), 0x10002, 4);
        assert_int_equal(last_aim(NDC_AIM_WORD)->c, 2);
        start(0, d[0], 2);
        run();
        assert_int_equal(last_aim(NDC_AIM_DATA)->c, 3);

        if (how == 0)
            command(0, CMD_RESET);
        else
            device.ops->power(device.self, false);
        run();

        assert_int_equal(last_aim(NDC_AIM_WORD)->c, NDC_AIM_NOWHERE);
        assert_int_equal(last_aim(NDC_AIM_DATA)->c, NDC_AIM_NOWHERE);
    }
}

/* DCACTRL is told when it changes where hints go, and not otherwise. */
static void
register_is_told_once(void **state)
{
    (void)state;
    machine(2, true);
    put(at(0, DCA), 0x00002, 4); /* not enabled */
    put(at(0, DCA), 0x1FFFF, 4); /* to any CPU */
    assert_int_equal(seen(NDC_EVENT_AIM), 0);

    put(at(0, DCA), 0x10002, 4);
    put(at(0, DCA), 0x10002, 4);

    assert_int_equal(seen(NDC_EVENT_AIM), 1);
    assert_int_equal(get(at(0, DCA), 4), 0x10002);
    assert_int_equal(get(0x10, 4) & 0x10, 0x10);
}

/* An engine without it has neither capability nor register nor operation. */
static void
engine_without(void **state)
{
    const struct ndc_engine_config config = {
        .generation = 2, .channels = 2, .transfer_log2 = 14, .msix = true, .no_dca = true};

    (void)state;
    machine_of(&config);
    change_and_copy(2, HINTED);
    put(at(0, DCA), 0x10002, 4);
    start(0, d[0], 2);
    run();

    assert_int_equal(get(0x10, 4) & 0x10, 0);
    assert_int_equal(get(at(0, DCA), 4), 0);
    assert_int_equal(chansts(0) & 7, HALTED);
    assert_int_equal(seen(NDC_EVENT_AIM) + seen(NDC_EVENT_HINT), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_follows_context),  cmocka_unit_test(no_hint_without_both),
        cmocka_unit_test(targets_are_forgotten), cmocka_unit_test(register_is_told_once),
        cmocka_unit_test(engine_without),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
