/* SPDX-License-Identifier: Apache-2.0 */
/* A registration that fails, on traces written by hand: what the driver may then still do. */
#define MODEL_CHECK_GROUPS "REG-15", "DRV-12"
#include "model_check.h"

#include "wdk/kernel.h"

#define ADD_DEVICE 1
#define UNLOAD 2

static struct play play;

static void
registers(uint64_t status)
{
    memset(&play, 0, sizeof play);
    play.channel = NDC_CHANNEL_NONE;
    PLAY(&play, SCRIPT_BEGIN, 2 << 16, 2 | 2 << 8);
    PLAY(&play, ENTRY, ADD_DEVICE);
    PLAY(&play, REGISTER, 2 | 112 << 16, 0x701FF, 2);
    PLAY(&play, REGISTERED, status);
}

static void
judge(void)
{
    PLAY(&play, SCRIPT_END, 0);
    play_judge(&model, &play);
}

static bool
broke(const char *clause)
{
    return was_broken(ndc_clause_find(clause));
}

/* AddDevice fails and nothing is left: both clauses were looked at, and kept. */
static void
test_a_refused_driver_goes_away(void **state)
{
    (void)state;
    registers(NDC_STATUS_RESOURCES);
    PLAY(&play, ENTRY_DONE, ADD_DEVICE, NDC_STATUS_RESOURCES, 0);
    PLAY(&play, ENTRY, UNLOAD);
    PLAY(&play, ENTRY_DONE, UNLOAD, 0, 0);

    judge();

    assert_true(was_reached(ndc_clause_find("REG-15")));
    assert_true(was_reached(ndc_clause_find("DRV-12")));
    assert_false(broke("REG-15"));
    assert_false(broke("DRV-12"));
}

/* Who was not refused owes nothing of this. */
static void
test_who_was_taken_need_not_go_away(void **state)
{
    (void)state;
    registers(NDC_STATUS_SUCCESS);
    PLAY(&play, ENTRY_DONE, ADD_DEVICE, NDC_STATUS_SUCCESS, 1);
    PLAY(&play, START_PROVIDER, 32 << 16, 0, 4096);
    PLAY(&play, DEREGISTER, 1);

    judge();

    assert_false(broke("REG-15"));
    assert_false(broke("DRV-12"));
}

static void
test_a_refused_driver_does_not_start(void **state)
{
    (void)state;
    registers(NDC_STATUS_UNSUCCESSFUL);
    PLAY(&play, START_PROVIDER, 32 << 16, 0, 4096);

    judge();

    assert_true(broke("REG-15"));
}

/* Every other call to NetDMA, an AddDevice that succeeds, a device object or pool left behind. */
static void
test_a_refused_driver_leaves_nothing(void **state)
{
    static const struct ndc_event left[] = {
        {.kind = NDC_EVENT_DEREGISTER, .a = 0},
        {.kind = NDC_EVENT_STOP_PROVIDER, .a = 0},
        {.kind = NDC_EVENT_NOTIFY, .a = 5},
        {.kind = NDC_EVENT_ISR, .c = NDC_HANDLE_UNKNOWN},
        {.kind = NDC_EVENT_DPC, .c = NDC_HANDLE_UNKNOWN},
        {.kind = NDC_EVENT_ENTRY_DONE, .a = ADD_DEVICE, .b = NDC_STATUS_SUCCESS},
        {.kind = NDC_EVENT_ENTRY_DONE, .a = ADD_DEVICE, .b = NDC_STATUS_RESOURCES, .c = 1},
        {.kind = NDC_EVENT_MISUSE, .a = NDC_MISUSE_LEAK_POOL},
        {.kind = NDC_EVENT_MISUSE, .a = NDC_MISUSE_LEAK_INTERFACE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
        const struct ndc_event *event = &left[i];

        registers(NDC_STATUS_RESOURCES);
        play_add(&play, (enum ndc_event_kind)event->kind,
                 (const uint64_t[4]){event->a, event->b, event->c, event->d});
        judge();
        assert_true(broke("DRV-12"));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_refused_driver_goes_away),
        cmocka_unit_test(test_who_was_taken_need_not_go_away),
        cmocka_unit_test(test_a_refused_driver_does_not_start),
        cmocka_unit_test(test_a_refused_driver_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
