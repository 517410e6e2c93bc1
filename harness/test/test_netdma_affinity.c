/* SPDX-License-Identifier: Apache-2.0 */
/* What NetDMA says of CPUs: the array of wishes, and the masks of an allocation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "netdma_bench.h"

static NET_DMA_CHANNEL_CPU_AFFINITY *given;
static NET_DMA_CHANNEL_CPU_AFFINITY copied[4];
static ULONG given_bytes;
static unsigned given_calls;
static NET_DMA_CHANNEL_PARAMETERS parameters_seen;

static NTSTATUS NTAPI
set_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG bytes)
{
    (void)context;
    given = array;
    given_bytes = bytes;
    given_calls++;
    memcpy(copied, array, sizeof copied);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
look_and_allocate(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters, PVOID handle,
                  PVOID *channel)
{
    memcpy(&parameters_seen, parameters, parameters->Size);
    return allocate(context, parameters, handle, channel);
}

/* 100 CPUs with messages, and a provider of 2.1 for four channels. */
static int
setup(void **state)
{
    (void)state;
    if (netdma == NULL)
        make_computer();
    begin(NDC_INTERFACE_2_1, 2, 1);
    netdma->machine.cpus = 100;
    netdma->machine.msix = true;
    netdma->providers[0].routines.MaxDmaChannelCount = 4;
    netdma->providers[0].routines.SetDmaChannelCpuAffinity = set_affinity;
    netdma->providers[0].routines.AllocateDmaChannel = look_and_allocate;
    given_calls = 0;
    define(0, 64);
    return 0;
}

static uint64_t
allocate_in(uint8_t group, ULONG flags)
{
    const struct ndc_call affinity = {
        .routine = NDC_ROUTINE_ALLOCATE, .affinity = 6, .group = group, .count_shown = -1};

    netdma->providers[0].routines.Flags = flags;
    ndc_netdma_call(netdma, &affinity);
    return trace.events[trace.count - 1].d;
}

static void
each_channel_is_wished_once(void **state)
{
    unsigned channels = 0;

    (void)state;
    ndc_netdma_set_affinities(netdma);

    assert_int_equal(given_calls, 1);
    assert_int_equal(given_bytes, sizeof copied);
    for (unsigned i = 0; i < 4; i++) {
        channels |= 1u << copied[i].DmaChannel;
        assert_int_equal(copied[i].CpuNumber, copied[i].DmaChannel + 1);
    }
    assert_int_equal(channels, 0xF);
    assert_int_not_equal(copied[0].DmaChannel, 0);
    assert_int_equal(trace.events[trace.count - 1].kind, NDC_EVENT_WISHED);
    assert_true(trace.events[trace.count - 1].a == 0xFFFFFFFF04030201);
    assert_true(trace.events[trace.count - 1].b == 0xFFFFFFFF3F3F3F3F);
}

static void
nobody_is_asked_without_messages_or_will(void **state)
{
    (void)state;
    netdma->machine.unasked = true;
    ndc_netdma_set_affinities(netdma);
    netdma->machine.unasked = false;
    netdma->machine.msix = false;
    ndc_netdma_set_affinities(netdma);

    assert_int_equal(given_calls, 0);
}

static void
groups_are_for_those_who_know_them(void **state)
{
    (void)state;
    uint64_t known = allocate_in(1, NET_DMA_PROVIDER_SUPPORTS_PROC_GROUPS);

    assert_int_equal(parameters_seen.Revision, NET_DMA_CHANNEL_PARAMETERS_REVISION_2);
    assert_int_equal(parameters_seen.ProcessorAffinityMaskEx.Group, 1);
    assert_int_equal(parameters_seen.ProcessorAffinityMaskEx.Mask, 6);
    assert_int_equal(parameters_seen.ProcessorAffinityMask, UINT32_MAX);
    assert_true((known & ~(uint64_t)7) == ((uint64_t)6 << 32 | 1 << 8 | 8));
}

static void
others_have_the_old_mask(void **state)
{
    (void)state;
    uint64_t unknown = allocate_in(1, 0);

    assert_int_equal(parameters_seen.ProcessorAffinityMaskEx.Group, 1);
    assert_true((unknown & ~(uint64_t)7) == ((uint64_t)UINT32_MAX << 32 | 8));
}

static void
a_group_that_is_not_there_is_group_0(void **state)
{
    (void)state;
    call(NDC_ROUTINE_FREE, 0, 0, 0); /* nothing is allocated: in vain */
    uint64_t far = allocate_in(3, NET_DMA_PROVIDER_SUPPORTS_PROC_GROUPS);

    assert_int_equal(parameters_seen.ProcessorAffinityMaskEx.Group, 0);
    assert_int_equal(parameters_seen.ProcessorAffinityMask, 6);
    assert_true((far & ~(uint64_t)7) == ((uint64_t)6 << 32 | 8));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(each_channel_is_wished_once, setup),
        cmocka_unit_test_setup(nobody_is_asked_without_messages_or_will, setup),
        cmocka_unit_test_setup(groups_are_for_those_who_know_them, setup),
        cmocka_unit_test_setup(others_have_the_old_mask, setup),
        cmocka_unit_test_setup(a_group_that_is_not_there_is_group_0, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
