/* SPDX-License-Identifier: Apache-2.0 */
/* What NetDMA does inside a provider's power notifications, and what it leaves alone while the
 * provider sleeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "netdma_bench.h"

static unsigned drained;

static void
drain(void *context)
{
    (void)context;
    drained++;
}

static int
two_channels(void **state)
{
    (void)state;
    begin(NDC_INTERFACE_2_0, 2, 0);
    ndc_netdma_on_drain(netdma, drain, NULL);
    drained = 0;
    call(NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    call(NDC_ROUTINE_ALLOCATE, 1, 0, 0);
    return 0;
}

static void
notify(NET_DMA_PNP_NOTIFICATION_CODE code)
{
    NET_DMA_PNP_NOTIFICATION news = {.StructureRevision = NET_DMA_PNP_NOTIFICATION_REVISION_1,
                                     .StructureSize = sizeof news,
                                     .NotificationCode = code};

    NetDmaPnPEventNotify(netdma->providers[0].handle, &news);
}

static void
power_down_waits_and_then_nothing_is_posted(void **state)
{
    (void)state;
    define(0, 100);

    notify(NetDmaNotificationProviderPowerDown);
    uint32_t status = call(NDC_ROUTINE_START, 0, 0, 1);

    assert_int_equal(drained, 1);
    assert_int_equal(status, (uint32_t)STATUS_UNSUCCESSFUL);
    assert_int_equal(seen.calls, 0);
}

static void
power_up_starts_each_channel_at_either_level(void **state)
{
    unsigned levels = 0;

    (void)state;
    notify(NetDmaNotificationProviderPowerDown);
    notify(NetDmaNotificationProviderPowerUp);

    assert_int_equal(seen.calls, 2);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.head->ControlFlags,
                     NET_DMA_NULL_TRANSFER | NET_DMA_STATUS_UPDATE_ON_COMPLETION);
    for (uint32_t i = 0; i < trace.count; i++)
        if (trace.events[i].kind == NDC_EVENT_CALL && trace.events[i].a == NDC_ROUTINE_START)
            levels |= 1u << trace.events[i].irql;
    assert_int_equal(levels, 1u << PASSIVE_LEVEL | 1u << DISPATCH_LEVEL);
}

static void
a_stranger_is_not_obeyed(void **state)
{
    NET_DMA_PNP_NOTIFICATION news = {.NotificationCode = NetDmaNotificationProviderPowerDown};

    (void)state;
    define(0, 100);

    NetDmaPnPEventNotify(&news, &news);

    assert_int_equal(drained, 0);
    assert_int_equal(call(NDC_ROUTINE_START, 0, 0, 1), (uint32_t)STATUS_SUCCESS);
}

/* However often Suspend is called, its variable takes the place of one. */
static void
suspend_reports_in_one_place(void **state)
{
    (void)state;
    call(NDC_ROUTINE_SUSPEND, 0, 0, 0);
    uint32_t regions = memory.region_count;

    for (unsigned i = 0; i < 100; i++)
        call(NDC_ROUTINE_SUSPEND, 0, 0, 0);

    assert_int_equal(memory.region_count, regions);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(power_down_waits_and_then_nothing_is_posted, two_channels),
        cmocka_unit_test_setup(power_up_starts_each_channel_at_either_level, two_channels),
        cmocka_unit_test_setup(a_stranger_is_not_obeyed, two_channels),
        cmocka_unit_test_setup(suspend_reports_in_one_place, two_channels),
    };

    make_computer();
    return cmocka_run_group_tests_name("netdma power", tests, NULL, NULL);
}
