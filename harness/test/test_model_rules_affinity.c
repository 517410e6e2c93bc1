/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules about interrupt affinity on traces written by hand: for each clause one trace that
 * keeps it and one that breaks it. A trace begins with SCRIPT_BEGIN and a registration.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/rules.h"
#include "model/tables.h"

#define EVENTS_MAX 24
#define MESSAGES 1u << 16
#define OTHER_CPUS 1u << 18
#define LINE_GRANTED 1u << 19
#define WISHES 0xFFFFFFFFFFFF0201u  /* channel 0 on CPU 1, channel 1 on CPU 2 */
#define NOBODYS 0xFFFFFFFFFFFF1F1Fu /* both on CPU 31 */
#define FIRST 0x01020200u           /* message 0 of the best alternative */
#define SECOND 0x02020300u
#define LINE_WISH 0x00020202u
#define SPECIFIED 4

static struct ndc_model model;
static struct ndc_event events[EVENTS_MAX];
static uint32_t count;

static void
add(enum ndc_event_kind kind, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    assert_true(count < EVENTS_MAX);
    events[count++] = (struct ndc_event){
        .kind = (uint8_t)kind, .channel = NDC_CHANNEL_NONE, .a = a, .b = b, .c = c, .d = d};
}

/* A computer with 4 CPUs; machine: further bits of SCRIPT_BEGIN. */
static void
computer(uint64_t machine)
{
    count = 0;
    add(NDC_EVENT_SCRIPT_BEGIN, 0x20001, 2 | 2 << 8 | (uint64_t)4 << 40 | machine, 0, 0x8086);
    add(NDC_EVENT_REGISTER, 0x2 | 1 << 8 | 112 << 16 | (uint64_t)2 << 32, 0x701FF, 2, 0);
    add(NDC_EVENT_REGISTERED, 0, 0, 0, 0);
}

/* The same after the callback. */
static void
wishes(uint64_t machine)
{
    computer(machine);
    add(NDC_EVENT_CALL, NDC_ROUTINE_SET_AFFINITY, 0, 2, 0);
    add(NDC_EVENT_RETURN, NDC_ROUTINE_SET_AFFINITY, 0, 0, 0);
    add(NDC_EVENT_WISHED, WISHES, NOBODYS, 0, 0);
}

/* A provider with two channels, and the answer to an allocation. */
static void
allocates(uint64_t status)
{
    add(NDC_EVENT_START_PROVIDER, 32 << 16, 0x8086 | (uint64_t)2 << 32, 4096 | (uint64_t)3 << 32,
        0xFFFFFFFF);
    add(NDC_EVENT_CALL, NDC_ROUTINE_ALLOCATE, 0, 0, 0);
    add(NDC_EVENT_RETURN, NDC_ROUTINE_ALLOCATE, status, 1, 7 | (uint64_t)0xF << 32);
}

static void
assert_judged(const char *clause, enum ndc_applied wanted)
{
    int row = ndc_clause_find(clause);
    bool reached = false, broken = false;

    assert_true(row >= 0);
    ndc_model_reset(&model);
    for (uint32_t i = 0; i < count; i++)
        ndc_model_take(&model, &events[i], i);
    for (uint32_t i = 0; i < ndc_rule_count; i++)
        reached |= ndc_rules[i].clause == row && (model.reached[i / 64] >> i % 64 & 1) != 0;
    for (uint32_t i = 0; i < model.finding_count; i++)
        broken |= model.findings[i].clause == row;
    assert_int_equal(reached, wanted != NDC_NOT_APPLICABLE);
    assert_int_equal(broken, wanted == NDC_BROKEN);
}

static void
wish(uint64_t place, uint64_t policy, uint64_t processors, const char *clause,
     enum ndc_applied wanted)
{
    wishes(MESSAGES);
    add(NDC_EVENT_WISH, place, policy != 0, policy, processors);
    assert_judged(clause, wanted);
}

static void
filtered_requirements(void **state)
{
    (void)state;
    wish(FIRST, SPECIFIED, 2, "AFF-08", NDC_KEPT);
    wish(FIRST, 0, 0, "AFF-08", NDC_BROKEN);
    wish(FIRST, SPECIFIED, 8, "AFF-08", NDC_BROKEN);
    wish(FIRST | 1, 0, 0, "AFF-08", NDC_NOT_APPLICABLE); /* another alternative */
    wish(FIRST, SPECIFIED, 2, "AFF-09", NDC_KEPT);
    wish(FIRST, SPECIFIED, 0, "AFF-09", NDC_BROKEN);
    wish(SECOND, SPECIFIED, 4, "AFF-05", NDC_KEPT);
    wish(SECOND, SPECIFIED, 2, "AFF-05", NDC_BROKEN);
    wish(SECOND, SPECIFIED, 4, "AFF-06", NDC_KEPT);
    wish(SECOND, SPECIFIED, (uint64_t)1 << 31, "AFF-06", NDC_BROKEN);
    wish(SECOND, SPECIFIED, (uint64_t)1 << 31, "AFF-05", NDC_NOT_APPLICABLE);
    wish(FIRST, SPECIFIED, 2, "AFF-10", NDC_KEPT);
    wish(LINE_WISH, SPECIFIED, 2, "AFF-10", NDC_BROKEN);
    wish(0xFF00, 0, 0, "AFF-10", NDC_BROKEN);
}

static void
the_callback(void **state)
{
    (void)state;
    wishes(MESSAGES);
    assert_judged("AFF-04", NDC_KEPT);
    assert_judged("AFF-07", NDC_KEPT);
    events[count - 2].b = 0xC00000BB;
    assert_judged("AFF-07", NDC_BROKEN);
    events[count - 2].kind = NDC_EVENT_MISUSE;
    events[count - 2].a = NDC_MISUSED_NETDMA_BEYOND;
    assert_judged("AFF-04", NDC_BROKEN);
}

static void
connected_interrupts(void **state)
{
    (void)state;
    wishes(MESSAGES);
    add(NDC_EVENT_CONNECT, 0, 1, 2, 2);
    assert_judged("AFF-11", NDC_KEPT);
    assert_judged("AFF-12", NDC_KEPT);
    events[count - 1].c = 4;
    assert_judged("AFF-11", NDC_BROKEN);
    events[count - 1].c = 0xF;
    assert_judged("AFF-11", NDC_BROKEN);
    events[count - 1].b = 0;
    assert_judged("AFF-12", NDC_BROKEN);
    assert_judged("AFF-11", NDC_NOT_APPLICABLE);
    wishes(MESSAGES | OTHER_CPUS);
    add(NDC_EVENT_CONNECT, 0, 1, 4, 2);
    assert_judged("AFF-11", NDC_NOT_APPLICABLE);
    wishes(MESSAGES);
    allocates(NDC_STATUS_SUCCESS); /* without any interrupt */
    assert_judged("AFF-12", NDC_BROKEN);
    wishes(LINE_GRANTED);
    add(NDC_EVENT_CONNECT, 0, 0, 0xF, 0);
    assert_judged("AFF-12", NDC_NOT_APPLICABLE);
}

static void
what_was_not_told_or_granted(void **state)
{
    (void)state;
    computer(MESSAGES);
    allocates(NDC_STATUS_SUCCESS);
    assert_judged("AFF-02", NDC_KEPT);
    computer(0);
    allocates(NDC_STATUS_UNSUCCESSFUL);
    assert_judged("AFF-02", NDC_BROKEN);
    computer(MESSAGES);
    add(NDC_EVENT_IRP_DONE, 0x1B, 0, NDC_STATUS_UNSUCCESSFUL, 0);
    assert_judged("AFF-02", NDC_BROKEN);
    wishes(MESSAGES);
    allocates(NDC_STATUS_UNSUCCESSFUL);
    assert_judged("AFF-02", NDC_NOT_APPLICABLE);
    assert_judged("AFF-13", NDC_NOT_APPLICABLE); /* all was granted */
    wishes(MESSAGES | (uint64_t)1 << 32);
    allocates(NDC_STATUS_SUCCESS);
    assert_judged("AFF-13", NDC_KEPT);
    wishes(MESSAGES | OTHER_CPUS);
    allocates(NDC_STATUS_RESOURCES);
    assert_judged("AFF-13", NDC_BROKEN);
    wishes(LINE_GRANTED);
    add(NDC_EVENT_IRP_DONE, 0x1B, 0, NDC_STATUS_UNSUCCESSFUL, 0);
    assert_judged("AFF-13", NDC_BROKEN);
}

static void
parameters_of_revision_1(void **state)
{
    (void)state;
    computer(MESSAGES);
    events[0].a = 0x20000;
    allocates(NDC_STATUS_SUCCESS);
    assert_judged("ALLOC-15", NDC_KEPT);
    events[count - 1].kind = NDC_EVENT_MISUSE;
    events[count - 1].a = NDC_MISUSED_NETDMA_BEYOND;
    assert_judged("ALLOC-15", NDC_BROKEN);
    assert_judged("AFF-04", NDC_NOT_APPLICABLE);
    events[0].a = 0x20001;
    assert_judged("ALLOC-15", NDC_NOT_APPLICABLE);
}

/* A provider of 2.1 on a computer with 128 CPUs; flags: of its registration. */
static void
groups(uint64_t flags, uint64_t status, uint64_t cpu, uint64_t extra)
{
    computer(MESSAGES | (uint64_t)124 << 40); /* 128 CPUs with the four of computer() */
    events[1].a = 0x2 | 1 << 8 | 112 << 16 | flags << 32;
    allocates(status);
    events[count - 1].channel = 0;
    events[count - 1].c = cpu;
    events[count - 1].d = extra;
}

/* The interrupt of channel 0 gives CPU 2 back, and its DPC is queued on CPU target. */
static void
dpc_on(uint64_t target)
{
    add(NDC_EVENT_INTERRUPT, 0, 0, 0, 0);
    add(NDC_EVENT_ISR, 0x1000, NDC_OBJECT_NOTHING, NDC_HANDLE_GOOD, 2);
    events[count - 1].channel = 0;
    add(NDC_EVENT_DPC_QUEUE, 0, target, 1, 0);
}

#define GROUP_1 (uint64_t)0x4 << 32 | 1 << 8 | 8 | 7 /* mask 0x4 of group 1, revision 2 */

static void
groups_of_processors(void **state)
{
    (void)state;
    groups(2, NDC_STATUS_SUCCESS, 2, GROUP_1);
    assert_judged("ALLOC-16", NDC_KEPT);
    assert_judged("ALLOC-17", NDC_NOT_APPLICABLE);
    dpc_on(64 + 2);
    assert_judged("ALLOC-16", NDC_KEPT);
    assert_judged("INT-06", NDC_KEPT);
    events[count - 1].b = 2;
    assert_judged("ALLOC-16", NDC_BROKEN);
    assert_judged("INT-06", NDC_BROKEN);
    groups(2, NDC_STATUS_SUCCESS, 3, GROUP_1);
    assert_judged("ALLOC-16", NDC_BROKEN);
    groups(0, NDC_STATUS_SUCCESS, 3, (uint64_t)0xF << 32 | 8 | 7);
    assert_judged("ALLOC-16", NDC_NOT_APPLICABLE);
    assert_judged("ALLOC-17", NDC_KEPT);
    groups(0, NDC_STATUS_UNSUCCESSFUL, 0, 8);
    assert_judged("ALLOC-17", NDC_BROKEN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filtered_requirements),    cmocka_unit_test(the_callback),
        cmocka_unit_test(connected_interrupts),     cmocka_unit_test(what_was_not_told_or_granted),
        cmocka_unit_test(parameters_of_revision_1), cmocka_unit_test(groups_of_processors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
