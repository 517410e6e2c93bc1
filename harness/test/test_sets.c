/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Promise: on every trace the exact state is among the possible ones, and hiding events turns no
 * pass into a failure; and when the two evaluators do differ, that is said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model_play_whole.h"
#include "run/run.h"
#include "run/sets.h"

static struct play play;
static struct ndc_model model;

static const char *const lines[] = {
    "S123 r1 r2 R3 A45 r4 R5 q",
    "v2 S123 r1 r2 R3 A45 r4 R5 q D1=1 D4=1",
    "t2=0x38:0 t3=0:64 S1234 r1 r2 r3 R4 q",
    "S123 r1 f2 m2 P( o2:2 ) p2 U F2 R3 A4 F3 R4 q",
    "S123 r1 B( w1:3 ) S45 r4 R5 q D2=0",
    "S123 r1 Z( w1:3 ) S45 r4 R5 A67 r6 R7 q D2=0",
    "S123 f1 m1 S45( o1:0 ) r4 R5 A6 F5 R6 q",
    "S12 r1 h:3:4 w1:3 B S3 R3 q",
    "t1=9:64 t2=9:64 S12 r1 g1 k1 K1 R2 g2 k2 K2 Ei2 Es2:1 q",
    "L S123 r1 r2 R3 l L S123 r1 r2 R3 q",
    "v2 t1=0x18:8192 t2=0x48:64 S123 r1 r2 R3 A456 r4 r5 R6 A7 R7 q",
    "c1 S12 r1 c0 S34 r3 R4 A5 R5 c1 R2 A6 R6 q",
    "S1234 r1 P( w1:2 ) p1 u213 i35 U F1 r3 r5 R4 q",
    "S12 r1 P( w1:2 ) p1 U F1 R2 q",
    "S1 R1 P p1 U A2 R2 q",
    "S12( f1 m1 o1:0 R2 ) q",
};

static void
test_the_evaluators_agree(void **state)
{
    const struct ndc_finding *findings;
    struct ndc_error error = {0};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        play_make_whole(&play, lines[i]);

        int result = ndc_sets_compare(play.events, play.count, 0, ndc_hidings(), &error);

        if (result != 0)
            print_error("'%s': %s\n", lines[i], error.text);
        assert_int_equal(result, 0);
        play_judge(&model, &play);
        assert_int_equal(ndc_model_findings(&model, &findings), 0); /* so all of it was compared */
    }
}

/* A descriptor done before the one in front of it, which no rule about one event forbids. */
static void
test_a_lost_state_is_said(void **state)
{
    struct ndc_error error = {0};

    (void)state;
    play_make_whole(&play, "t1=0x20:0 t2=0x20:0 t3=0x20:0 S123 d3 d2 d2 d2 d2 d2");

    int result = ndc_sets_compare(play.events, play.count, 0, ndc_hidings(), &error);

    assert_int_equal(result, -1);
    assert_non_null(strstr(error.text,
                           "with some events hidden the set evaluator has lost the state of "
                           "c0 at event"));
}

static void
test_each_way_of_judging_has_a_word(void **state)
{
    static const char *const words[] = {"exact", "both", "hidden", "bridge"};
    enum ndc_judging before = ndc_judging();
    struct ndc_error error = {0};

    (void)state;
    for (unsigned i = 0; i < 4; i++) {
        assert_int_equal(ndc_judging_read(words[i], &error), 0);
        assert_int_equal(ndc_judging(), i);
    }
    assert_int_equal(ndc_judging_read("nicely", &error), -1);
    assert_string_equal(error.text,
                        "'nicely' is no way to judge; there are exact, both, hidden, bridge");
    ndc_judging_set(before);
}

static void
judge(const char *line, enum ndc_judging how, struct ndc_case_result *result)
{
    const struct ndc_terms terms = {.class = NDC_CLASS_MUST};
    enum ndc_judging before = ndc_judging();

    play_make_whole(&play, line);
    memset(result, 0, sizeof *result);
    ndc_judging_set(how);
    ndc_judge(play.events, play.count, &terms, result);
    ndc_judging_set(before);
}

static bool
has(const struct ndc_case_result *result, const char *clause)
{
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (result->findings[i].clause == ndc_clause_find(clause))
            return true;
    return false;
}

/* What only the engine shows is not found when it is hidden; what the word shows is. */
static void
test_hidden_judges_by_what_is_seen(void **state)
{
    static struct ndc_case_result exact, hidden;

    (void)state;
    judge("S12 r1 f1", NDC_JUDGING_EXACT, &exact);
    judge("S12 r1 f1", NDC_JUDGING_HIDDEN, &hidden);
    assert_true(has(&exact, "START-03"));
    assert_false(has(&hidden, "START-03"));

    judge("S12 r1 Z q", NDC_JUDGING_BRIDGE, &hidden);
    assert_false(has(&hidden, "RESET-02")); /* the word may not have been looked at */
    judge("S123 r1 Z q", NDC_JUDGING_HIDDEN, &hidden);
    assert_true(has(&hidden, "RESET-02"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_evaluators_agree),
        cmocka_unit_test(test_a_lost_state_is_said),
        cmocka_unit_test(test_each_way_of_judging_has_a_word),
        cmocka_unit_test(test_hidden_judges_by_what_is_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
