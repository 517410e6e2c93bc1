/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts, sentences, and what a session makes of providers that are not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fault/fault.h"
#include "model/tables.h"
#include "run/desk.h"
#include "run/names.h"
#include "run/provider.h"
#include "run/sentences.h"
#include "run/suite.h"
#include "wdk/kernel.h"

#define UNSUCCESSFUL 0xC0000001u

static struct ndc_event events[64];
static struct ndc_trace trace;
static struct ndc_case_result result;

static int
fresh(void **state)
{
    (void)state;
    trace = (struct ndc_trace){.events = events, .capacity = 64};
    memset(&result, 0, sizeof result);
    return 0;
}

static void
happens(enum ndc_event_kind kind, uint64_t a, uint64_t b, uint64_t c)
{
    trace.tick++;
    ndc_trace_add(&trace, kind, NDC_CHANNEL_NONE, a, b, c, 0);
}

static void
judge(uint8_t class)
{
    const struct ndc_terms terms = {.class = class};

    ndc_judge(events, trace.count, &terms, &result);
}

/* ---- verdicts ---- */

/* A limit is a HANG, and the limit is named. */
static void
test_a_limit_is_a_hang(void **state)
{
    (void)state;
    happens(NDC_EVENT_LIMIT, NDC_LIMIT_ACCESSES, 10000, 0x84);

    judge(NDC_CLASS_MUST);

    assert_int_equal(result.verdict, NDC_VERDICT_HANG);
    assert_int_equal(result.limit, NDC_LIMIT_ACCESSES);
}

/* A bug check is a CRASH with its code, whatever else was found. */
static void
test_a_bug_check_is_a_crash(void **state)
{
    (void)state;
    happens(NDC_EVENT_MISUSE, NDC_MISUSE_BUG_CHECK, 0xD1, 0);

    judge(NDC_CLASS_MUST);

    assert_int_equal(result.verdict, NDC_VERDICT_CRASH);
    assert_string_equal(result.words, "bug check 0xD1");
}

/* A driver that did not come up is told by the step that failed. */
static void
test_the_failed_step_is_named(void **state)
{
    (void)state;
    happens(NDC_EVENT_ENTRY, 0, 0, 0);
    happens(NDC_EVENT_ENTRY_DONE, 0, UNSUCCESSFUL, 0);
    result.outcome = NDC_OUTCOME_NOT_BEGUN;

    judge(NDC_CLASS_MUST);

    assert_true(result.verdict == NDC_VERDICT_CRASH || result.verdict == NDC_VERDICT_FAIL);
    assert_string_equal(result.words, "DriverEntry returned 0xC0000001");
}

/* A driver that never registers is told so. */
static void
test_never_registering_is_named(void **state)
{
    (void)state;
    result.outcome = NDC_OUTCOME_NOT_BEGUN;

    judge(NDC_CLASS_MUST);

    assert_non_null(strstr(result.words, "never called NetDmaRegisterProvider"));
}

/* A driver that is refused on purpose need not come up. */
static void
test_a_refused_driver_is_no_crash(void **state)
{
    (void)state;
    happens(NDC_EVENT_SCRIPT_BEGIN, NDC_INTERFACE_2_0, 2 | 2 << 8, 0);
    happens(NDC_EVENT_ENTRY, 1, 0, 0);
    happens(NDC_EVENT_REGISTER, 2 | 112 << 16, 0x701FF, 2);
    happens(NDC_EVENT_FAULT_FIRED, 0, NDC_PLACE_NETDMA_REGISTER, 0);
    happens(NDC_EVENT_REGISTERED, UNSUCCESSFUL, 0, 0);
    happens(NDC_EVENT_ENTRY_DONE, 1, UNSUCCESSFUL, 0);
    happens(NDC_EVENT_SCRIPT_END, 0, 0, 0);
    result.outcome = NDC_OUTCOME_NOT_BEGUN;

    judge(NDC_CLASS_MUST);

    assert_int_equal(result.verdict, NDC_VERDICT_PASS);
    assert_string_equal(result.words, "");
}

/* Refused by nobody's plan: the same is a CRASH. */
static void
test_a_refusal_that_was_not_planned_is_a_crash(void **state)
{
    (void)state;
    happens(NDC_EVENT_SCRIPT_BEGIN, NDC_INTERFACE_2_0, 2 | 2 << 8, 0);
    happens(NDC_EVENT_ENTRY, 1, 0, 0);
    happens(NDC_EVENT_REGISTER, 2 | 112 << 16, 0x701FF, 2);
    happens(NDC_EVENT_REGISTERED, UNSUCCESSFUL, 0, 0);
    happens(NDC_EVENT_ENTRY_DONE, 1, UNSUCCESSFUL, 0);
    result.outcome = NDC_OUTCOME_NOT_BEGUN;

    judge(NDC_CLASS_MUST);

    assert_int_equal(result.verdict, NDC_VERDICT_CRASH);
    assert_string_equal(result.words, "NetDmaRegisterProvider returned 0xC0000001");
}

/* A planned fault that never fired is the script's mistake, not the vendor's. */
static void
test_an_unfired_fault_is_ours(void **state)
{
    (void)state;
    happens(NDC_EVENT_FAULT_UNFIRED, 0, 0, 0);

    judge(NDC_CLASS_MUST);

    assert_int_equal(result.verdict, NDC_VERDICT_HARNESS);
    assert_non_null(strstr(result.words, ndc_place_names[0]));
}

/* A dead process is a CRASH even when no rule was broken before; its words are kept. */
static void
test_a_death_is_a_crash(void **state)
{
    (void)state;
    result.outcome = NDC_OUTCOME_DIED;
    snprintf(result.words, sizeof result.words, "the process died of SIGSEGV");

    judge(NDC_CLASS_MUST);

    assert_int_equal(result.verdict, NDC_VERDICT_CRASH);
    assert_string_equal(result.words, "the process died of SIGSEGV");
}

/* Two runs with two traces are our bug unless the provider broke a rule. */
static void
test_a_difference_is_ours(void **state)
{
    (void)state;
    result.differs = true;

    judge(NDC_CLASS_MUST);

    assert_int_equal(result.verdict, NDC_VERDICT_HARNESS);
}

/* A broken claim fails a script of class must and only warns in one of class should. */
static void
test_claims_are_as_strong_as_their_script(void **state)
{
    (void)state;
    happens(NDC_EVENT_EXPECT_RETURN, NDC_ROUTINE_START, UNSUCCESSFUL, 0);

    judge(NDC_CLASS_MUST);
    assert_int_equal(result.verdict, NDC_VERDICT_FAIL);
    assert_true(result.finding_count > 0);
    assert_memory_equal(ndc_clauses[result.findings[0].clause].id, "CLAIM-", 6);

    judge(NDC_CLASS_SHOULD);
    assert_int_equal(result.verdict, NDC_VERDICT_WARN);
}

/* Judging is a pure function: the same trace again gives the same answer. */
static void
test_judging_twice_agrees(void **state)
{
    static struct ndc_case_result again;

    (void)state;
    happens(NDC_EVENT_EXPECT_RETURN, NDC_ROUTINE_START, UNSUCCESSFUL, 0);
    judge(NDC_CLASS_MUST);

    ndc_judge(events, trace.count, &(struct ndc_terms){.class = NDC_CLASS_MUST}, &again);

    assert_int_equal(again.verdict, result.verdict);
    assert_int_equal(again.digest, result.digest);
    assert_int_equal(again.finding_count, result.finding_count);
    assert_int_equal(again.findings[0].rule, result.findings[0].rule);
    assert_int_equal(again.findings[0].event, result.findings[0].event);
    assert_memory_equal(again.reached, result.reached, sizeof result.reached);
}

/* ---- sentences ---- */

static const struct ndc_name_table names = {
    .transfer_count = 2,
    .channel_count = 1,
    .transfers = {"A1", "A2"},
    .channels = {"c0"},
};

static void
assert_sentence(const char *template, const struct ndc_finding *finding, const char *wanted)
{
    const struct ndc_setting setting = {events, trace.count, &names};
    char sentence[200];

    ndc_sentence_fill(template, finding, &setting, sentence, sizeof sentence);
    assert_string_equal(sentence, wanted);
}

/* Placeholders become what the script calls its things. */
static void
test_placeholders_are_filled(void **state)
{
    const struct ndc_finding finding = {
        .channel = 0,
        .event = 1,
        .because = 0,
        .object = ndc_object_make(NDC_OBJECT_DESCRIPTOR, 1, 1),
        .seen = 7,
        .wanted = ndc_object_make(NDC_OBJECT_WORD, 0, 1),
    };

    (void)state;
    happens(NDC_EVENT_CALL, NDC_ROUTINE_RESET, 0, 0);
    happens(NDC_EVENT_ISR, 0, 0, 0);

    assert_sentence("The provider reported descriptor {object} after {channel} was reset", &finding,
                    "The provider reported descriptor A2 after c0 was reset");
    assert_sentence("{routine} at {moment}: {seen} of {wanted:object}", &finding,
                    "ResetChannel at tick 1: 7 of completion word of c0");
    assert_sentence("{seen:hex} {seen:state} {seen:version}", &finding, "0x7 Reserved 7 0.7");
}

/* What is no placeholder stays as it is, and nothing is written beyond the room. */
static void
test_other_braces_stay(void **state)
{
    const struct ndc_finding finding = {.object = NDC_OBJECT_NOTHING};
    const struct ndc_setting setting = {NULL, 0, NULL};
    char small[8];

    (void)state;
    assert_sentence("a {thing} and {", &finding, "a {thing} and {");

    ndc_sentence_fill("a long sentence", &finding, &setting, small, sizeof small);
    assert_string_equal(small, "a long ");
}

/* The script line of an event is the last one before it. */
static void
test_the_line_of_an_event(void **state)
{
    const struct ndc_setting setting = {events, 3, NULL};

    (void)state;
    happens(NDC_EVENT_SCRIPT_LINE, 12, 0, 0);
    happens(NDC_EVENT_CALL, 0, 0, 0);
    happens(NDC_EVENT_SCRIPT_LINE, 14, 1, 0);

    assert_int_equal(ndc_sentence_line(&setting, 1), 12);
    assert_int_equal(ndc_sentence_line(&setting, 2), 14);
}

/* ---- seals and sessions ---- */

/* No change of a result keeps its seal. */
static void
test_a_seal_covers_the_result(void **state)
{
    static struct ndc_desk_slot slot;
    uint64_t seal;

    (void)state;
    slot = (struct ndc_desk_slot){.index = 3, .result = {.verdict = NDC_VERDICT_FAIL}};
    seal = ndc_desk_seal(&slot, 99);

    assert_int_equal(ndc_desk_seal(&slot, 99), seal);
    assert_int_not_equal(ndc_desk_seal(&slot, 98), seal);
    slot.result.verdict = NDC_VERDICT_PASS;
    assert_int_not_equal(ndc_desk_seal(&slot, 99), seal);
}

static const char script[] = "scenario small\n"
                             "about    One copy.\n"
                             "class    must\n"
                             "cites    START-02\n"
                             "\n"
                             "channel  c0\n"
                             "copy     A1  64 bytes  status irq\n"
                             "chain    A = A1\n"
                             "\n"
                             "call     StartDma c0 A               -> SUCCESS\n"
                             "run      until idle\n"
                             "expect   copied A\n";

/* A provider that cannot be loaded gives every case a verdict in words, and the run ends. */
static void
test_a_provider_that_does_not_load(void **state)
{
    struct ndc_scenario *scenario = calloc(1, ndc_scenario_size());
    struct ndc_provider provider = {.name = "gone", .object = "/nowhere/gone.so"};
    struct ndc_session_config config = {.provider = &provider, .jobs = 2};
    static struct ndc_case_result results[3];
    struct ndc_case cases[3];
    struct ndc_error error = {.text = ""};

    (void)state;
    assert_int_equal(ndc_scenario_parse(scenario, script, strlen(script), "small.scn", &error), 0);
    for (int i = 0; i < 3; i++)
        cases[i] = (struct ndc_case){.scenario = scenario, .interface_version = NDC_INTERFACE_2_0};

    assert_int_equal(ndc_session_run(&config, cases, 3, results, &error), 0);

    for (int i = 0; i < 3; i++) {
        assert_int_equal(results[i].verdict, NDC_VERDICT_CRASH);
        assert_non_null(strstr(results[i].words, "gone.so cannot be loaded because"));
    }
    ndc_session_release(results, 3);
    free(scenario);
}

/* Nothing to run is no error. */
static void
test_no_cases(void **state)
{
    struct ndc_provider provider = {.name = "gone", .object = "/nowhere/gone.so"};
    struct ndc_session_config config = {.provider = &provider, .jobs = 1};
    struct ndc_error error = {.text = ""};

    (void)state;
    assert_int_equal(ndc_session_run(&config, NULL, 0, &result, &error), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_limit_is_a_hang, fresh),
        cmocka_unit_test_setup(test_a_bug_check_is_a_crash, fresh),
        cmocka_unit_test_setup(test_the_failed_step_is_named, fresh),
        cmocka_unit_test_setup(test_never_registering_is_named, fresh),
        cmocka_unit_test_setup(test_a_refused_driver_is_no_crash, fresh),
        cmocka_unit_test_setup(test_a_refusal_that_was_not_planned_is_a_crash, fresh),
        cmocka_unit_test_setup(test_an_unfired_fault_is_ours, fresh),
        cmocka_unit_test_setup(test_a_death_is_a_crash, fresh),
        cmocka_unit_test_setup(test_a_difference_is_ours, fresh),
        cmocka_unit_test_setup(test_claims_are_as_strong_as_their_script, fresh),
        cmocka_unit_test_setup(test_judging_twice_agrees, fresh),
        cmocka_unit_test_setup(test_placeholders_are_filled, fresh),
        cmocka_unit_test_setup(test_other_braces_stay, fresh),
        cmocka_unit_test_setup(test_the_line_of_an_event, fresh),
        cmocka_unit_test_setup(test_a_seal_covers_the_result, fresh),
        cmocka_unit_test_setup(test_a_provider_that_does_not_load, fresh),
        cmocka_unit_test_setup(test_no_cases, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
