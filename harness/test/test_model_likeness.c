/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Promise: skipping the rules about ordinary events changes nothing but time. Traces, and traces
 * spoilt at random, are judged by asking every rule about every event, and by the judge as it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/random.h"
#include "model/likeness.h"
#include "model_play.h"

#define ROUNDS 20000
#define SPOILS_MAX 4

static struct ndc_model quick, careful;
static struct play play;

static const char *const lines[] = {
    "S123 r1 r2 R3 A45 r4 R5 q",
    "v2 S123 r1 r2 R3 A45 r4 R5 q D1=1 D4=1",
    "S1234 n1 D1=1 r2 f3 m3 o3:0 R4 A1 F4 R1 q",
    "t2=0x38:0 t3=0:64 S1234 r1 r2 r3 R4 q j1=0x80",
    "S123 r1 f2 m2 P( o2:2 ) p2 U F2 R3 A4 F3 R4 q",
    "S123 r1 B( w1:3 ) S45 r4 R5 q D2=0",
    "S123 r1 Z( w1:3 ) S45 r4 R5 A67 r6 R7 q D2=0",
    "S123 f1 m1 S45( o1:0 ) r4 R5 A6 F5 R6 q",
    "S123 r1 y:4 r2 R3 Z S12 r1 R2 q",
    "t1=9:64 t2=9:64 S12 r1 g1 k1 K1 R2 g2 k2 K2 Ei2 Es2:1 q",
    "L S123 r1 r2 R3 l L S123 Nt2 r1 r2 Ns:1 R3 q",
    "v2 t1=0x18:8192 t2=0x48:64 S123 r1 r2 R3 A456 r4 r5 R6 A7 R7 q",
    "O:4096 t2=8:8192 S12 r1 R2 A34 r3 R4 h:3:1 w4:3 q",
    "c1 S12 r1 c0 S34 r3 R4 A5 R5 c1 R2 A6 R6 q",
};

/* Another value of the same field somewhere else in the trace, or a small change. */
static uint64_t
other_value(struct ndc_random *random, uint64_t value, unsigned field)
{
    const struct ndc_event *event = &play.events[ndc_random_below(random, play.count)];
    const uint64_t values[] = {event->a, event->b, event->c, event->d};

    if (ndc_random_below(random, 4) == 0)
        return value ^ (uint64_t)1 << ndc_random_below(random, 40);
    return values[field];
}

static void
spoil(struct ndc_random *random)
{
    uint32_t at = (uint32_t)ndc_random_below(random, play.count);
    struct ndc_event *event = &play.events[at];
    struct ndc_event kept = *event;
    unsigned field = (unsigned)ndc_random_below(random, 4);
    uint64_t *fields[] = {&event->a, &event->b, &event->c, &event->d};

    switch (ndc_random_below(random, 5)) {
    case 0: /* left out */
        memmove(event, event + 1, (play.count - at - 1) * sizeof *event);
        play.count--;
        break;
    case 1: /* twice */
        if (play.count == PLAY_EVENTS_MAX)
            break;
        memmove(event + 1, event, (play.count - at) * sizeof *event);
        play.count++;
        break;
    case 2: /* elsewhere */
        *event = play.events[play.count / 2];
        play.events[play.count / 2] = kept;
        break;
    case 3:
        *fields[field] = other_value(random, *fields[field], field);
        break;
    default:
        event->channel ^= (uint8_t)ndc_random_below(random, 2);
        break;
    }
}

/* Both ways end in the same state: nothing an event does is left out with its rules. */
static void
same_state(void)
{
    assert_int_equal(quick.submitted, careful.submitted);
    assert_int_equal(quick.calling_count, careful.calling_count);
    assert_int_equal(quick.fired, careful.fired);
    assert_memory_equal(&quick.provider, &careful.provider, sizeof quick.provider);
    assert_memory_equal(quick.channels, careful.channels, sizeof quick.channels);
    for (uint32_t i = 0; i < quick.remembered; i++) {
        uint32_t at = (quick.submitted - i) % NDC_SUBMISSIONS_MAX;

        assert_memory_equal(&quick.submissions[at], &careful.submissions[at],
                            sizeof quick.submissions[at]);
    }
}

static void
judge_both(const char *line)
{
    const struct ndc_finding *quick_findings, *careful_findings;

    play_judge(&quick, &play);
    ndc_model_reset(&careful);
    careful.careful = true;
    for (uint32_t i = 0; i < play.count; i++)
        ndc_model_take(&careful, &play.events[i], i);

    same_state();
    uint32_t count = ndc_model_findings(&careful, &careful_findings);
    uint32_t quick_count = ndc_model_findings(&quick, &quick_findings);
    for (uint32_t i = 0; i < count && ndc_model_findings_lost(&careful) == 0; i++) {
        bool found = false;
        for (uint32_t k = 0; k < quick_count; k++)
            found |=
                memcmp(&careful_findings[i], &quick_findings[k], sizeof careful_findings[0]) == 0;
        if (!found)
            print_error("'%s': missed %s at event %u: %s\n", line,
                        ndc_clauses[careful_findings[i].clause].id, careful_findings[i].event,
                        ndc_rules[careful_findings[i].rule].text.breach);
        assert_true(found);
    }
    assert_int_equal(quick_count, count);
    assert_int_equal(ndc_model_findings_lost(&quick), ndc_model_findings_lost(&careful));
    if (memcmp(ndc_model_reached(&quick), ndc_model_reached(&careful), sizeof quick.reached) != 0) {
        for (unsigned row = 0; row < ndc_rule_count; row++) {
            if (((quick.reached[row / 64] ^ careful.reached[row / 64]) >> row % 64 & 1) != 0)
                print_error("'%s': reached differs for %s: %s\n", line,
                            ndc_clauses[ndc_rules[row].clause].id, ndc_rules[row].text.breach);
        }
    }
    assert_memory_equal(ndc_model_reached(&quick), ndc_model_reached(&careful),
                        sizeof quick.reached);
}

static void
test_hand_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        play_make(&play, lines[i]);
        judge_both(lines[i]);
    }
}

static void
test_spoilt(void **state)
{
    struct ndc_random random = {.state = 20090722};

    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        const char *line = lines[ndc_random_below(&random, sizeof lines / sizeof lines[0])];
        play_make(&play, line);
        for (uint64_t i = 1 + ndc_random_below(&random, SPOILS_MAX); i > 0; i--)
            spoil(&random);
        judge_both(line);
    }
}

/* Of a long plain run nearly everything is ordinary. */
static void
test_most_is_ordinary(void **state)
{
    unsigned ordinary = 0;

    (void)state;
    play_make(&play, "S123456789 r1 r2 r3 r4 r5 r6 r7 r8 R9");
    ndc_model_reset(&quick);
    quick.careful = false;

    for (uint32_t i = 0; i < play.count; i++) {
        ndc_state_before(&quick, &play.events[i], i);
        ordinary += ndc_likeness(&quick, &play.events[i]) != 0;
        ndc_model_take(&quick, &play.events[i], i);
    }

    assert_true(ordinary >= 9 * 6 - 1); /* all but the first fetch */
    assert_int_equal(__builtin_popcountll(quick.like_seen) >= 6, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hand_written),
        cmocka_unit_test(test_spoilt),
        cmocka_unit_test(test_most_is_ordinary),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
