/* SPDX-License-Identifier: Apache-2.0 */
/* What the parser says about a script that is wrong: sentence, place, width and suggestion. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "scenario/record.h"

static struct ndc_scenario scenario;
static struct ndc_error error;

static int
parse(const char *script)
{
    return ndc_scenario_parse(&scenario, script, strlen(script), "dir/file.scn", &error);
}

/* A bad line behind a good beginning, and what is said about it. */
struct bad {
    const char *line;
    int column, width;
    const char *says; /* the sentence, or its beginning */
    const char *hint; /* the suggested word, or "" */
};

static const char things[] = "scenario x\n"
                             "vary V in 1 2\n"
                             "channel c0\n"
                             "copy A1 64 bytes\n"
                             "copy A2 64 bytes\n"
                             "chain A = A1 A2\n";

static const struct bad bad_lines[] = {
    {"cal StartDma c0 A", 1, 3, "no line begins with 'cal'", "call"},
    {"call StrtDma c0 A", 6, 7, "expected AllocateDmaChannel, FreeDmaChannel, StartDma",
     "StartDma"},
    {"call SetDmaChannelCpuAffinity c0", 6, 24,
     "SetDmaChannelCpuAffinity is called by NetDMA itself, not by a script", ""},
    {"call StartDma c1 A", 15, 2, "expected a channel, not 'c1'", "c0"},
    {"call StartDma c0", 6, 8, "this routine takes a chain or a descriptor behind the channel", ""},
    {"call StartDma c0 B9", 18, 2,
     "expected a chain or descriptor, at, times, count or ->, not 'B9'", ""},
    {"call AbortDma c0 A", 6, 8, "only StartDma and AppendDma take a chain", ""},
    {"call AbortDma c0 count 1", 6, 8, "only StartDma and AppendDma take a count", ""},
    {"call StartDma c0 A at dipatch", 23, 7, "expected dispatch, not 'dipatch'", "dispatch"},
    {"call StartDma c0 A -> SUCESS", 23, 6,
     "expected SUCCESS, UNSUCCESSFUL, RESOURCES or ANY, not 'SUCESS'", "SUCCESS"},
    {"call StartDma c0 A -> SUCCESS or", 33, 1,
     "the line ends where SUCCESS, UNSUCCESSFUL, RESOURCES or ANY should follow", ""},
    {"call StartDma c0 A times 70001", 26, 5,
     "70001 is too large: a number of times is at most 70000", ""},
    {"call StartDma c0 A times 0", 26, 1, "0 is too small: a number of times is at least 1", ""},
    {"call StartDma c0 A times x", 26, 1, "expected a number of times, not 'x'", ""},
    {"call StartDma c0 A V", 20, 1, "expected at, times, count or ->, not '1', a value of 'vary'",
     ""},
    {"run", 4, 1, "the line ends where a number of steps or until should follow", ""},
    {"run until idel", 11, 4, "expected a descriptor or idle, not 'idel'", "idle"},
    {"run until A1", 13, 1, "the line ends where done should follow", ""},
    {"run 5 step", 7, 4, "expected steps, not 'step'", "steps"},
    {"fault irq c0 hodl", 14, 4, "expected hold, deliver, drop, repeat, swap or spurious", "hold"},
    {"fault engine.stal c0 drop", 7, 11, "expected engine.fetch_next, engine.fetch_flags",
     "engine.stall"},
    {"fault status c0 next adress A1+64", 22, 6,
     "expected torn, drop, repeat, address, code or delay, not 'adress'", "address"},
    {"fault status c0 next code 8", 27, 1, "8 is too large: a status code is at most 7", ""},
    {"fault engine.stall c0 equal", 28, 1, "the line ends where a number or an address", ""},
    {"expect status c0 is idle", 21, 4, "expected Active, Idle, Suspended, Halted or Armed",
     "Idle"},
    {"expect isr c0 name A1", 15, 4, "expected names, not 'name'", "names"},
    {"expect copied", 14, 1, "the line ends where a chain or descriptor should follow", ""},
    {"never touch A1 A2", 16, 2, "the line should end before 'A2'", ""},
    {"explore interupts", 9, 9, "expected interrupts, removal, allocations or cpus", "interrupts"},
    {"power of", 7, 2, "expected down, up or cancel, not 'of'", ""},
    {"cpu 1 call StartDma c0 A at point 4", 1, 3,
     "the schedule word 'cpu' is not available in this version", ""},
    {"cites START-01", 1, 5, "'cites' belongs to the header, above the first thing", ""},
    {"copy A1 64 bytes", 6, 2, "the name 'A1' is already taken", ""},
    {"copy V 64 bytes", 6, 1, "the name 'V' is already taken", ""},
    {"copy status 64 bytes", 6, 6, "'status' is a word of the language and cannot be a name", ""},
    {"copy 3A 64 bytes", 6, 2, "a name is a letter and then letters, digits or _", ""},
    {"copy B 1048577 bytes", 8, 7, "1048577 is too large: a number of bytes is at most 1048576",
     ""},
    {"copy B 64 bytes sttus", 17, 5, "expected plain, status, irq, fence, dca, nosnoop", "status"},
    {"chain B = A1 A7", 14, 2, "expected a descriptor, not 'A7'", "A1"},
    {"chain B = A1 A1", 14, 2, "'A1' is in the chain twice", ""},
    {"chain B A1", 9, 2, "behind the name of a chain follows =", ""},
    {"chain B =", 10, 1, "the line ends where a descriptor should follow", ""},
    {"channel c\001", 10, 1, "this byte is not text", ""},
};

static void
bad_lines_are_explained(void **state)
{
    (void)state;
    for (size_t row = 0; row < sizeof bad_lines / sizeof bad_lines[0]; row++) {
        const struct bad *bad = &bad_lines[row];
        char script[512], hint[64] = "";
        snprintf(script, sizeof script, "%s%s\n", things, bad->line);
        if (bad->hint[0] != '\0')
            snprintf(hint, sizeof hint, "did you mean '%s'?", bad->hint);

        int result = parse(script);

        error.text[strlen(bad->says)] = '\0';
        assert_int_equal(result, -1);
        assert_string_equal(error.text, bad->says);
        assert_string_equal(error.hint, hint);
        assert_string_equal(error.file, "dir/file.scn");
        assert_int_equal(error.line, 7);
        assert_int_equal(error.column, bad->column);
        assert_int_equal(error.width, bad->width);
    }
}

/* A bad header as a whole script: the line and the sentence. */
static const struct {
    const char *script;
    int line, column;
    const char *says;
    const char *hint;
} bad_headers[] = {
    {"", 1, 1, "a script begins with 'scenario' and its name", ""},
    {"# nothing\n", 1, 1, "a script begins with 'scenario' and its name", ""},
    {"class must\n", 1, 1, "a script begins with 'scenario' and its name", ""},
    {"scenario\n", 1, 9, "the line ends where the name of the script should follow", ""},
    {"scenario Big\n", 1, 10, "the name of a script has only small letters, digits and -", ""},
    {"scenario a b\n", 1, 12, "the line should end before 'b'", ""},
    {"scenario a\nclass mst\n", 2, 7, "'mst' is not a class: expected must, should or hardening",
     "did you mean 'must'?"},
    {"scenario a\nclass\n", 2, 6, "the line ends where a class should follow: must, should", ""},
    {"scenario a\nclass must\nclass must\n", 3, 1, "'class' is there twice", ""},
    {"scenario a\nabout\n", 2, 6, "the line ends where a sentence should follow", ""},
    {"scenario a\ncites START-3\n", 2, 7, "a clause is written like START-03", ""},
    {"scenario a\ncites START-03 START-03\n", 2, 16, "'START-03' is cited twice", ""},
    {"scenario a\nbreaks\n", 2, 7, "the line ends where a clause such as START-03", ""},
    {"scenario a\nbreaks any START-03\n", 2, 8, "a clause is written like START-03", ""},
    {"scenario a\nbreaks START-03 START-03\n", 2, 17, "'START-03' is broken twice", ""},
    {"scenario a\nbraeks START-03\n", 2, 1, "no line begins with 'braeks'",
     "did you mean 'breaks'?"},
    {"scenario a\nneeds ResetChanel\n", 2, 7, "'ResetChanel' is not a routine: expected",
     "did you mean 'ResetChannel'?"},
    {"scenario a\ninterface 3.0\n", 2, 11, "'3.0' is not an interface version: expected 1.0, 1.1",
     "did you mean '1.0'?"},
    {"scenario a\nreports 1\n", 2, 9, "a version is written like 1.9, each part at most 255", ""},
    {"scenario a\nreports 1.256\n", 2, 9, "a version is written like 1.9, each part at most 255",
     ""},
    {"scenario a\nreports 1.0\n", 2, 9, "an interface before 1.1 has no way to report a version",
     ""},
    {"scenario a\nreports 1.9 2.0\n", 2, 13, "the line should end before '2.0'", ""},
    {"scenario a\nmachine cb3\n", 2, 9, "'cb3' is not a property of a machine: expected cb1",
     "did you mean 'cb1'?"},
    {"scenario a\nmachine 9 channels\n", 2, 9, "a machine has 1 to 8 channels", ""},
    {"scenario a\nmachine 2 chanels\n", 2, 11, "'chanels' is not what a machine has: expected",
     "did you mean 'channels'?"},
    {"scenario a\nmachine 2048 bytes\n", 2, 9, "a largest transfer is 4096, 8192, 16384", ""},
    {"scenario a\nmachine 129 cpus\n", 2, 9, "a machine has 1 to 128 cpus", ""},
    {"scenario a\nmachine 9 vectors\n", 2, 9, "a machine has 1 to 8 vectors", ""},
    {"scenario a\nmachine msix grants\n", 2, 20, "the line ends where what is granted should", ""},
    {"scenario a\nmachine 3\n", 2, 10, "the line ends where what a machine has should follow", ""},
    {"scenario a\nlimits acceses 4\n", 2, 8, "'acceses' is not a limit: expected accesses",
     "did you mean 'accesses'?"},
    {"scenario a\nlimits accesses\n", 2, 16, "behind 'accesses' follows a number", ""},
    {"scenario a\nvary N = 1 2\n", 2, 8, "behind the word that varies follows 'in'", ""},
    {"scenario a\nvary N in 1\n", 2, 12, "'vary' needs two values or more", ""},
    {"scenario a\nvary N in 1 1\n", 2, 13, "the value '1' is there twice", ""},
    {"scenario a\nvary N in 1 2 3 4 5 6 7 8 9\n", 2, 27, "'vary' takes at most 8 values", ""},
    {"scenario a\nvary hold in 1 2\n", 2, 6, "'hold' is a word of the language", ""},
    {"scenario a\nrun until idle\nchannel c0\n", 3, 1,
     "'channel' belongs above the first act or claim", ""},
    {"scenario a\nvary N in 1 x\nrun N steps\n", 3, 5,
     "expected a number of steps or until, not 'x', a value of 'vary'", ""},
};

static void
bad_headers_are_explained(void **state)
{
    (void)state;
    for (size_t row = 0; row < sizeof bad_headers / sizeof bad_headers[0]; row++) {
        int result = parse(bad_headers[row].script);

        error.text[strlen(bad_headers[row].says)] = '\0';
        assert_int_equal(result, -1);
        assert_string_equal(error.text, bad_headers[row].says);
        assert_string_equal(error.hint, bad_headers[row].hint);
        assert_int_equal(error.line, bad_headers[row].line);
        assert_int_equal(error.column, bad_headers[row].column);
    }
}

static void
forty_lines_are_the_limit(void **state)
{
    (void)state;
    char script[2048] = "scenario long\nchannel c0\n\n# comment\n";
    for (int line = 0; line < 38; line++)
        strcat(script, "run until idle\n");

    assert_int_equal(parse(script), 0);
    strcat(script, "\nrun until idle\n");
    assert_int_equal(parse(script), -1);

    assert_string_equal(error.text, "a script has at most 40 lines that are not blank");
    assert_int_equal(error.line, 44);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_lines_are_explained),
        cmocka_unit_test(bad_headers_are_explained),
        cmocka_unit_test(forty_lines_are_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
