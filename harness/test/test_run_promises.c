/* SPDX-License-Identifier: Apache-2.0 */
/* What a broken promise of NetDMA's does to a verdict, and what a script that announces it changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/tables.h"
#include "run/run.h"

static struct ndc_event events[64];
static struct ndc_trace trace;
static struct ndc_case_result result;

static void
happens(enum ndc_event_kind kind, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    trace.tick++;
    ndc_trace_add(&trace, kind, NDC_CHANNEL_NONE, a, b, c, d);
}

static void
returns(enum ndc_routine routine, uint64_t status)
{
    trace.tick++;
    ndc_trace_add(&trace, NDC_EVENT_CALL, 0, routine, 0, 0, 0);
    ndc_trace_add(&trace, NDC_EVENT_RETURN, 0, routine, status, 0, (uint64_t)1 << 32 | 7);
}

static void
calls(enum ndc_routine routine)
{
    returns(routine, 0);
}

/* A provider of this major version, in order; its channel is allocated, and nothing was started. */
static void
fresh(unsigned major)
{
    uint64_t what = major | (major == 1 ? 96u : 112u) << 16;
    uint64_t bits = (uint64_t)3 << 32;

    trace = (struct ndc_trace){.events = events, .capacity = 64};
    memset(&result, 0, sizeof result);
    happens(NDC_EVENT_SCRIPT_BEGIN, major << 16, 1 | 2 << 8, 0, 0);
    happens(NDC_EVENT_ENTRY, 1, 0, 0, 0);
    happens(NDC_EVENT_REGISTER, what, 0x701FF, 2, 0);
    happens(NDC_EVENT_REGISTERED, 0, 0, 0, 0);
    happens(NDC_EVENT_ENTRY_DONE, 1, 0, 1, 0);
    happens(NDC_EVENT_IRP, 0x1B, 0, 0, 0);
    happens(NDC_EVENT_READ, 0, 2, 1, 0);
    happens(NDC_EVENT_WRITE, 3, 1, 1, 0);
    happens(NDC_EVENT_START_PROVIDER, 32 << 16, (uint64_t)2 << 32, bits | 4096, UINT64_MAX);
    happens(NDC_EVENT_STARTED_PROVIDER, 0, 0, 0, 0);
    happens(NDC_EVENT_IRP_DONE, 0x1B, 0, 0, 0);
    calls(NDC_ROUTINE_ALLOCATE);
}

static struct ndc_terms
announces(const char *clause)
{
    struct ndc_terms terms = {.class = NDC_CLASS_MUST, .promises = true};

    if (clause != NULL)
        strcpy(terms.breaks[terms.breaks_count++], clause);
    return terms;
}

static bool
found(const char *clause)
{
    for (uint32_t i = 0; i < result.finding_count; i++)
        if (strcmp(ndc_clauses[result.findings[i].clause].id, clause) == 0)
            return true;
    return false;
}

static void
judge(struct ndc_terms terms)
{
    ndc_judge(events, trace.count, &terms, &result);
}

/* Not announced: it is found, and it is our bug. */
static void
test_a_broken_promise_is_ours(void **state)
{
    (void)state;
    fresh(1);
    calls(NDC_ROUTINE_RESUME);
    struct ndc_terms terms = announces("START-01");

    judge(terms);

    assert_true(found("RESUME-04"));
    assert_int_equal(result.verdict, NDC_VERDICT_HARNESS);
    assert_string_equal(
        result.words,
        "NetDMA's side broke its own promise RESUME-04, and the script has no 'breaks RESUME-04'");
}

/* Announced: no finding, and it is remembered with its event. */
static void
test_an_announced_breach_is_no_finding(void **state)
{
    (void)state;
    fresh(1);
    calls(NDC_ROUTINE_RESUME);
    struct ndc_terms terms = announces("RESUME-04");
    strcpy(terms.breaks[terms.breaks_count++], "START-01");

    judge(terms);

    assert_false(found("RESUME-04"));
    assert_int_equal(result.verdict, NDC_VERDICT_PASS);
    assert_int_equal(result.promise_count, 2);
    assert_int_equal(events[result.promises[0].event].a, NDC_ROUTINE_RESUME);
}

/* Announced and kept: the script does not do what it says. */
static void
test_an_announced_breach_must_come(void **state)
{
    (void)state;
    fresh(1);
    struct ndc_terms terms = announces("RESUME-04");

    judge(terms);

    assert_int_equal(result.verdict, NDC_VERDICT_HARNESS);
    assert_string_equal(result.words,
                        "the script says 'breaks RESUME-04', and the run never broke it");
}

/* APPEND-02 binds versions 1.x: at 2.0 there is nothing to break. */
static void
test_a_promise_of_other_versions_need_not_be_broken(void **state)
{
    (void)state;
    fresh(2);
    struct ndc_terms terms = announces("APPEND-02");
    judge(terms);
    assert_int_equal(result.verdict, NDC_VERDICT_PASS);

    fresh(1);
    judge(terms);
    assert_int_equal(result.verdict, NDC_VERDICT_HARNESS);
}

/* AFF-03 is owed only where the provider has that routine and the computer has MSI-X. */
static void
test_a_promise_that_is_not_owed_need_not_be_broken(void **state)
{
    (void)state;
    fresh(1);
    struct ndc_terms terms = announces("AFF-03");
    judge(terms);
    assert_int_equal(result.verdict, NDC_VERDICT_PASS);

    happens(NDC_EVENT_CALL, NDC_ROUTINE_SET_AFFINITY, 0, 2, 0);
    judge(terms);
    assert_int_equal(result.verdict, NDC_VERDICT_HARNESS);
}

/* A case that did not run to its end owes no breach. */
static void
test_an_unsupported_case_need_not_break_anything(void **state)
{
    (void)state;
    fresh(1);
    result.outcome = NDC_OUTCOME_UNSUPPORTED;
    struct ndc_terms terms = announces("RESUME-04");

    judge(terms);

    assert_int_equal(result.verdict, NDC_VERDICT_UNSUPPORTED);
}

/* A clause that is none of NetDMA's, or none at all, is never broken by NetDMA. */
static void
test_only_promises_can_be_announced(void **state)
{
    static const char *const clauses[] = {"START-02", "START-99"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        fresh(1);
        struct ndc_terms terms = announces(clauses[i]);
        judge(terms);
        assert_int_equal(result.verdict, NDC_VERDICT_HARNESS);
    }
}

/* A script that was drawn, and a trace that says nothing, promise nothing. */
static void
test_where_nothing_is_promised_nothing_is_broken(void **state)
{
    (void)state;
    fresh(1);
    calls(NDC_ROUTINE_RESUME);
    struct ndc_terms terms = {.class = NDC_CLASS_MUST, .promises = false};

    judge(terms);

    assert_int_equal(result.finding_count, 0);
    assert_int_equal(result.verdict, NDC_VERDICT_PASS);
}

/* What the provider did wrong comes before what we did wrong. */
static void
test_the_providers_fault_comes_first(void **state)
{
    (void)state;
    fresh(1);
    calls(NDC_ROUTINE_RESUME);
    returns(NDC_ROUTINE_ABORT, 0xC000009A); /* ABORT-08 */

    judge(announces(NULL));

    assert_int_equal(result.verdict, NDC_VERDICT_FAIL);
    assert_string_equal(ndc_clauses[result.findings[0].clause].id, "ABORT-08");
}

/* The header of a script as terms: what is drawn promises nothing. */
static void
test_terms_are_those_of_the_script(void **state)
{
    static const char text[] = "scenario s\nclass should\nbreaks START-01 FREE-01\n";
    struct ndc_scenario *scenario = test_malloc(ndc_scenario_size());
    struct ndc_error error;

    (void)state;
    assert_int_equal(ndc_scenario_parse(scenario, text, strlen(text), "", &error), 0);
    struct ndc_terms terms = ndc_terms_of(scenario);
    assert_int_equal(terms.class, NDC_CLASS_SHOULD);
    assert_true(terms.promises);
    assert_int_equal(terms.breaks_count, 2);
    assert_string_equal(terms.breaks[1], "FREE-01");

    ndc_scenario_decode(scenario, (const uint8_t *)"", 1);
    assert_false(ndc_terms_of(scenario).promises);
    test_free(scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_broken_promise_is_ours),
        cmocka_unit_test(test_an_announced_breach_is_no_finding),
        cmocka_unit_test(test_an_announced_breach_must_come),
        cmocka_unit_test(test_a_promise_of_other_versions_need_not_be_broken),
        cmocka_unit_test(test_a_promise_that_is_not_owed_need_not_be_broken),
        cmocka_unit_test(test_an_unsupported_case_need_not_break_anything),
        cmocka_unit_test(test_only_promises_can_be_announced),
        cmocka_unit_test(test_where_nothing_is_promised_nothing_is_broken),
        cmocka_unit_test(test_the_providers_fault_comes_first),
        cmocka_unit_test(test_terms_are_those_of_the_script),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
