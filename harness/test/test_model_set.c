/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The set evaluator: what each event makes of the possible states, and which rules it finds broken
 * when the engine and the kernel are hidden. The language of the traces is in model_play.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/set_state.h"
#include "model_play.h"

static struct ndc_set set;
static struct ndc_model model;
static struct play play;

/* Judges what of a trace is seen. */
static void
judge(const char *line, struct ndc_seen seen)
{
    play_make(&play, line);
    ndc_set_reset(&set, seen);
    for (uint32_t i = 0; i < play.count; i++)
        if (ndc_is_complete(&seen, play.events[i].kind))
            ndc_set_take(&set, &play.events[i], i);
}

static const char *
possible_modes(void)
{
    static char modes[NDC_MODES + 1];
    unsigned count = 0;

    for (unsigned mode = 0; mode < NDC_MODES; mode++)
        if (!ndc_span_empty(set.channels[0].span[mode]))
            modes[count++] = "UFRISHE"[mode];
    modes[count] = '\0';
    return modes;
}

static bool
finds(const char *clause)
{
    const struct ndc_finding *findings;
    uint32_t count = ndc_set_findings(&set, &findings);
    int row = ndc_clause_find(clause);

    assert_true(row >= 0);
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].clause == row)
            return true;
    return false;
}

/* ---- moves ---- */

/* After the trace these modes are possible, with so many of the list done. */
struct move_case {
    const char *line;
    const char *modes;
    uint32_t least, most;
};

static void
assert_moves(const struct move_case *cases, size_t count, struct ndc_seen seen)
{
    for (size_t i = 0; i < count; i++) {
        judge(cases[i].line, seen);

        struct ndc_span done = ndc_set_done(&set, 0, ~0u);
        if (strcmp(possible_modes(), cases[i].modes) != 0 || done.least != cases[i].least ||
            done.most != cases[i].most)
            print_error("'%s': %s %u to %u\n", cases[i].line, possible_modes(), done.least,
                        done.most);
        assert_string_equal(possible_modes(), cases[i].modes);
        assert_int_equal(done.least, cases[i].least);
        assert_int_equal(done.most, cases[i].most);
    }
}

#define ASSERT_MOVES(cases, seen) assert_moves(cases, sizeof(cases) / sizeof(cases)[0], seen)

static void
test_a_seen_move_moves_the_set(void **state)
{
    static const struct move_case cases[] = {
        {"", "U", 0, 0},
        {"L", "F", 0, 0},
        {"S123", "R", 0, 0},
        {"S123 r1 r2", "R", 2, 2},
        {"S123 r1 r2 R3", "I", 3, 3},
        {"S1 R1 A2", "R", 1, 1},
        {"S12 f1 m1 P( o1:2 ) p1", "S", 1, 1},
        {"S12 r1 P( w1:2 ) p1 U", "R", 1, 1},
        {"S12 r1 h:3:4 w1:3", "E", 1, 1},
        {"S12 r1 B( w1:3 )", "H", 0, 0},
        {"S12 r1 Z( w1:3 )", "F", 0, 0},
        {"S1 R1 l", "U", 0, 0},
        {"S12 r1 S3( )!", "R", 1, 1},
        {"S12 r1 S34( f2 m2 o2:0 r3 )", "R", 1, 1},
    };

    (void)state;
    ASSERT_MOVES(cases, ndc_seen_in_process());
}

/* Hidden: a running list may have come further, be idle, or have halted with an error. */
static void
test_a_hidden_move_is_closed_over(void **state)
{
    static const struct move_case cases[] = {
        {"L", "F", 0, 0},
        {"t1=0:64 t2=0:64 S12", "RIE", 0, 2},
        {"t1=0:64 t2=0:64 S12 B", "H", 0, 0},
        {"t1=0:64 t2=0:64 S12 Z", "F", 0, 0},
        {"t1=0:64 t2=0:64 S12 P", "SE", 0, 2},
        {"t1=0:64 t2=0:64 S12 P U", "RIE", 0, 2},
        {"t1=0:64 t2=0:64 S12 P( )!", "RIE", 0, 2},
        {"t1=0:64 S1 A2( )!", "RIE", 0, 1},
        {"t1=0:64 t2=0:64 S1 A2", "RIE", 0, 2},
        {"t1=0:64 t2=0:64 t3=0:64 S12 S3", "RIE", 0, 1},
        {"t1=0:64 t2=0:64 S12( )!", "F", 0, 0},
        {"t1=0:64 t2=0:64 S12 B S3( )!", "H", 0, 0},
    };

    (void)state;
    ASSERT_MOVES(cases, ndc_seen_bridge());
}

/* Which descriptors are done is said by the word, NetDmaIsr, NetDmaInterruptDpc and Suspend. */
static void
test_what_is_seen_drops_states(void **state)
{
    static const struct move_case cases[] = {
        {"S123 r1", "RIE", 1, 3},
        {"S123 r1 r2", "RIE", 2, 3},
        {"S123 r1 r2 R3", "I", 3, 3},
        {"t1=1:64 t2=0:64 t3=0:64 S123 n1 g1 k1", "RIE", 1, 3},
        {"t1=1:64 t2=1:64 t3=0:64 S123 n1 n2 g2 k1 K2", "RIE", 2, 3},
        {"t2=0:64 S12( r1 )", "RIE", 1, 2},
        {"t2=0:64 S1 A23( R1 r2 w2:0 )", "RIE", 2, 3},
    };

    (void)state;
    ASSERT_MOVES(cases, ndc_seen_bridge());
}

/* When a word is seen at once, the engine is never more than one descriptor ahead of it. */
static void
test_a_prompt_word_bounds_the_progress(void **state)
{
    static const struct move_case cases[] = {
        {"S123", "RE", 0, 1},
        {"S123 r1", "RE", 1, 2},
        {"S123 r1 r2", "RIE", 2, 3},
        {"t2=0:64 S1234 r1", "RE", 1, 3},
        {"S123 r1 A45", "RE", 1, 2},
        {"S123 r1 P( w1:2 )", "SE", 1, 2},
        {"S123 r1 P( w1:2 ) p1", "SE", 1, 2}, /* E: it may have halted at 2 */
        {"S123 r1 P( w1:2 ) p1 u213", "SE", 1, 1},
        {"S123 r1 P( w1:2 ) p1 i14", "SE", 1, 2},
        {"S123 r1 y:5", "RIE", 1, 3}, /* no word is believed after such a fault */
    };

    (void)state;
    ASSERT_MOVES(cases, ndc_seen_bridge_emulated());
}

/* Silence is seen: what runs would have finished. */
static void
test_quiet_drops_what_still_runs(void **state)
{
    static const struct move_case cases[] = {
        {"t1=0:64 t2=0:64 S12 q", "IE", 0, 2},
        {"t1=0:64 t2=0:64 S12 P q", "SE", 0, 2},
        {"t1=0:64 t2=0:64 S12 y:6 q", "RIE", 0, 2},
    };

    (void)state;
    ASSERT_MOVES(cases, ndc_seen_bridge());
}

static void
test_an_edit_behind_the_engine_widens(void **state)
{
    (void)state;

    judge("t1=0:64 t2=0:64 t3=0:64 S123 P i14", ndc_seen_bridge());

    assert_true(set.channels[0].scattered);
    assert_false(ndc_set_order_holds(&set, 0));
}

/* ---- rules ---- */

struct rule_case {
    const char *clause;
    const char *kept;
    const char *broken;
};

static const struct rule_case word_cases[] = {
    {"COMPL-03", "S123 r1 r2 R3 q", "S123 x2:0"},
    {"COMPL-13", "S123 r1 r2 R3 q", "S123 x3:1"},
    {"COMPL-13", "S12 r1 R2 q", "t1=0:4096 S12 f1 m1 d1 D1=2 f2 m2 o2:1"},
    {"COMPL-04", "S12 r1 R2 q", "S12 n1 w1:6"},
    {"COMPL-11", "S12 r1 R2 q", "S12 n1 w1:0x10"},
    {"COMPL-09", "S12 w0:4 r1 R2 q", "S12 r1 w0:4"},
    {"COMPL-05", "S12 r1 R2 q", "S12 r1 n2 w2:0"},
    {"COMPL-05", "S1 f1 m1 A2( o1:0 F1 R2 ) q", NULL},
    {"COMPL-06", "S1 f1 m1 A2 o1:1 F1 R2 q", "S12 R1"},
    {"COMPL-07", "S12 f1 m1 P( o1:2 ) p1", "S12 r1 w1:2"},
    {"COMPL-07", "S1( w0:2 R1 ) q", "t1=0:64 S1( w0:2 ) n1 q"},
    {"COMPL-15", "S12 r1 R2 q", "S12 r1 n2 w2:1 w1:0"},
    {"COMPL-02", "t1=0:64 S12 r1 R2 q", "t1=0:64 S12 n1 w1:0"},
    {"COMPL-01", "S12 r1 R2 q", "S12 r1 n2 q"},
    {"COMPL-14", "S12 f1 m1 d1 w1:0 R2 q", "S12 f1 m1 d1 D1=0 w1:0"},
    {"COMPL-17", "S1 R1 q", "S1 R1 s"},
    {"SUSP-05", "S12 r1 P( w1:2 ) p1 U F1 R2 q", "S123 r1 P( w1:2 ) p1 r2 R3"},
    {"ABORT-05", "S12 f1 B( w0:3 ) q", "S12 r1 B( w1:3 ) f2 m2 d2 w2:1"},
    {"RESET-03", "S12 r1 Z( w1:3 ) q", "S12 r1 Z( w1:3 ) w1:3"},
};

static const struct rule_case call_cases[] = {
    {"START-12", "S1( )0xC000009A", "S1( )0xC00000BB"},
    {"APPEND-11", "S1 A2( )! R1 q", "S1 A2( )0xC000009A"},
    {"SUSP-07", "S12 P( )! r1 R2 q", "S12 P( )0xC00000BB"},
    {"SUSP-07", "S12 P( )! r1 R2 q", "S12 P( !:0"},
    {"SUSP-02", "S123 f1 m1 P( o1:2 ) p1", "S123 f1 m1 P( o1:2 ) p3"},
    {"SUSP-02", "S12 P p0", "S123 r1 P( w1:2 ) p0"},
    {"SUSP-03", "S123 f1 m1 P( o1:2 ) p1", "S123 r1 P p1"},
    {"SUSP-04", "S123 f1 m1 P( o1:2 ) p1", "S1234 r1 r2 P( w2:2 ) p1"},
    {"ABORT-03", "S123 r1 B( w1:3 ) q", "S123 r1 B q"},
    {"ABORT-04", "S12 B( w0:3 ) S3 R3 q", "S12 B( w0:3 ) S3( )!"},
    {"RESET-02", "S123 r1 Z( w1:3 ) q", "S123 r1 Z q"},
    {"RESET-05", "S12 r1 Z( w1:3 ) S3 R3 q", "S12 r1 Z( w1:3 ) S3( )!"},
    {"REG-08", "S12 B( w0:3 ) Z( ) q", "S12 B( w0:3 ) Z( )!"},
    {"RESUME-05", "S12 r1 P( w1:2 ) p1 U( )! q", "S12 r1 P( w1:2 ) p1 U( )0xC00000BB"},
};

static const struct rule_case told_cases[] = {
    {"DESC-01", "S1 R1 q", "S1 R1 D1=1:4"},
    {"DESC-01", "S1 R1 q", "S1 R1 D1=2"},
    {"DESC-03", "S1 R1 q", "S1 R1 j1=0x80"},
    {"CLAIM-04", "S1 R1 Ec1", "S1 f1 D1=2 Ec1"},
    {"CLAIM-04", "t1=0x28:0 S1 R1 Ec1", "t2=0x28:0 S123 Ec3"},
    {"CLAIM-06", "t1=9:64 S1 Ni2 R1 g1 k1 K1 q", "t1=9:64 S12 Ni2 r1 g1 k2"},
    {"INT-05", "t1=9:64 S1 R1 g1 k1 K1 q", "t1=9:64 S123 r1 g1 k3"},
    {"INT-05", "t1=9:64 S12 r1 S3 g1 k1 R3 q", "t1=9:64 S12 r1 B( w1:3 ) k1"},
    {"INT-10", "t1=9:64 S1 R1 g1 k1 K1 q", "t1=9:64 S123 r1 g1 k1 K3"},
    {"INT-10", "t1=9:64 t2=9:64 S12 r1 R2 g2 k2 K2 q", "t1=9:64 t2=9:64 S12 r1 R2 g2 k2 K2 K1"},
    {"RESET-04", "t3=9:64 S1 Z( w0:3 ) S3 R3 k3 K3 q", "t1=9:64 S12 r1 Z( w1:3 ) S3 k1"},
};

static const struct rule_case quiet_cases[] = {
    {"START-15", "S1 R1 q", "S1 q"},
    {"APPEND-06", "S1 R1 A23 r2 R3 q", "S1 R1 A23 r2 q"},
    {"RESUME-02", "S123 r1 P( w1:2 ) p1 i14 U F1 r4 r2 R3 q", "S123 r1 P( w1:2 ) p1 i14 U F1 r4 q"},
    {"RESUME-07", "v2 S12 r1 P( w1:2 ) p1 U F1 R2 q", "v2 S12 r1 P( w1:2 ) p1 U F1 q"},
    {"SUSP-09", "S123 r1 P( )! r2 R3 q", "S123 r1 P( )! q"},
    {"INT-03", "t1=9:64 S1 R1 g1 k1 K1 q", "t1=9:64 S1 R1 g1 q"},
    {"INT-13", "t1=9:64 S1 R1 g1 k1 K1 q", "t1=9:64 S1 R1 g1 k1 q"},
    {"INT-14", "t1=9:64 S1 R1 g1 k1 K1 q", "t1=9:64 t2=9:64 S1 R1 g1 k1 K1 A2 R2 g2 q"},
};

static bool
exact_finds(const char *clause)
{
    const struct ndc_finding *findings;

    play_judge(&model, &play);
    uint32_t count = ndc_model_findings(&model, &findings);
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].clause == ndc_clause_find(clause))
            return true;
    return false;
}

/* Hidden engine and kernel: the one is not found broken, the other is, as the exact one finds it.
 */
static void
assert_rules(const struct rule_case *cases, size_t count)
{
    unsigned failures = 0;

    for (size_t i = 0; i < count; i++) {
        judge(cases[i].kept, ndc_seen_bridge_emulated());
        if (finds(cases[i].clause) && ++failures)
            print_error("%s: found in '%s'\n", cases[i].clause, cases[i].kept);
        if (cases[i].broken == NULL)
            continue;
        judge(cases[i].broken, ndc_seen_bridge_emulated());
        if (!finds(cases[i].clause) && ++failures)
            print_error("%s: not found in '%s'\n", cases[i].clause, cases[i].broken);
    }
    assert_int_equal(failures, 0);
}

#define RULE_TEST(name)                                                           \
    static void test_##name(void **state)                                         \
    {                                                                             \
        (void)state;                                                              \
        assert_rules(name##_cases, sizeof name##_cases / sizeof name##_cases[0]); \
    }

RULE_TEST(word)
RULE_TEST(call)
RULE_TEST(told)
RULE_TEST(quiet)

/* With nothing hidden it finds nothing in what the exact one keeps, and less at most elsewhere. */
static void
assert_as_exact(const struct rule_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *lines[] = {cases[i].kept, cases[i].broken};
        for (unsigned k = 0; k < 2 && lines[k] != NULL; k++) {
            judge(lines[k], ndc_seen_in_process());
            if (finds(cases[i].clause) && !exact_finds(cases[i].clause))
                print_error("%s: the exact one does not find it in '%s'\n", cases[i].clause,
                            lines[k]);
            assert_true(!finds(cases[i].clause) || exact_finds(cases[i].clause));
        }
    }
}

static void
test_with_nothing_hidden_it_finds_no_more_than_the_exact_one(void **state)
{
    (void)state;
    assert_as_exact(word_cases, sizeof word_cases / sizeof word_cases[0]);
    assert_as_exact(call_cases, sizeof call_cases / sizeof call_cases[0]);
    assert_as_exact(told_cases, sizeof told_cases / sizeof told_cases[0]);
    assert_as_exact(quiet_cases, sizeof quiet_cases / sizeof quiet_cases[0]);
}

static void
test_a_finding_names_rule_event_and_earlier_event(void **state)
{
    const struct ndc_finding *findings;

    (void)state;

    judge("S12 r1 Z( w1:3 ) S3( )!", ndc_seen_bridge_emulated());

    const struct ndc_finding *finding = NULL;
    uint32_t count = ndc_set_findings(&set, &findings);
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].clause == ndc_clause_find("RESET-05"))
            finding = &findings[i];
    assert_non_null(finding);
    assert_int_equal(ndc_rules[finding->rule].clause, finding->clause);
    assert_int_equal(finding->event, play.count - 1);
    assert_int_equal(finding->channel, 0);
    assert_int_equal(play.events[finding->because].kind, NDC_EVENT_RETURN);
    assert_int_equal(play.events[finding->because].a, NDC_ROUTINE_RESET);
}

/* A late word was written before the call that outdates it: only a real engine's may be. */
static void
test_late_words_are_given_the_benefit(void **state)
{
    (void)state;

    judge("S12 r1 Z( ) w1:3", ndc_seen_bridge());
    assert_false(finds("RESET-03"));

    judge("S12 r1 Z( ) w1:3", ndc_seen_bridge_emulated());
    assert_true(finds("RESET-03"));

    judge("S12 r1 Z( ) w1:3 w1:3", ndc_seen_bridge());
    assert_true(finds("RESET-03")); /* a second one is new */
}

static void
test_a_rule_is_asked_for_the_versions_it_binds(void **state)
{
    (void)state;

    judge("S12 r1 P( w1:2 ) p1 U F1 q", ndc_seen_bridge_emulated());
    assert_false(finds("RESUME-07"));

    judge("v2 S12 r1 P( w1:2 ) p1 U F1 q", ndc_seen_bridge_emulated());
    assert_true(finds("RESUME-07"));
}

/* ---- evidence ---- */

/* Of a hidden kind an event may still be seen: it counts, its absence does not. */
static void
test_an_event_of_a_hidden_kind_is_evidence(void **state)
{
    struct ndc_seen seen = ndc_seen_bridge();

    (void)state;
    play_make(&play, "t1=0:64 t2=0:64 t3=0:64 S123 d2");

    ndc_set_reset(&set, seen);
    for (uint32_t i = 0; i < play.count; i++)
        ndc_set_take(&set, &play.events[i], i);

    assert_int_equal(ndc_set_done(&set, 0, ~0u).least, 2);
    assert_int_equal(ndc_set_done(&set, 0, ~0u).most, 3);
}

static void
test_holds_the_exact_state(void **state)
{
    (void)state;
    judge("t1=0:64 t2=0:64 S12", ndc_seen_bridge());

    assert_true(ndc_set_holds(&set, 0, (struct ndc_projection){NDC_MODE_R, true, 1}));
    assert_true(ndc_set_holds(&set, 0, (struct ndc_projection){NDC_MODE_I, true, 2}));
    assert_false(ndc_set_holds(&set, 0, (struct ndc_projection){NDC_MODE_I, true, 1}));
    assert_false(ndc_set_holds(&set, 0, (struct ndc_projection){NDC_MODE_S, true, 1}));
    assert_false(ndc_set_holds(&set, 0, (struct ndc_projection){NDC_MODE_F, false, 0}));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_seen_move_moves_the_set),
        cmocka_unit_test(test_a_hidden_move_is_closed_over),
        cmocka_unit_test(test_what_is_seen_drops_states),
        cmocka_unit_test(test_a_prompt_word_bounds_the_progress),
        cmocka_unit_test(test_quiet_drops_what_still_runs),
        cmocka_unit_test(test_an_edit_behind_the_engine_widens),
        cmocka_unit_test(test_word),
        cmocka_unit_test(test_call),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_quiet),
        cmocka_unit_test(test_with_nothing_hidden_it_finds_no_more_than_the_exact_one),
        cmocka_unit_test(test_a_finding_names_rule_event_and_earlier_event),
        cmocka_unit_test(test_late_words_are_given_the_benefit),
        cmocka_unit_test(test_a_rule_is_asked_for_the_versions_it_binds),
        cmocka_unit_test(test_an_event_of_a_hidden_kind_is_evidence),
        cmocka_unit_test(test_holds_the_exact_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
