/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules about direct cache access on traces written by hand: for each clause a trace that keeps
 * it and one that breaks it. Transfers 1 and 5 are context changes to CPU 3 and 6, 2 and 3 ask for
 * a hint, 4 does not.
 */
#define MODEL_CHECK_GROUPS "DCA-", "ALLOC-20"
#include "model_table.h"

#define THINGS "t1=0xFF000001:3 t5=0xFF000001:6 t2=0x208:64 t3=0x208:64 t4=8:64 "
#define DCA "v2d " THINGS "L( @W:0 ) "
#define PLAIN "v2 " THINGS
#define CHANGED DCA "S12 f1 @D:3 d1 f2 m2 *2:3 o2:1 "

static const struct rule_case dca_cases[] = {
    {"ALLOC-20", DCA "S4 R4 q", "v2d L( @W:1 )"},
    {"ALLOC-20", DCA "S4 R4 q", "v2d L"},
    {"DCA-01", DCA "S4 R4 q", "v2n"},
    {"DCA-02", CHANGED "q", DCA "S12 f1 m1 d1"},
    {"DCA-02", CHANGED "q", DCA "S12 f1 h:3:2"},
    {"DCA-03", CHANGED "q", DCA "S12 f1 @D:4 d1"},
    {"DCA-03", CHANGED "q", DCA "S12 f1 d1"},
    {"DCA-04", CHANGED "A3 f3 m3 *3:3 o3:1 q", CHANGED "A3 f3 m3 *3:4"},
    {"DCA-05", DCA "S1253 f1 @D:3 d1 f2 m2 *2:3 o2:0 f5 @D:6 d5 f3 m3 *3:6 o3:1 q",
     DCA "S1253 f1 @D:3 d1 f2 m2 *2:6"},
    {"DCA-05", CHANGED "q", CHANGED "c1 L( @W:0 ) S53 f5 @D:6 d5 f3 m3 *3:3"},
    {"DCA-08", CHANGED "q", DCA "S14 f1 @D:3 d1 f4 m4 *4:3"},
    {"DCA-08", CHANGED "q", DCA "S12 f1 @D:3 d1 f2 m2 d2"},
    {"DCA-08", CHANGED "q", DCA "S12 f1 @D:3 d1 f2 m2 *2:3:63 d2"},
    {"DCA-09", PLAIN "S2 R2 q", PLAIN "S2 n2 D2=2"},
    {"DCA-09", PLAIN "S2 R2 q", PLAIN "S42( )!"},
    {"DCA-10", DCA "S4 R4 q", DCA "S4 f4 m4 @W:1 o4:1"},
    {"DCA-10", DCA "S4 R4 Z( @W:0xFFFFFFFF w4:3 @W:0 ) S3 R3 q", DCA "Z( @W:0xFFFFFFFF ) S4 R4"},
    {"DCA-11", CHANGED "q", DCA "S12 f1 @D:3 d1 q"},
    {"DCA-11", CHANGED "A53 f5 @D:6 d5 f3 m3 *3:6 o3:1 q", CHANGED "A53 q"},
    {"DCA-12", CHANGED "q", DCA "S12 f1 @D:3 d1 g1"},
    {"DCA-12", CHANGED "q", DCA "S1 f1 @D:3 d1 k1"},
    {"DCA-12", CHANGED "q", DCA "S1 f1 @D:3 d1 K1"},
    {"DCA-13", CHANGED "Z( w2:3 ) S3 R3 q", CHANGED "Z( w2:3 ) S3 n3 D3=2"},
    {"DCA-13", DCA "S2 R2 q", DCA "S2 n2 D2=3"},
    {"DCA-13", CHANGED "Z( w2:3 ) S3 f3 m3 *3:3 o3:1 q", CHANGED "Z( w2:3 ) S3 f3 m3 *3:9"},
};

RULE_TEST(dca)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dca),
        cmocka_unit_test(test_each_rule_can_be_broken),
        cmocka_unit_test(test_permissions_are_never_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
