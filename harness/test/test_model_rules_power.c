/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules about power on traces written by hand: for each clause a trace that keeps it and one
 * that breaks it. Transfer 2 wants an interrupt.
 */
#define MODEL_CHECK_GROUPS                                                                   \
    "PNP-01", "PNP-02", "PNP-03", "PNP-04", "PNP-05", "PNP-06", "PNP-07", "PNP-09", "PNP-1", \
        "DRV-10", "DRV-11"
#include "model_table.h"

#define UP "v2 t2=9:64 O:4096 L "
#define OLD "t2=9:64 O:4096 L "
#define DOWN "H:5 J:5 C:3 "
#define CYCLE UP DOWN "C:0 H:6 S1 R1 J:6 "

static const struct rule_case power_cases[] = {
    {"PNP-01", CYCLE "q", UP "H:5:1"},
    {"PNP-02", CYCLE "q", UP "H:5:2"},
    {"PNP-03", CYCLE "q", UP "H:1"},
    {"PNP-04", CYCLE "q", UP "C:3"},
    {"PNP-05", CYCLE "q", UP DOWN "H:6"},
    {"PNP-05", CYCLE "q", UP DOWN "C:0 q"},
    {"PNP-06", CYCLE "q", UP "H:5:8"},
    {"PNP-07", CYCLE "q", UP "H:5:4"},
    {"PNP-07", UP "S12 r1 H:5 R2 g2 k2 K2 J:5 C:3 e", UP "S12 r1 H:5 J:5"},
    {"PNP-07", UP "S12 r1 H:5 R2 g2 k2 K2 J:5 C:3 e", UP "S12 r1 H:5 R2 J:5"},
    {"PNP-07", UP "S12 y:6 H:5 J:5 C:3 e", NULL}, /* the engine stands still by itself */
    {"PNP-09", CYCLE "q", UP DOWN "C:0 H:6 S1( )!"},
    {"PNP-09", CYCLE "q", UP DOWN "C:0 H:6 S1 J:6 q"},
    {"PNP-09", CYCLE "q", UP DOWN "C:0 H:6 S1 f1 m1 d1 J:6 q"},
    {"PNP-10", CYCLE "Q q", UP DOWN "Q C:0"},
    {"PNP-10", UP DOWN "e", UP DOWN "Q e"},
    {"PNP-11", CYCLE "q", CYCLE "H:6"},
    {"PNP-11", CYCLE "q", UP "H:6"},
    {"PNP-11", UP "H:5 J:5 H:6 S1 R1 J:6 e", UP "H:5 J:5 H:5"}, /* a transition that failed */
    {"PNP-12", OLD "C:3 C:0 S1 R1 q", OLD "H:5"},
    {"DRV-10", OLD "S1 R1 C:3 e", OLD "S12 r1 C:3"},
    {"DRV-11", OLD "C:3 C:0 S1 R1 q", OLD "C:3 C:0 S1( )!"},
    {"DRV-11", OLD "C:3 C:0 S1 R1 q", OLD "C:3 C:0 S1 q"},
};

RULE_TEST(power)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_power),
        cmocka_unit_test(test_each_rule_can_be_broken),
        cmocka_unit_test(test_permissions_are_never_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
