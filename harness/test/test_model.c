/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The judge as a whole: what is unusual but right is kept, a finding names its events, long lists
 * are followed, a reset is cheap. Rule by rule: test_model_rules.c.
 */
#include "model_check.h"

/* Unusual and right: no finding of these groups. */
static const char *const allowed_lines[] = {
    "S12 r1 R2 A3 F2 R3 q",                       /* 1.x append to an idle channel */
    "S1 f1 m1 A2 o1:1 F1 R2 q",                   /* the batch came too late for the word */
    "S1 f1 m1 A2( o1:1 F1 f2 m2 ) o2:1 q",        /* and runs before the call returns */
    "S1( R1 ) A2( R2 ) q",                        /* everything done inside the calls */
    "v2 S1 f1 m1 A2( o1:0 f2 m2 o2:1 ) q",        /* counted in time */
    "S12 r1 S34( f2 m2 o2:0 f3 m3 ) o3:0 R4 q",   /* overtaken; the engine was quicker */
    "S12 f1 m1 P( o1:2 ) p1 U F1 f2 m2 o2:1 q",   /* suspend and resume */
    "S12 P p0 U r1 R2 q",                         /* nothing done yet */
    "S1 f1 m1 P( o1:2 ) p1 U F1 w1:1 q",          /* the word is brought up to date */
    "t1=0:64 S12 n1 D1=1 P( w1:2 ) p1 U F1 R2 q", /* a write is allowed */
    "S12 f1 B( w0:3 ) S3 R3 q D1=2 D2=0",         /* zero; the data may be in part */
    "S12 r1 f2 B( w2:3 ) S3 R3 q",                /* the interrupted one */
    "S12 f1 y:4 m1 o1:7 f2 m2 o2:1 q",            /* a fault explains the code */
    "S12 y:7 h:3:1 w0:3 q",                       /* and the halt */
    "S12 y:7 h:3:1 w0:3 Z( w0:3 ) S12 r1 R2 q",   /* after a reset all is well again */
    "S1 f1 y:6 y:6 m1 o1:1 q",                    /* a stall that ends */
    "S12 f1 y:6 q",                               /* a stall that does not */
    "S1 R1 B( w1:3 ) S2 R2 q",                    /* abort of an idle channel */
    "S12 r1 w1:0 R2 q",                           /* the same word again */
    "v2 S12 r1 P( w1:2 ) p1 i13 U F1 r3 q",       /* a provider cannot count what was put in */
    "S1 A2( )! f1 m1 o1:0 f2 m2 o2:1 q",          /* refused, but linked already (1.x) */
    "S1 R1 S1 R1 A1 R1 q",                        /* one transfer in many lives */
    "S1 No1 R1 S1 R1 k1 K1 q",                    /* "other than" means each life */
    "v2 S12 r1 P( w1:2 ) p1 A3 U( F1 ) r2 R3 q",  /* a resume reads again, the append did not */
    "c1 S1 c0 S2 c1 R1 c0 R2 q",                  /* two channels; channel 1 is judged apart */
};

static void
test_allowed(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < sizeof allowed_lines / sizeof allowed_lines[0]; i++) {
        play_twice(allowed_lines[i]);
        failures += count_findings("allowed", allowed_lines[i]);
    }
    assert_int_equal(failures, 0);
}

static void
test_a_finding_names_its_events(void **state)
{
    static struct play play;
    const struct ndc_finding *findings;

    /* given a reset, and then work on a descriptor from before */
    (void)state;
    play_make(&play, "S12 r1 Z( w1:3 ) S3 r3 f2");

    /* when */
    play_judge(&model, &play);

    /* then the finding names both events and the thing */
    int clause = ndc_clause_find("ndma-reset-04");
    uint32_t count = ndc_model_findings(&model, &findings);
    for (uint32_t i = 0; i < count; i++) {
        if (findings[i].clause != clause)
            continue;
        assert_int_equal(findings[i].event, play.count - 1);
        assert_int_equal(play.events[findings[i].because].kind, NDC_EVENT_RETURN);
        assert_int_equal(play.events[findings[i].because].a, NDC_ROUTINE_RESET);
        assert_int_equal(ndc_object_index(findings[i].object), 2);
        assert_int_equal(findings[i].channel, 0);
        return;
    }
    fail_msg("RESET-04 was not found");
}

static void
test_a_rule_is_told_once_for_a_channel(void **state)
{
    static struct play play;
    unsigned told = 0;

    (void)state;
    play_make(&play, "S12 r1 R2 f0 f0 f0");

    play_judge(&model, &play);

    for (uint32_t i = 0; i < model.finding_count; i++)
        told += model.findings[i].clause == ndc_clause_find("START-04");
    assert_int_equal(told, 1);
}

static void
test_clauses_are_all_there(void **state)
{
    (void)state;
    assert_int_equal(ndc_clause_find("no-such"), -1);
    assert_int_equal(ndc_clause_find("START-030"), -1);
    assert_int_equal(ndc_clause_find("START-0"), -1);
    assert_string_equal(ndc_clauses[ndc_clause_find("start-03")].id, "START-03");
    assert_string_equal(ndc_clauses[ndc_clause_find("NDMA-GEN-07")].id, "GEN-07");
    assert_non_null(ndc_clauses[ndc_clause_find("GEN-07")].untestable);
    assert_true(ndc_clauses[ndc_clause_find("RESET-04")].judged);
    assert_true(ndc_clause_count >= 268);
    assert_true(ndc_rule_count <= 64 * 16);
}

/* A reset must not cost what the rings cost. */
static void
test_reset_is_cheap(void **state)
{
    (void)state;
    assert_true(offsetof(struct ndc_model, like) <= 16384);
}

/* More descriptors than are remembered, in one list. */
static void
test_long_lists_wrap(void **state)
{
    static struct play play;
    uint32_t index = 0;

    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        play_make(&play, round == 0 ? "S1 R1 " : "");
        if (round != 0) {
            play.allocated[0] = true;
            play.tail[0] = 9;
            play.count = 0;
            for (unsigned i = 0; i < 10; i++)
                play.life[i] = round;
            char words[] = "A123456789";
            play_say(&play, round == 1 ? "S123456789" : words);
            for (const char *word = "r1\0r2\0r3\0r4\0r5\0r6\0r7\0r8\0R9\0"; *word != 0; word += 3)
                play_say(&play, word);
        }
        if (round == 0)
            ndc_model_reset(&model);
        for (uint32_t i = 0; i < play.count; i++)
            ndc_model_take(&model, &play.events[i], index++);
    }

    assert_int_equal(count_findings("long list", "A123456789 ..."), 0);
    assert_int_equal(model.channels[0].done, 9 * 2999);
    assert_int_equal(model.channels[0].mode, NDC_MODE_I);
}

/*
 * INT-06: a channel that shares the interrupt and had nothing to tell gets its DPC where it likes;
 * the one that NetDmaIsr was called for does not.
 */
static void
test_a_dpc_belongs_to_a_call(void **state)
{
    static struct play play;
    int clause = ndc_clause_find("INT-06");

    (void)state;
    for (unsigned first = 1; first <= 2; first++) {
        play_make(&play, "t1=9:64 S1 R1 g1");
        play_nowhere(&play, NDC_EVENT_INTERRUPT, 0);
        PLAY(&play, ISR, PLAY_ADDRESS(1), play_object(&play, 1), NDC_HANDLE_GOOD, 2);
        PLAY(&play, DPC_QUEUE, 0, first, 1);
        PLAY(&play, DPC_QUEUE, 1, 1, 1);

        play_judge(&model, &play);

        assert_int_equal(was_broken(clause), first != 2);
    }
}

/* DCA-12: a channel that shares an interrupt is looked at along, also behind a context change. */
static void
test_a_context_change_may_be_seen_along(void **state)
{
    static struct play play;
    int clause = ndc_clause_find("DCA-12");

    (void)state;
    for (unsigned shared = 0; shared <= 1; shared++) {
        play_make(&play, "v2d t1=0xFF000001:3 S1 f1 @D:3 d1");
        if (shared)
            play_nowhere(&play, NDC_EVENT_INTERRUPT, 0);
        PLAY(&play, ISR, PLAY_ADDRESS(1), play_object(&play, 1), NDC_HANDLE_GOOD, 2);
        PLAY(&play, DPC, PLAY_ADDRESS(1), play_object(&play, 1), NDC_HANDLE_GOOD);

        play_judge(&model, &play);

        assert_int_equal(was_broken(clause), !shared);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allowed),
        cmocka_unit_test(test_a_finding_names_its_events),
        cmocka_unit_test(test_a_rule_is_told_once_for_a_channel),
        cmocka_unit_test(test_clauses_are_all_there),
        cmocka_unit_test(test_reset_is_cheap),
        cmocka_unit_test(test_long_lists_wrap),
        cmocka_unit_test(test_a_dpc_belongs_to_a_call),
        cmocka_unit_test(test_a_context_change_may_be_seen_along),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
