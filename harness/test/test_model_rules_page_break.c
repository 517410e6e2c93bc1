/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules about page breaks on traces written by hand: for each clause a trace that keeps it and
 * one that breaks it. Transfer 1 breaks its source at 100, transfer 2 its target, transfer 3 both
 * at different bytes, transfer 4 nothing; transfer 5 has the flag and ends before.
 */
#define MODEL_CHECK_GROUPS "PGBRK-01", "PGBRK-02", "PGBRK-04", "PGBRK-05", "PGBRK-06", "PGBRK-09"
#include "model_table.h"

#define V2 "v2 t1=0x48:500 t2=0x88:500 t3=0xC8:500 t4=8:500 t5=0x48:64 "
#define ONE V2 "S1 %1:100:0 f1 "
#define TWO V2 "S2 %2:0:100 f2 "
#define BOTH V2 "S3 %3:100:400 f3 "
#define NONE V2 "S4 f4 m4 "
#define ENDS V2 "S5 %5:100:0 f5 "
#define DONE_3 "m3:0:100 m3:100:300 m3:400:100 o3:1 q"

static const struct rule_case break_cases[] = {
    {"PGBRK-01", ONE "m1:0:100 m1:100:400 o1:1 q", ONE "m1:0:500"},
    {"PGBRK-01", ONE "m1:0:100 m1:100:400 o1:1 q", ONE "m1:0:100 m1:100:400 d1 D1=3:0:100"},
    {"PGBRK-01", ONE "m1:0:100 m1:100:400 o1:1 q", ONE "m1:0:100 h:3:1"},
    {"PGBRK-02", TWO "m2:0:100 m2:100:400 o2:1 q", TWO "m2:99:2"},
    {"PGBRK-02", TWO "m2:0:100 m2:100:400 o2:1 q", TWO "m2:0:100 m2:100:400 d2 D2=2:0:100"},
    {"PGBRK-02", TWO "m2:0:100 m2:100:400 o2:1 q", TWO "m2:0:100 h:3:2"},
    {"PGBRK-02", BOTH DONE_3, BOTH "m3:0:100 m3:100:300 m3:400:100 d3 D3=3:0:400"},
    {"PGBRK-04", ONE "m1:0:100 m1:100:400 o1:1 q", ONE "m1:0:100 h:3:2"},
    {"PGBRK-04", BOTH DONE_3, BOTH "d3 D3=3"},
    {"PGBRK-05", BOTH DONE_3, BOTH "m3:0:100 m3:100:300 m3:400:100 d3 D3=2"},
    {"PGBRK-06", NONE "o4:1 q", NONE "d4 D4=3"},
    {"PGBRK-06", NONE "o4:1 q", V2 "S4 f4 h:3:1"},
    {"PGBRK-06", ONE "m1:0:100 m1:100:400 o1:1 q", ONE "m1:0:100 h:3:2"},
    {"PGBRK-09", ENDS "m5:0:64 o5:1 q", ENDS "h:3:1"},
    {"PGBRK-09", ENDS "m5:0:64 o5:1 q", ENDS "m5:0:64 d5 D5=0"},
};

RULE_TEST(break)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_break),
        cmocka_unit_test(test_each_rule_can_be_broken),
        cmocka_unit_test(test_permissions_are_never_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
