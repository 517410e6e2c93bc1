/* SPDX-License-Identifier: Apache-2.0 */
/* The script language: what parses, what is refused and how, what the one canonical form is. */
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
static char text[32768];

static int
parse(const char *script)
{
    return ndc_scenario_parse(&scenario, script, strlen(script), "dir/file.scn", &error);
}

static const char *
formatted(void)
{
    long length = ndc_scenario_format(&scenario, text, sizeof text);
    assert_true(length >= 0);
    assert_int_equal(strlen(text), length);
    return text;
}

/* ---- canonical scripts ---- */

static const char start_then_append[] =
    "scenario start-then-append\n"
    "about    A started chain completes; an appended chain is found by rereading the last.\n"
    "class    must\n"
    "cites    START-02 APPEND-01 APPEND-03 COMPL-02\n"
    "\n"
    "channel  c0\n"
    "copy     A1  4096 bytes  status\n"
    "copy     A2  4096 bytes  status irq\n"
    "copy     B1   512 bytes  status irq\n"
    "chain    A = A1 A2\n"
    "chain    B = B1\n"
    "\n"
    "call     StartDma c0 A               -> SUCCESS\n"
    "run      until idle\n"
    "expect   status c0 is Idle at A2\n"
    "expect   isr c0 names A2\n"
    "expect   copied A\n"
    "\n"
    "call     AppendDma c0 B              -> SUCCESS\n"
    "run      until idle\n"
    "expect   status c0 is Idle at B1\n"
    "expect   isr c0 names B1\n"
    "expect   copied B\n";

static const char stale_descriptor[] =
    "scenario stale-descriptor\n"
    "about    Interrupts arrive late: once after the engine moved on, once after a reset.\n"
    "class    must\n"
    "cites    INT-02 INT-03 RESET-04\n"
    "needs    ResetChannel\n"
    "\n"
    "channel  c0\n"
    "copy     A1  4096 bytes  status irq\n"
    "copy     A2  4096 bytes  status irq\n"
    "copy     A3  4096 bytes  status\n"
    "copy     B1    64 bytes  status irq\n"
    "chain    A = A1 A2 A3\n"
    "chain    B = B1\n"
    "\n"
    "fault    irq c0 hold\n"
    "call     StartDma c0 A               -> SUCCESS\n"
    "run      until A2 done\n"
    "never    isr c0 names A3                        # not finished, so nobody may report it\n"
    "fault    irq c0 deliver                         # raised by A1, seen after A2\n"
    "expect   isr c0 names A1 or A2\n"
    "\n"
    "call     ResetChannel c0             -> SUCCESS\n"
    "never    isr c0 names A                         # after a reset chain A is nobody's\n"
    "never    touch A\n"
    "call     StartDma c0 B               -> SUCCESS\n"
    "fault    irq c0 deliver                         # raised by A2, seen after the reset\n"
    "run      until idle\n"
    "expect   status c0 is Idle at B1\n";

static const char status_corrupted[] =
    "scenario status-corrupted\n"
    "about    The completion word names no descriptor of the chain, then a reserved code.\n"
    "class    hardening\n"
    "cites    COMPL-01\n"
    "needs    AbortDma ResetChannel\n"
    "limits   accesses 10000\n"
    "\n"
    "channel  c0\n"
    "copy     A1  4096 bytes  status irq\n"
    "copy     A2  4096 bytes  status irq\n"
    "chain    A = A1 A2\n"
    "\n"
    "never    isr c0 names other than A\n"
    "never    dpc c0 names other than A\n"
    "\n"
    "call     StartDma c0 A               -> SUCCESS\n"
    "fault    status c0 next address A1+64           # well aligned, but nobody's descriptor\n"
    "run      until A1 done\n"
    "fault    status c0 next code 7                  # reserved\n"
    "run      until A2 done\n"
    "\n"
    "call     AbortDma c0                 -> SUCCESS or UNSUCCESSFUL\n"
    "call     ResetChannel c0             -> SUCCESS\n"
    "call     StartDma c0 A               -> SUCCESS\n"
    "run      until idle\n"
    "expect   copied A                               # the channel is usable again\n";

/* Every form of line that the three scripts leave out, in canonical form. */
static const char everything[] =
    "# a comment above all\n"
    "scenario everything\n"
    "class    should                                 # a comment behind a word\n"
    "needs    SuspendDma ResumeDma\n"
    "interface 1.0 2.1 any\n"
    "machine  cb2 line 8 channels\n"
    "vary     N in 1 3 63\n"
    "\n"
    "# things\n"
    "channel  c0\n"
    "channel  c1 mask 0x80000000 priority 7\n"
    "copy     A1     N bytes  status irq fence dca nosnoop source nosnoop target source at N\n"
    "copy     A2  8192 bytes  target at 1 break source at 4 break target at 6\n"
    "null     Z1  irq\n"
    "null     Z2     5 bytes  status\n"
    "context  X1  apic 255 status\n"
    "chain    A = A1 A2 Z1 Z2 X1\n"
    "\n"
    "call     AllocateDmaChannel c1       -> SUCCESS or RESOURCES\n"
    "call     StartDma c0 A at dispatch times 2 count 0 -> ANY\n"
    "call     SuspendDma c0\n"
    "unlink   A2\n"
    "\n"
    "insert   A2 after A1\n"
    "run      N steps\n"
    "run      until A1 done\n"
    "fault    irq c0 spurious\n"
    "fault    status c0 next delay 3\n"
    "fault    status c0 next torn\n"
    "fault    engine c0 stall hit 9\n"
    "fault    engine c1 halt\n"
    "fault    data A2 flip\n"
    "fault    alloc 2 fail\n"
    "fault    device gone\n"
    "fault    engine.register_read c0 skip 1 hit forever xor 0xFF00FF00FF\n"
    "fault    kernel.map drop\n"
    "interrupt c0 at point N\n"
    "step     engine at point 12\n"
    "explore  interrupts\n"
    "pnp      surprise\n"
    "power    down\n"
    "expect   status c0 is Suspended\n"
    "expect   dpc c0 names A or A1 or A2\n"
    "expect   untouched A\n"
    "never    status c0 is Halted\n"
    "#\n";

static void
canonical_scripts_are_fixed_points(void **state)
{
    (void)state;
    const char *const scripts[] = {start_then_append, stale_descriptor, status_corrupted,
                                   everything};
    for (unsigned script = 0; script < 4; script++) {
        int result = parse(scripts[script]);

        assert_string_equal(error.text, "");
        assert_int_equal(result, 0);
        assert_string_equal(formatted(), scripts[script]);
    }
}

static void
header_is_understood(void **state)
{
    (void)state;

    assert_int_equal(parse(everything), 0);

    const struct ndc_script_header *header = ndc_scenario_header(&scenario);
    assert_string_equal(header->id, "everything");
    assert_int_equal(header->class, NDC_CLASS_SHOULD);
    assert_int_equal(header->needs, 1 << NDC_ROUTINE_SUSPEND | 1 << NDC_ROUTINE_RESUME);
    assert_int_equal(header->interfaces,
                     NDC_VERSION_BIT_1_0 | NDC_VERSION_BIT_2_1 | NDC_VERSION_BIT_ANY);
    assert_int_equal(header->generation, 2);
    assert_int_equal(header->wiring, 1);
    assert_int_equal(header->channels, 8);
    assert_int_equal(ndc_scenario_explores(&scenario), NDC_EXPLORE_INTERRUPTS);
    assert_int_equal(ndc_scenario_variations(&scenario), 3);
    assert_string_equal(ndc_scenario_variation_word(&scenario, 2), "63");
    assert_string_equal(ndc_scenario_transfer_name(&scenario, 2), "Z1");
    assert_string_equal(ndc_scenario_transfer_name(&scenario, 99), "?");
}

static void
sloppy_text_becomes_canonical(void **state)
{
    (void)state;
    const char *sloppy = "\n\nscenario  x\r\n"
                         "machine unasked 3 channels  grants line 2 vectors 128 cpus line\n"
                         "about   too   many\tblanks  #why\n"
                         "reports 1.9\n"
                         "interface any 2.0 1.0\n"
                         "class must\n"
                         "copy A 0x40 bytes irq plain status\n"
                         "\n\n"
                         "copy LONG 4096 bytes\n"
                         "channel c0 group 2 priority 1 mask 3\n"
                         "call StartDma c0 A count 1 at dispatch -> SUCCESS   #\n";
    const char *canonical = "scenario x\n"
                            "about    too many blanks                        # why\n"
                            "class    must\n"
                            "interface 1.0 2.0 any\n"
                            "reports  1.9\n"
                            "machine  line 3 channels 128 cpus 2 vectors grants line unasked\n"
                            "\n"
                            "copy     A       64 bytes  status irq\n"
                            "\n"
                            "copy     LONG  4096 bytes\n"
                            "channel  c0 mask 0x3 priority 1 group 2\n"
                            "\n"
                            "call     StartDma c0 A at dispatch count 1 -> SUCCESS\n";

    assert_int_equal(parse(sloppy), 0);
    assert_string_equal(formatted(), canonical);
    assert_int_equal(ndc_scenario_header(&scenario)->reports, 1 << 16 | 9);

    assert_int_equal(parse(canonical), 0);
    assert_string_equal(formatted(), canonical);
}

static void
line_text_is_the_line_without_comment(void **state)
{
    (void)state;
    char line[80], tiny[4];

    assert_int_equal(parse(stale_descriptor), 0);
    ndc_scenario_line_text(&scenario, 19, line, sizeof line);
    ndc_scenario_line_text(&scenario, 15, tiny, sizeof tiny);

    assert_string_equal(line, "fault    irq c0 deliver");
    assert_true(strlen(tiny) < sizeof tiny);
    ndc_scenario_line_text(&scenario, 6, line, sizeof line);
    assert_string_equal(line, "");
}

static void
format_refuses_small_room(void **state)
{
    (void)state;
    char small[40];

    assert_int_equal(parse(stale_descriptor), 0);

    assert_int_equal(ndc_scenario_format(&scenario, small, sizeof small), -1);
    assert_int_equal(ndc_scenario_format(&scenario, small, 0), -1);
}

/* ---- variations ---- */

static void
variations_replace_numbers_names_and_flags(void **state)
{
    (void)state;
    const char *script = "scenario v\n"
                         "vary W in plain irq fence irq+fence\n"
                         "channel c0\n"
                         "copy A1 64 bytes status W\n"
                         "call StartDma c0 A1\n";
    const struct ndc_record *record = &scenario.transfers[0].record;

    assert_int_equal(parse(script), 0);

    struct ndc_record plain = ndc_record_variation(&scenario, record, 0);
    struct ndc_record irq = ndc_record_variation(&scenario, record, 1);
    struct ndc_record fence = ndc_record_variation(&scenario, record, 2);
    assert_int_equal(plain.operands[NDC_OPERAND_FLAGS], 1);
    assert_int_equal(irq.operands[NDC_OPERAND_FLAGS], 3);
    assert_int_equal(fence.operands[NDC_OPERAND_FLAGS], 5);
    struct ndc_record both = ndc_record_variation(&scenario, record, 3);
    assert_int_equal(both.operands[NDC_OPERAND_FLAGS], 7);

    assert_int_equal(parse("scenario v\nvary W in drop repeat\nchannel c0\nfault irq c0 W\n"), 0);
    struct ndc_record second = ndc_record_variation(&scenario, &scenario.records[0], 1);
    assert_int_equal(second.operands[1], 3);
    assert_non_null(strstr(formatted(), "fault    irq c0 W\n"));
}

/* ---- lint ---- */

static bool
clause_exists(const char *id)
{
    return strcmp(id, "START-01") == 0 || strcmp(id, "START-02") == 0;
}

static bool
clause_is_promise(const char *id)
{
    return strcmp(id, "START-01") == 0;
}

static const struct ndc_lint_clauses lint_clauses = {clause_exists, clause_is_promise};

static void
check_lint(const char *script, int line, const char *says)
{
    static struct ndc_error findings[16];
    assert_int_equal(parse(script), 0);

    int count = ndc_scenario_lint(&scenario, &lint_clauses, findings, 16);

    if (says == NULL) {
        assert_int_equal(count, 0);
        return;
    }
    assert_int_equal(count, 1);
    assert_string_equal(findings[0].text, says);
    assert_int_equal(findings[0].line, line);
}

#define LINT_HEAD "scenario l\nabout What it is.\ncites START-01\n"
#define LINT_THINGS "channel c0\ncopy A 8 bytes\n"
#define LINT_CALL "call StartDma c0 A\n"

static void
lint_finds_what_deserves_no_test(void **state)
{
    (void)state;
    check_lint(LINT_HEAD LINT_THINGS LINT_CALL, 0, NULL);
    check_lint("scenario l\ncites START-01\n" LINT_THINGS LINT_CALL, 1,
               "the script does not say what it is about");
    check_lint("scenario l\nabout x\n" LINT_THINGS LINT_CALL, 1, "the script cites no clause");
    check_lint("scenario l\nabout x\ncites START-01 START-99\n" LINT_THINGS LINT_CALL, 3,
               "there is no clause 'START-99'");
    check_lint(LINT_HEAD "breaks START-01\n" LINT_THINGS LINT_CALL, 0, NULL);
    check_lint(LINT_HEAD "breaks START-99\n" LINT_THINGS LINT_CALL, 4,
               "there is no clause 'START-99'");
    check_lint(LINT_HEAD "breaks START-02\n" LINT_THINGS LINT_CALL, 4,
               "'START-02' is no duty of NetDMA's that is judged: a script cannot break it");
    check_lint(LINT_HEAD "breaks any\n" LINT_THINGS LINT_CALL, 4,
               "'breaks any' is for scripts that were drawn: name the clauses");
    check_lint(LINT_HEAD LINT_THINGS "copy B 8 bytes\n" LINT_CALL, 6,
               "descriptor 'B' is never used");
    check_lint(LINT_HEAD LINT_THINGS "chain B = A\n" LINT_CALL, 6, "chain 'B' is never used");
    check_lint(LINT_HEAD "channel c1\n" LINT_THINGS LINT_CALL, 4, "channel 'c1' is never used");
    check_lint(LINT_HEAD "vary N in 1 2\n" LINT_THINGS LINT_CALL, 4, "nothing varies with 'N'");
    check_lint(LINT_HEAD LINT_THINGS LINT_CALL "call AbortDma c0\n", 7,
               "'AbortDma' is optional and missing from 'needs'");
    check_lint(LINT_HEAD "needs AbortDma\n" LINT_THINGS LINT_CALL, 4,
               "'AbortDma' is needed but never called");
    check_lint(LINT_HEAD "class hardening\n" LINT_THINGS LINT_CALL, 4,
               "a hardening script without a fault hardens nothing");
    check_lint(LINT_HEAD "run until idle\n", 1,
               "the script does nothing that the model or a mutant could see broken");
}

static void
lint_compares_name_and_place(void **state)
{
    (void)state;
    struct ndc_error findings[4];
    assert_int_equal(parse(LINT_HEAD LINT_THINGS LINT_CALL), 0);

    ndc_scenario_set_id(&scenario, "start/other");
    int count = ndc_scenario_lint(&scenario, &lint_clauses, findings, 4);

    assert_int_equal(count, 1);
    assert_string_equal(findings[0].text, "the script is named 'l' but its file is 'other'");
    ndc_scenario_set_id(&scenario, "start/l");
    assert_int_equal(ndc_scenario_lint(&scenario, &lint_clauses, findings, 4), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_scripts_are_fixed_points),
        cmocka_unit_test(header_is_understood),
        cmocka_unit_test(sloppy_text_becomes_canonical),
        cmocka_unit_test(line_text_is_the_line_without_comment),
        cmocka_unit_test(format_refuses_small_room),
        cmocka_unit_test(variations_replace_numbers_names_and_flags),
        cmocka_unit_test(lint_finds_what_deserves_no_test),
        cmocka_unit_test(lint_compares_name_and_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
