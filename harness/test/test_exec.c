/* SPDX-License-Identifier: Apache-2.0 */
/* The executor against a target that only writes down what it is asked to do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "exec_recorder.h"
#include "scenario/exec.h"
#include "scenario/record.h"

/* ---- running a script ---- */

static struct ndc_scenario scenario;

static enum ndc_exec_outcome
execute(const char *script, unsigned variation, enum ndc_routine *absent)
{
    struct ndc_error error;
    struct ndc_target target = {.ops = &ops};
    int result = ndc_scenario_parse(&scenario, script, strlen(script), "", &error);
    assert_string_equal(error.text, "");
    assert_int_equal(result, 0);
    struct ndc_setup setup = ndc_exec_setup(&scenario, NDC_INTERFACE_2_0);
    return ndc_exec(&scenario, variation, &setup, &target, absent);
}

static void
fresh(void)
{
    memset(&recorder, 0, sizeof recorder);
    recorder.begins = true;
    recorder.offers = (1u << NDC_ROUTINES) - 1;
}

/* The acts of a script between the definitions and the end, for each line of it below the things.
 */
static void
assert_acts(const char *acts, const char *expected)
{
    static const char things[] = "scenario x\nchannel c0\nchannel c1 mask 0x4 priority 9 group 1\n"
                                 "copy A1 64 bytes\nnull A2\ncopy A3 64 bytes\n"
                                 "chain A = A1 A2 A3\nchain B = A3\n";
    char script[1024];
    enum ndc_routine absent;
    snprintf(script, sizeof script, "%s%s", things, acts);
    fresh();

    enum ndc_exec_outcome outcome = execute(script, 0, &absent);

    assert_int_equal(outcome, NDC_EXEC_RAN);
    char *first = strstr(recorder.log, "-- line");
    assert_non_null(first);
    assert_string_equal(first, expected);
}

/* ---- tests ---- */

static void
transfers_are_defined_before_the_first_act(void **state)
{
    (void)state;
    const char *script = "scenario x\nchannel c0\n"
                         "copy A 4096 bytes status irq fence dca nosnoop source nosnoop target\n"
                         "copy B 100 bytes source at 5 target at 6 break source at 99\n"
                         "copy C 100 bytes break source at 100 break target at 7\n"
                         "null D 3 bytes status\ncontext E apic 7\nrun 1 steps\n";
    enum ndc_routine absent;
    fresh();

    execute(script, 0, &absent);

    assert_string_equal(recorder.log,
                        "begin 20000\n"
                        "define 0 kind 0 bytes 4096 flags 21f at 0 0 break 0 0 context 0\n"
                        "define 1 kind 0 bytes 100 flags 0 at 5 6 break 99 0 context 0\n"
                        "define 2 kind 0 bytes 100 flags 0 at 0 0 break 100 7 context 0\n"
                        "define 3 kind 1 bytes 3 flags 8 at 0 0 break 0 0 context 0\n"
                        "define 4 kind 2 bytes 0 flags 0 at 0 0 break 0 0 context 7\n"
                        "-- line 8 record 0\n"
                        "run 2 transfer 0 steps 1\n"
                        "end\n");
}

static void
a_channel_is_allocated_before_its_first_use(void **state)
{
    (void)state;
    assert_acts("run until idle\ncall StartDma c1 B\ncall StartDma c1 B\n",
                "-- line 9 record 0\nrun 0 transfer 0 steps 0\n"
                "-- line 10 record 1\n"
                "call 1 c1 chain 0 mask 4 priority 9 group 1\n"
                "call 3 c1 2 chain 65 mask 4 priority 9 group 1\n"
                "-- line 11 record 2\n"
                "call 3 c1 2 chain 65 mask 4 priority 9 group 1\n"
                "end\n");
    assert_acts("fault irq c0 hold\n", "-- line 9 record 0\ncall 1 c0 chain 0\nwire 0 c0\nend\n");
}

static void
a_script_may_allocate_by_itself(void **state)
{
    (void)state;
    assert_acts("fault irq c0 spurious\ncall AllocateDmaChannel c0 -> SUCCESS\n",
                "-- line 9 record 0\nwire 2 c0\nrun 2 transfer 0 steps 0\n"
                "-- line 10 record 1\ncall 1 c0 chain 0\n"
                "note expect.return c0 1 0 0 0\n"
                "end\n");
}

static void
calls_carry_their_words(void **state)
{
    (void)state;
    assert_acts("call AllocateDmaChannel c0\n"
                "call StartDma c0 A at dispatch count 0 -> SUCCESS or UNSUCCESSFUL\n"
                "call AppendDma c0 A1 -> ANY\n"
                "call ResetChannel c0 times 2 -> RESOURCES\n",
                "-- line 9 record 0\ncall 1 c0 chain 0\n"
                "-- line 10 record 1\ncall 3 c0 0 1 2 chain 64 dispatch shown 0\n"
                "note expect.return c0 3 0 0 c0000001\n"
                "-- line 11 record 2\ncall 7 c0 0 chain 0\n"
                "-- line 12 record 3\n"
                "call 8 c0 chain 0\nnote expect.return c0 8 0 c000009a c000009a\n"
                "run 0 transfer 0 steps 0\n"
                "call 8 c0 chain 0\nnote expect.return c0 8 0 c000009a c000009a\n"
                "run 0 transfer 0 steps 0\n"
                "end\n");
}

static void
acts_reach_the_target(void **state)
{
    (void)state;
    assert_acts("run until A3 done\nunlink A2\ninsert A2 after A1\npnp stop\npower up\n"
                "step engine at point 4\nexplore removal\n",
                "-- line 9 record 0\nrun 1 transfer 2 steps 0\n"
                "-- line 10 record 1\nunlink 1\n"
                "-- line 11 record 2\ninsert 1 after 0\n"
                "-- line 12 record 3\npnp 1\n"
                "-- line 13 record 4\npower 1\n"
                "-- line 14 record 5\npoint 1 c0 at 4\n"
                "-- line 15 record 6\n"
                "end\n");
}

static void
short_faults_become_plans(void **state)
{
    (void)state;
    assert_acts("call AllocateDmaChannel c0\n"
                "fault irq c0 swap\nfault irq c0 deliver\nfault status c0 next address A3+64\n"
                "fault status c0 next code 7\nfault status c0 next torn\n"
                "fault status c0 next delay 5\nfault engine c0 stall\nfault engine c0 stall hit 2\n"
                "fault engine c0 halt\nfault data A3 flip\nfault alloc 3 fail\nfault device gone\n",
                "-- line 9 record 0\ncall 1 c0 chain 0\n"
                "-- line 10 record 1\nfault wire.raise c0 swap skip 0 hit 1 operand 0\n"
                "-- line 11 record 2\nwire 1 c0\nrun 2 transfer 0 steps 0\n"
                "-- line 12 record 3\n"
                "fault engine.status_address c0 equal skip 0 hit 1 operand 30040\n"
                "-- line 13 record 4\nfault engine.status_code c0 equal skip 0 hit 1 operand 7\n"
                "-- line 14 record 5\nfault engine.status_write c0 tear skip 0 hit 1 operand 0\n"
                "-- line 15 record 6\nfault engine.status_write c0 delay skip 0 hit 1 operand 5\n"
                "-- line 16 record 7\nfault engine.stall c0 drop skip 0 hit 65535 operand 0\n"
                "-- line 17 record 8\nfault engine.stall c0 drop skip 0 hit 2 operand 0\n"
                "-- line 18 record 9\nfault engine.halt c0 equal skip 0 hit 1 operand 200\n"
                "-- line 19 record 10\nfault engine.data c255 xor skip 1 hit 1 operand ff\n"
                "-- line 20 record 11\nfault kernel.allocate c255 drop skip 2 hit 1 operand 0\n"
                "-- line 21 record 12\n"
                "fault device.gone c255 equal skip 0 hit 65535 operand ffffffffffffffff\n"
                "end\n");
}

/* A refused registration must be in force before the driver comes up, wherever it stands. */
static void
refusals_are_armed_first(void **state)
{
    static const char script[] = "scenario x\nvary S in RESOURCES UNSUCCESSFUL\n"
                                 "run until idle\nfault register S\nfault register RESOURCES\n";
    enum ndc_routine absent;
    (void)state;
    fresh();
    assert_int_equal(execute(script, 1, &absent), NDC_EXEC_RAN);
    assert_string_equal(recorder.log, "begin 20000\n"
                                      "early 14 skip 0 operand c0000001\n"
                                      "early 14 skip 1 operand c000009a\n"
                                      "-- line 3 record 0\nrun 0 transfer 0 steps 0\n"
                                      "-- line 4 record 1\n-- line 5 record 2\nend\n");
}

static void
long_faults_become_plans(void **state)
{
    (void)state;
    assert_acts(
        "call AllocateDmaChannel c1\n"
        "fault engine.register_read c1 skip 3 hit forever or 0x8\n"
        "fault engine.fetch_next equal A1\nfault kernel.map skip 1 drop\n"
        "fault engine.stall delay 9\n",
        "-- line 9 record 0\ncall 1 c1 chain 0 mask 4 priority 9 group 1\n"
        "-- line 10 record 1\nfault engine.register_read c1 or skip 3 hit 65535 operand 8\n"
        "-- line 11 record 2\nfault engine.fetch_next c255 equal skip 0 hit 1 operand 10000\n"
        "-- line 12 record 3\nfault kernel.map c255 drop skip 1 hit 1 operand 0\n"
        "-- line 13 record 4\nfault engine.stall c255 delay skip 0 hit 1 operand 9\n"
        "end\n");
}

static void
claims_become_events(void **state)
{
    (void)state;
    assert_acts("call AllocateDmaChannel c0\n"
                "expect status c0 is Idle at A3\nexpect status c0 is Armed\n"
                "expect isr c0 names A or A1\nexpect copied A\nexpect untouched A1\n"
                "never dpc c0 names other than B\nnever isr c0 names A2\nnever touch A2\n"
                "never status c0 is Halted\n",
                "-- line 9 record 0\ncall 1 c0 chain 0\n"
                "-- line 10 record 1\nnote expect.status c0 1 102 0 0\n"
                "-- line 11 record 2\nnote expect.status c0 4 0 0 0\n"
                "-- line 12 record 3\n"
                "note expect.isr c0 100 3 0 0\nnote expect.isr c0 101 2 0 0\n"
                "note expect.isr c0 102 1 0 0\nnote expect.isr c0 100 0 0 0\n"
                "-- line 13 record 4\n"
                "look 0\nnote expect.copied c255 100 0 0 0\n"
                "look 2\nnote expect.copied c255 102 0 0 0\n"
                "-- line 14 record 5\nlook 0\nnote expect.untouched c255 100 0 0 0\n"
                "-- line 15 record 6\nnote never.dpc c0 102 1 0 0\n"
                "-- line 16 record 7\nnote never.isr c0 101 0 0 0\n"
                "-- line 17 record 8\nnote never.touch c255 101 0 0 0\n"
                "-- line 18 record 9\nnote never.status c0 3 0 0 0\n"
                "end\n");
}

static void
an_absent_routine_ends_before_the_first_act(void **state)
{
    (void)state;
    const char *script = "scenario x\nneeds SuspendDma ResetChannel\nchannel c0\n"
                         "call ResetChannel c0\ncall SuspendDma c0\n";
    enum ndc_routine absent;
    fresh();
    recorder.offers &= ~(1u << NDC_ROUTINE_RESET);

    enum ndc_exec_outcome outcome = execute(script, 0, &absent);

    assert_int_equal(outcome, NDC_EXEC_UNSUPPORTED);
    assert_int_equal(absent, NDC_ROUTINE_RESET);
    assert_string_equal(recorder.log, "begin 20000\nend\n");
}

static void
a_driver_that_does_not_come_up_ends_the_run(void **state)
{
    (void)state;
    enum ndc_routine absent;
    fresh();
    recorder.begins = false;

    enum ndc_exec_outcome outcome = execute("scenario x\nrun 1 steps\n", 0, &absent);

    assert_int_equal(outcome, NDC_EXEC_NOT_BEGUN);
    assert_string_equal(recorder.log, "begin 20000\n");
}

static void
each_variation_runs_its_own_words(void **state)
{
    (void)state;
    const char *script = "scenario x\nvary N in 1 7\nchannel c0\ncopy A N bytes\nrun N steps\n";
    enum ndc_routine absent;
    fresh();

    execute(script, 1, &absent);

    assert_non_null(strstr(recorder.log, "define 0 kind 0 bytes 7 "));
    assert_non_null(strstr(recorder.log, "run 2 transfer 0 steps 7\n"));
}

static void
the_machine_follows_version_and_header(void **state)
{
    (void)state;
    struct ndc_error error;
    const char *plain = "scenario x\nchannel a\nchannel b\nchannel c\n";
    const char *special = "scenario x\nmachine cb1 msix 5 channels 65 cpus 2 vectors grants other "
                          "unasked\nlimits accesses 77\n";

    assert_int_equal(ndc_scenario_parse(&scenario, plain, strlen(plain), "", &error), 0);
    struct ndc_setup first = ndc_exec_setup(&scenario, NDC_INTERFACE_1_1);
    struct ndc_setup second = ndc_exec_setup(&scenario, NDC_INTERFACE_2_0);
    assert_int_equal(ndc_scenario_parse(&scenario, special, strlen(special), "", &error), 0);
    struct ndc_setup third = ndc_exec_setup(&scenario, NDC_INTERFACE_2_1);

    assert_int_equal(first.machine.generation, 1);
    assert_false(first.machine.msix);
    assert_int_equal(first.machine.channels, 3);
    assert_int_equal(first.machine.cpus, 4);
    assert_int_equal(first.accesses_max, 20000);
    assert_int_equal(second.machine.generation, 2);
    assert_true(second.machine.msix);
    assert_int_equal(third.machine.generation, 1);
    assert_true(third.machine.msix);
    assert_int_equal(third.machine.channels, 5);
    assert_int_equal(third.machine.cpus, 65);
    assert_int_equal(third.machine.vectors, 2);
    assert_int_equal(third.machine.grants, NDC_GRANTS_OTHER);
    assert_true(third.machine.unasked);
    assert_false(first.machine.unasked);
    assert_int_equal(third.accesses_max, 77);
}

/* A provider for one generation is judged at every version; what a script names is never changed.
 */
static void
the_machine_has_an_engine_the_provider_drives(void **state)
{
    (void)state;
    struct ndc_error error;
    const char *plain = "scenario x\n";
    const char *special = "scenario x\nmachine cb1\n";

    assert_int_equal(ndc_scenario_parse(&scenario, plain, strlen(plain), "", &error), 0);
    struct ndc_setup first = ndc_exec_setup_among(&scenario, NDC_INTERFACE_1_0, NDC_ENGINE_2);
    struct ndc_setup second = ndc_exec_setup_among(&scenario, NDC_INTERFACE_2_0, NDC_ENGINE_1);
    struct ndc_setup both =
        ndc_exec_setup_among(&scenario, NDC_INTERFACE_1_0, NDC_ENGINE_1 | NDC_ENGINE_2);
    assert_int_equal(ndc_scenario_parse(&scenario, special, strlen(special), "", &error), 0);
    struct ndc_setup named = ndc_exec_setup_among(&scenario, NDC_INTERFACE_2_0, NDC_ENGINE_2);

    assert_int_equal(first.machine.generation, 2);
    assert_false(first.machine.msix);
    assert_int_equal(second.machine.generation, 1);
    assert_int_equal(both.machine.generation, 1);
    assert_int_equal(named.machine.generation, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transfers_are_defined_before_the_first_act),
        cmocka_unit_test(a_channel_is_allocated_before_its_first_use),
        cmocka_unit_test(a_script_may_allocate_by_itself),
        cmocka_unit_test(calls_carry_their_words),
        cmocka_unit_test(acts_reach_the_target),
        cmocka_unit_test(short_faults_become_plans),
        cmocka_unit_test(refusals_are_armed_first),
        cmocka_unit_test(long_faults_become_plans),
        cmocka_unit_test(claims_become_events),
        cmocka_unit_test(an_absent_routine_ends_before_the_first_act),
        cmocka_unit_test(a_driver_that_does_not_come_up_ends_the_run),
        cmocka_unit_test(each_variation_runs_its_own_words),
        cmocka_unit_test(the_machine_follows_version_and_header),
        cmocka_unit_test(the_machine_has_an_engine_the_provider_drives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
