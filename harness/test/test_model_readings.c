/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readings of ambiguities: what a trace shows, and that mixing two is found. The language of the
 * traces is in model_play.h, with a few words more:
 *
 *   @i @e       an interrupt routine begins, ends       @s1 @s2  Suspend reported so many levels
 *   @r=FLAGS @c=CALLBACKS  registers again              @a=FLAGS attributes      @m  with MSI-X
 */
#include "model_check.h"

struct reading_case {
    const char *line;
    const char *ambiguity;
    const char *shown; /* id of the one reading shown, "mixed" for both, "" for none */
};

static const struct reading_case cases[] = {
    {"S12 r1 R2 q", "A-02", ""},
    {"S12 W0:4 r1 R2 q", "A-02", "written"},
    {"S12 r1 P( w1:2 )", "A-03", ""},
    {"t2=0:64 S123 r1 n2 P( w2:2 )", "A-03", "channel"},
    {"t2=0:64 S123 r1 n2 B( w2:3 )", "A-03", "channel"},
    {"t2=0:64 S123 r1 n2 Z", "A-03", "descriptor"},
    {"t1=0:64 S123 n1 P", "A-03", ""},
    {"t2=0:64 S123 r1 n2 P U B( w2:3 )", "A-03", "mixed"},
    {"t1=9:64 S123 r1 g1 @i k1 @e", "A-04", ""},
    {"t1=9:64 S123 r1 g1 r2 @i k2 @e", "A-04", "last-completed"},
    {"t1=9:64 S1 R1 g1 S23 r2 @i k2 @e", "A-04", ""}, /* who asked is no more */
    {"t1=9:64 S123 r1 g1 r2 S4( @i k2 @e )", "A-04", ""},
    {"t1=9:64 S123 r1 g1 r2 @i k1 @e", "A-04", "flagged"},
    {"t1=9:64 t2=0:64 S123 r1 g1 n2 @i k1 @e", "A-04", ""}, /* as the completion word says */
    {"t1=9:64 S1234 r1 g1 r2 @i k1 @e r3 @i k3 @e", "A-04", "mixed"},
    {"v2 @r=1", "A-07", "characteristics"},
    {"v2 @a=1", "A-07", "attributes"},
    {"v2 @r=1 @a=1", "A-07", "mixed"},
    {"@a=1", "A-07", ""},
    {"S12 P", "A-08", ""},
    {"S12 @s1 @s1", "A-08", "one-level"},
    {"S12 @s2", "A-08", "two-levels"},
    {"S12 @s1 U @s2", "A-08", "mixed"},
    {"S12", "A-11", "always"},
    {"@c=0xFFFE", "A-11", "mixed"},
    {"@m @c=0xFFFE", "A-11", "always"},
    {"@g @c=0xFFFE", "A-11", "always"}, /* the line, although the engine could */
    {"S12", "A-15", "offered"},
    {"@c=0xFFBF", "A-15", "mixed"},
    {"v2 t1=0xFF000008:0 S1 f1 d1 w1:1", "A-18", "honoured"},
    {"S1 R1", "A-18", ""},
    {"S12 r1 B( w1:3 )", "A-22", ""},
    {"S12 r1 f2 B( w1:3 )", "A-22", "last-completed"},
    {"S12 f1 Z( w0:3 )", "A-22", "last-completed"},
    {"S123 r1 f2 B( m2 o2:0 f3 w2:3 )", "A-22", ""},
    {"S12 r1 f2 B( w2:3 )", "A-22", "interrupted"},
    {"S12( r1 f2 h:3:4 ) B( w1:3 )", "A-22", ""},
    {"S12 y:4 r1 f2 B( w2:3 )", "A-22", ""}, /* a fault shows nothing */
    {"S12 r1 f2 B( w1:3 ) S34 r3 f4 B( w4:3 )", "A-22", "mixed"},
    {"t1=9:64 S12 r1 g1 k1 K1", "A-25", "single"},
    {"t1=9:64 t2=9:64 S12 r1 R2 K2", "A-25", "merged"},
    {"t1=9:64 t2=9:64 S12 r1 K1 R2 K2", "A-25", "single"},
    {"v2 S1 R1 j1=0x20", "A-26", "written"},
    {"v2 t1=0x48:64 S1 R1 j1=0x20", "A-26", ""},
    {"S1 R1 j1=0x20", "A-26", ""},
    {"t1=0x28:8 S1 R1 j1=1", "A-27", "changed"},
    {"S1 R1 j1=1", "A-27", ""},
};

static void
register_again(struct play *play, uint64_t flags, uint64_t callbacks)
{
    PLAY(play, REGISTER, play->version | 112u << 16 | flags << 32, callbacks, 8);
    PLAY(play, REGISTERED, 0);
}

static void
say(struct play *play, const char *word)
{
    const char *equals = strchr(word, '=');
    uint64_t value = equals == NULL ? 0 : strtoull(equals + 1, NULL, 0);

    switch (word[1]) {
    case 'i':
        play_nowhere(play, NDC_EVENT_INTERRUPT, 0);
        break;
    case 'e':
        play_nowhere(play, NDC_EVENT_INTERRUPT_DONE, 0);
        break;
    case 's':
        play_call(play, NDC_ROUTINE_SUSPEND, 0, 0);
        PLAY(play, RETURN, NDC_ROUTINE_SUSPEND, 0, 0, (uint64_t)(word[2] - '0'));
        break;
    case 'r':
        register_again(play, value, 0xFFFF);
        break;
    case 'c':
        register_again(play, 0, value);
        break;
    case 'a':
        PLAY(play, START_PROVIDER, 32 << 16 | value << 32);
        PLAY(play, STARTED_PROVIDER, 0);
        break;
    default:
        PLAY(play, SCRIPT_BEGIN, play->version << 16, 1 | 2 << 8 | 1 << (word[1] == 'm' ? 16 : 19));
        break;
    }
}

/* The line, judged. A word with @ is this file's own, the others are those of model_play.h. */
static void
judge_line(const char *line)
{
    static struct play play;
    char copy[512];

    play_make(&play, strncmp(line, "v2", 2) == 0 ? "v2" : "");
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " ")) {
        if (word[0] == '@')
            say(&play, word);
        else
            play_say(&play, word);
    }
    play_judge(&model, &play);
}

static const struct ndc_ambiguity *
ambiguity_of(const char *id)
{
    for (unsigned i = 0; i < NDC_AMBIGUITIES; i++)
        if (strcmp(ndc_ambiguities[i].id, id) == 0)
            return &ndc_ambiguities[i];
    fail_msg("there is no %s", id);
    return NULL;
}

/* "", the id of the one that was shown, or "mixed". */
static const char *
shown(const struct ndc_ambiguity *ambiguity)
{
    const char *found = "";

    for (unsigned i = ambiguity->first; i < ambiguity->first + (unsigned)ambiguity->count; i++)
        if (ndc_model_shown(&model)[i] != 0)
            found = found[0] == '\0' ? ndc_readings[i].id : "mixed";
    return found;
}

static const struct ndc_finding *
mixture(const struct ndc_ambiguity *ambiguity)
{
    for (uint32_t i = 0; i < model.finding_count; i++)
        if (model.findings[i].rule == ambiguity->mixed)
            return &model.findings[i];
    return NULL;
}

/* Each line shows what it should, and is found mixed when it is and when that costs something. */
static void
test_what_a_trace_shows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct ndc_ambiguity *ambiguity = ambiguity_of(cases[i].ambiguity);
        bool mixed = strcmp(cases[i].shown, "mixed") == 0;

        judge_line(cases[i].line);

        if (strcmp(shown(ambiguity), cases[i].shown) != 0)
            fail_msg("%s of '%s': '%s'", cases[i].ambiguity, cases[i].line, shown(ambiguity));
        if ((mixture(ambiguity) != NULL) != (mixed && ambiguity->choice == NDC_CHOICE_MIXING))
            fail_msg("%s of '%s': mixed or not", cases[i].ambiguity, cases[i].line);
    }
}

/* The finding names both events and both readings. */
static void
test_a_mixture_names_both(void **state)
{
    const struct ndc_ambiguity *ambiguity = ambiguity_of("A-08");
    const struct ndc_finding *finding;

    (void)state;
    judge_line("S12 @s1 U @s2");

    finding = mixture(ambiguity);
    assert_non_null(finding);
    assert_string_equal(ndc_readings[finding->seen].id, "two-levels");
    assert_string_equal(ndc_readings[finding->wanted].id, "one-level");
    assert_int_equal(finding->event, ndc_model_shown(&model)[finding->seen]);
    assert_int_equal(finding->because, ndc_model_shown(&model)[finding->wanted]);
}

/* The table above shows each reading that any event can show. */
static void
test_each_reading_is_shown_by_some_line(void **state)
{
    bool met[NDC_READINGS_MAX] = {false};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        judge_line(cases[i].line);
        for (unsigned j = 1; j < ndc_reading_count; j++)
            met[j] = met[j] || ndc_model_shown(&model)[j] != 0;
    }

    for (unsigned j = 1; j < ndc_reading_count; j++)
        if (met[j] != (ndc_readings[j].silent == NULL))
            fail_msg("%s: %s", ndc_ambiguities[ndc_readings[j].ambiguity].id, ndc_readings[j].id);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_trace_shows),
        cmocka_unit_test(test_a_mixture_names_both),
        cmocka_unit_test(test_each_reading_is_shown_by_some_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
