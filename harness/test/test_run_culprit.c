/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Promise: from a trace and a finding the right act of the provider is laid open, or none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/culprit.h"

static const struct ndc_event events[] = {
    {.kind = NDC_EVENT_SCRIPT_BEGIN},
    {.kind = NDC_EVENT_CALL, .a = NDC_ROUTINE_START},
    {.kind = NDC_EVENT_WRITE, .a = 0x90}, /* 2 */
    {.kind = NDC_EVENT_READ, .a = 0x88},  /* 3 */
    {.kind = NDC_EVENT_RETURN, .a = NDC_ROUTINE_START},
    {.kind = NDC_EVENT_FETCH}, /* 5 */
    {.kind = NDC_EVENT_INTERRUPT},
    {.kind = NDC_EVENT_ISR}, /* 7 */
    {.kind = NDC_EVENT_CALL, .a = NDC_ROUTINE_ABORT},
    {.kind = NDC_EVENT_RETURN, .a = NDC_ROUTINE_ABORT}, /* 9: touched nothing */
    {.kind = NDC_EVENT_LIMIT, .a = NDC_LIMIT_ACCESSES}, /* 10 */
    {.kind = NDC_EVENT_SCRIPT_QUIET},
};
#define COUNT (sizeof events / sizeof events[0])

static struct ndc_culprit
culprit_of(enum ndc_verdict verdict, uint32_t event)
{
    struct ndc_case_result result = {
        .verdict = (uint8_t)verdict, .finding_count = 1, .findings = {{.event = event}}};

    return ndc_culprit_of(events, COUNT, &result);
}

static void
assert_culprit(struct ndc_culprit culprit, enum ndc_culprit_kind kind, uint32_t event)
{
    assert_int_equal(culprit.kind, kind);
    assert_int_equal(culprit.event, event);
}

static void
acts_stand_for_themselves(void **state)
{
    (void)state;
    assert_culprit(culprit_of(NDC_VERDICT_FAIL, 7), NDC_CULPRIT_ITSELF, 7);
    assert_culprit(culprit_of(NDC_VERDICT_WARN, 3), NDC_CULPRIT_ITSELF, 3);
}

static void
returns_are_laid_to_the_last_act_of_the_routine(void **state)
{
    (void)state;
    assert_culprit(culprit_of(NDC_VERDICT_FAIL, 4), NDC_CULPRIT_LAST_ACT, 3);
    assert_culprit(culprit_of(NDC_VERDICT_FAIL, 9), NDC_CULPRIT_NONE, 0);
}

static void
the_engine_is_laid_to_the_last_write(void **state)
{
    (void)state;
    assert_culprit(culprit_of(NDC_VERDICT_FAIL, 5), NDC_CULPRIT_LAST_WRITE, 2);
}

static void
a_hang_is_where_the_limit_was_passed(void **state)
{
    (void)state;
    assert_culprit(culprit_of(NDC_VERDICT_HANG, 0), NDC_CULPRIT_ITSELF, 10);
}

/* What nobody did, what the kernel did, and what is no verdict about a provider. */
static void
some_have_no_code(void **state)
{
    (void)state;
    assert_culprit(culprit_of(NDC_VERDICT_FAIL, 11), NDC_CULPRIT_NONE, 0);
    assert_culprit(culprit_of(NDC_VERDICT_FAIL, 6), NDC_CULPRIT_NONE, 0);
    assert_culprit(culprit_of(NDC_VERDICT_FAIL, COUNT), NDC_CULPRIT_NONE, 0);
    assert_culprit(culprit_of(NDC_VERDICT_PASS, 7), NDC_CULPRIT_NONE, 0);
    assert_culprit(culprit_of(NDC_VERDICT_HARNESS, 7), NDC_CULPRIT_NONE, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_stand_for_themselves),
        cmocka_unit_test(returns_are_laid_to_the_last_act_of_the_routine),
        cmocka_unit_test(the_engine_is_laid_to_the_last_write),
        cmocka_unit_test(a_hang_is_where_the_limit_was_passed),
        cmocka_unit_test(some_have_no_code),
    };

    return cmocka_run_group_tests_name("culprit", tests, NULL, NULL);
}
