/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules on traces written by hand: for each clause a trace that keeps it and one that breaks
 * it. The language of the traces is in model_play.h.
 */
#include "model_table.h"

static const struct rule_case start_cases[] = {
    {"START-02", "S12 r1 R2 q", "S12 f2"},
    {"START-02", "S12 r1 S34( f2 m2 o2:0 r3 R4 ) q", "S12 r1 S34( r4"},
    {"START-02", "S1 A2 r1 R2 q", "S1 A2 f2"},
    {"START-03", "S123 r1 r2 R3 q", "S123 r1 f3"},
    {"START-03", "S12 r1 R2 q", "S12 q"},
    {"START-03", "S12 r1 f2 m2 S3 d2 w2:0 D2=1 R3 q", "S12 r1 fs"},
    {"START-04", "S12 r1 R2 q", "S12 r1 R2 f0"},
    {"START-05", "v2 S12 r1 R2 q", "v2 S12 r1 R2 fs"},
    {"START-08", "S12 f1 m1 S3( o1:0 ) R3 q", "S12 f1 m1 S3( ) f3"},
    {"START-08", "S12 f1 m1 S3( o1:0 ) R3 q", "S12 f1 m1 S3 q"},
    {"START-09", "S12 f1 m1 S3( o1:0 ) R3 q", "S12 f1 m1 S3 d1 f2"},
    {"START-10", "S123 f1 m1 S4 o1:0 R4 q D3=0", "S123 f1 m1 S4 d1 f3 m3 d3"},
    {"START-10", "S123 f1 m1 S4 o1:0 R4 q D3=0", "S123 f1 m1 S4 o1:0 R4 q D3=1"},
    {"START-11", "S12 f1 m1 S3 d1 w1:0 D1=1 R3 q", "S12 f1 m1 S3 d1 f3 m3 d3 D3=1 w3:1 w1:0"},
    {"START-12", "S1( )0xC000009A", "S1( )0xC00000BB"},
    {"START-13", "S1( )! S2 R2 q", "S1( )! f1"},
    {"START-13", "S1 R1 S2( )! S3 R3 q", "S1 R1 S2( )! S3( )!"},
    {"START-14", "S1( ) R1 q", "S1( z:1 )"},
    {"START-14", "S1( ) R1 q", "S12345678912345678( f1 | n8 )"},
    {"START-15", "S1 R1 q", "S1 q"},
    {"START-16", "t1=0x28:0 S1 R1 A2 R2 q", "t1=0x28:0 S1 R1 A2 q"},
    {"START-17", "S1 R1 q", "S1 fg"},
};

static const struct rule_case append_cases[] = {
    {"APPEND-03", "S1 f1 m1 A2 o1:0 F1 R2 q", "S1 f1 m1 A2 o1:1 q"},
    {"APPEND-03", "S1 R1 A2 F1 R2 q", "S1 R1 A2 q"},
    {"APPEND-04", "S12 r1 A3 r2 R3 q", "S12 r1 A3 R2 q"},
    {"APPEND-04", "S12 r1 A3 r2 R3 q", "S12 r1 A3 r2 f1"},
    {"APPEND-05", "S1 R1 A2 F1 R2 q", "S1 R1 A2 q"},
    {"APPEND-05", "S1 R1 A2 F1 R2 q", "S1 R1 A2 f1 m1"},
    {"APPEND-06", "S1 R1 A23 r2 R3 q", "S1 R1 A23 r2 q"},
    {"APPEND-06", "S1 R1 A2 R2 q", "S1 R1 A2 R2 d2"},
    {"APPEND-07", "v2 S1 R1 A2 R2 q", "v2 S1 R1 A2 q"},
    {"APPEND-07", "v2 S1 R1 A2 R2 q", "v2 S1 R1 A2 R2 fs"},
    {"APPEND-08", "v2 S1 R1 A2 R2 q", "v2 S1 R1 A2 F1"},
    {"APPEND-09", "v2 S1 R1 A23 r2 R3 q", "v2 S1 R1 A23 f3"},
    {"APPEND-10", "S1 R1 A2 R2 A3 R3 q", "S1 R1 A2 R2 A3 q"},
    {"APPEND-10", "v2 S1 R1 A2 R2 A3 R3 q", "v2 S1 R1 A2 R2 A3 R3 fs"},
    {"APPEND-11", "S1 A2( )! R1 q", "S1 A2( )0xC000009A"},
    {"APPEND-12", "S1 A2( ) r1 R2 q", "S1 A2( z:6 )"},
    {"APPEND-13", "v2 S1 A2( )! R1 q", "v2 S1 A2( )! r1 f2"},
    {"APPEND-14", "A1( )! q", "A1( m1"},
    {"APPEND-14", "S1 B( w0:3 ) A2( )! q", "S1 B( w0:3 ) A2 f2 m2"},
    {"APPEND-15", "S1 f1 m1 P( o1:2 ) p1 A2 U( f2 m2 o2:1 ) q", "S1 f1 m1 P( o1:2 ) p1 A2 f2"},
};

static const struct rule_case suspend_cases[] = {
    {"SUSP-01", "S12 f1 m1 P( o1:2 ) p1", "S12 f1 m1 P"},
    {"SUSP-01", "S1 f1 h:3:1 w0:3 S2 f2 m2 P( o2:2 ) p2", "S12 f1 m1 P p0"},
    {"SUSP-02", "S12 f1 m1 P( o1:2 ) p1", "S123 r1 f2 m2 P( o2:2 ) p1"},
    {"SUSP-02", "S12 P p0", "S12 r1 P( w1:2 ) p0"},
    {"SUSP-03", "S12 f1 m1 P( o1:2 ) p1", "S12 r1 P p1"},
    {"SUSP-04", "S12 f1 m1 P( o1:2 ) p1", "S123 r1 r2 P( w2:2 ) p1"},
    {"SUSP-05", "S12 r1 P( w1:2 ) p1 U F1 R2 q", "S12 r1 P( w1:2 ) p1 f2"},
    {"SUSP-07", "S12 P( )! r1 R2 q", "S12 P( )0xC00000BB"},
    {"SUSP-07", "S12 P( )! r1 R2 q", "S12 P( z:6 )!"},
    {"SUSP-07", "S12 P( )! r1 R2 q", "S12 P( !:0"},
    {"SUSP-08", "S1 f1 m1 P( o1:1 ) p1", "S12 r1 f2 m2 P( o2:1 ) p1"},
    {"SUSP-09", "S12 P( )! r1 R2 q", "S12 P( )! r1 q"},
    {"RESUME-01", "S12 r1 P( w1:2 ) p1 i13 U F1 r3 R2 q", "S12 r1 P( w1:2 ) p1 i13 U f2"},
    {"RESUME-02", "S123 r1 P( w1:2 ) p1 u213 U F1 R3 q D2=0",
     "S123 r1 P( w1:2 ) p1 u213 U F1 f2 m2"},
    {"RESUME-02", "S12 r1 P( w1:2 ) p1 i13 U F1 r3 R2 q", "S12 r1 P( w1:2 ) p1 i13 U F1 r3 q"},
    {"RESUME-03", "S12 r1 P( w1:2 ) p1 U F1 R2 q", "S12 r1 P( w1:2 ) p1 U f1 m1 d1"},
    {"RESUME-05", "S12 r1 P( w1:2 ) p1 U( )! q", "S12 r1 P( w1:2 ) p1 U( )0xC00000BB"},
    {"RESUME-05", "S12 r1 P( w1:2 ) p1 U( )! q", "S12 r1 P( w1:2 ) p1 U( z:1"},
    {"RESUME-06", "S1 f1 m1 P( o1:2 h:2 ) p1 U F1 h:1 w1:1 q", "S1 f1 m1 P( o1:2 h:2 ) p1 U q"},
    {"RESUME-06", "S1 f1 m1 P( o1:2 ) p1 U F1 q", "S1 f1 m1 P( o1:2 ) p1 U fs"},
    {"RESUME-07", "v2 S12 r1 P( w1:2 ) p1 U F1 R2 q", "v2 S12 r1 P( w1:2 ) p1 U F1 q"},
    {"RESUME-07", "v2 S12 r1 P( w1:2 ) p1 U F1 R2 q", "v2 S12 r1 P( w1:2 ) p1 U F1 R2 fs"},
};

static const struct rule_case ending_cases[] = {
    {"ABORT-01", "t1=8:1048576 S12 f1 B( w0:3 ) q", "t1=8:1048576 S12 f1 B( m1 o1:0 w1:3 )"},
    {"ABORT-02", "S12 f1 B( w0:3 ) q D2=0", "S12 f1 B( w0:3 ) m2"},
    {"ABORT-02", "S12 f1 B( w0:3 ) q D2=0", "S12 f1 B( w0:3 ) q D2=1"},
    {"ABORT-02", "S12 f1 B( w0:3 ) q D2=0", "S12 r1 B( w1:3 ) f2"},
    {"ABORT-03", "S12 r1 B( w1:3 ) q", "S12 r1 B q"},
    {"ABORT-04", "S12 B( w0:3 ) S3 R3 q", "S12 B( w0:3 ) S3( )!"},
    {"ABORT-05", "S12 f1 B( w0:3 ) q", "S12 f1 B( w0:3 ) m1"},
    {"ABORT-05", "S12 f1 B( w0:3 ) q", "S12 r1 B( w1:3 ) f2"},
    {"ABORT-06", "S12 r1 B( w1:3 ) S3 R3 q", "S12 r1 B( w1:3 ) S3 f2"},
    {"ABORT-06", "v2 S12 r1 B( w1:3 ) S3 R3 q", "v2 S12 r1 B( w1:3 ) S3 fs"},
    {"ABORT-08", "S1 B( )! R1 q", "S1 B( )0xC000009A"},
    {"ABORT-08", "S1 B( )! R1 q", "S1 B( z:6"},
    {"ABORT-08", "S1 B( )! R1 q", "S1 B( !:0"},
    {"ABORT-09", "c1 S3 f3 c0 S1 B( w0:3 ) c1 m3 d3 D3=1 w3:1", "c1 S3 f3 c0 S1 B( c1 h:3"},
    {"ABORT-10", "S1 R1 B q", "S1 R1 B( f1"},
    {"RESET-01", "t1=8:1048576 S12 f1 Z( w0:3 ) q", "t1=8:1048576 S12 f1 Z( m1 o1:0 w1:3 )"},
    {"RESET-02", "S12 r1 Z( w1:3 ) q", "S12 r1 Z q"},
    {"RESET-03", "S12 h:0 r1 Z( w1:3 h:3 ) q", "S12 h:0 r1 Z( w1:3 ) q"},
    {"RESET-03", "S12 h:0 r1 Z( w1:3 h:3 ) q", "S12 h:0 r1 Z( w1:3 h:3 ) w1:3"},
    {"RESET-04", "S12 r1 Z( w1:3 ) S3 R3 q D2=0", "S12 r1 Z( w1:3 ) S3 r3 f2"},
    {"RESET-04", "S12 r1 Z( w1:3 ) S3 R3 q D2=0", "S12 r1 Z( w1:3 ) S3 R3 q D2=1"},
    {"RESET-04", "t3=9:64 S1 Z( w0:3 ) S3 R3 k3 K3 q", "t1=9:64 S12 r1 Z( w1:3 ) S3 k1"},
    {"RESET-05", "S12 r1 Z( w1:3 ) S3 R3 q", "S12 r1 Z( w1:3 ) S3( )!"},
    {"RESET-06", "S12 r1 Z( w1:3 ) S3 R3 q", "S12 r1 Z( w1:3 ) S3 f3 m3 d3 a3:1"},
    {"RESET-07", "S12 r1 h:3:4 w1:3 Z( w1:3 ) S3 R3 q", "S12 r1 h:3:4 w1:3 Z( w1:3 ) S3 q"},
    {"RESET-08", "S12 r1 Z( w1:3 ) S3 R3 q", "S12 r1 Z( w1:3 ) S3 x3:1"},
    {"RESET-09", "S1 Z( )! R1 q", "S1 Z( )0xC000009A"},
    {"RESET-09", "S1 Z( )! R1 q", "S1 Z( z:6"},
    {"RESET-09", "S1 Z( )! R1 q", "S1 Z( !:0"},
    {"RESET-10", "t3=9:64 S1 Z( w0:3 ) S3 R3 g3 k3 K3 q", "t3=9:64 S1 Z( w0:3 ) S3 R3 q"},
};

static const struct rule_case completion_cases[] = {
    {"COMPL-01", "S12 r1 R2 q", "S12 n1 f2"},
    {"COMPL-02", "t1=0:64 S12 r1 R2 q", "t1=0:64 S12 n1 W1:0"},
    {"COMPL-03", "S12 r1 R2 q", "S12 r1 n2 W1:1"},
    {"COMPL-04", "S12 r1 R2 q", "S12 n1 W1:6"},
    {"COMPL-05", "S12 r1 R2 q", "S12 r1 n2 W2:0"},
    {"COMPL-05", "S1 f1 m1 A2( o1:0 F1 R2 ) q", NULL},
    {"COMPL-05", "S1 R1 A2( F1 f2 m2 ) o2:0 F2 w2:1 q", "S1 R1 A2( ) F1 f2 m2 o2:0"},
    {"COMPL-06", "S12 r1 R2 q", "S12 R1"},
    {"COMPL-06", "S1 f1 m1 A2 o1:1 F1 R2 q", NULL},
    {"COMPL-06", "S12 r1 R2 q", "S12 r1 r2 q"},
    {"COMPL-07", "S12 f1 m1 P( o1:2 ) p1", "S12 r1 w1:2"},
    {"COMPL-07", "S1( W0:2 R1 ) q", "t1=0:64 S1( W0:2 ) n1 q"},
    {"COMPL-07", "v1 t2=0:64 S1 R1 A2( w1:2 F1 ) n2 q", "t2=0:64 S1 R1 A2( w1:2 F1 ) n2 q"},
    {"COMPL-08", "S12 r1 B( w1:3 )", "S12 r1 w1:3"},
    {"COMPL-08", "S12 r1 h:3:1 w1:3 q", "S12 r1 h:3:1 q"},
    {"COMPL-08", "S12 r1 B( w1:3 )", "S123 r1 B( w3:3 )"},
    {"COMPL-09", "S12 W0:4 r1 R2 q", "S12 r1 W0:4"},
    {"COMPL-11", "S12 r1 R2 q", "S12 n1 W1:0x10"},
    {"COMPL-12", "S12 r1 R2 q", "S12 n1 D1=1 W1:0 x2:0"},
    {"COMPL-13", "S12 r1 R2 q", "t1=0:4096 S12 f1 m1 d1 D1=2 f2 m2 o2:1"},
    {"COMPL-14", "S12 f1 m1 d1 w1:0 R2 q", "S12 f1 m1 d1 D1=0 w1:0"},
    {"COMPL-14", "S12 r1 R2 q", "S12 f1 m1 d1 D1=2 w1:0"},
    {"COMPL-15", "S12 r1 R2 q", "S12 r1 n2 w2:1 w1:0"},
    {"COMPL-16", "S1 R1 q", "S1 f1 m1 d1=1"},
    {"COMPL-17", "S1 R1 q", "S1 f1 m1 d1 a1:1"},
    {"COMPL-17", "S1 R1 q", "S1 R1 s"},
    {"COMPL-18", "S1 R1 X1:1 q", "S12 r1 X2:1"},
    {"COMPL-19", "S1 f1 m1 d1 y:5 D1=1 X1:1 q", "S12 f1 m1 d1 y:5 D1=1 X2:1"},
};

static const struct rule_case descriptor_cases[] = {
    {"DESC-01", "S1 R1 q", "S1 n1 D1=2"},
    {"DESC-01", "S1 R1 q", "S1 R1 D1=1:4"},
    {"DESC-01", "S1 R1 q", "S1 f1 M1"},
    {"DESC-02", "S1 R1 q", "S1 R1 D1=1:1"},
    {"DESC-03", "S1 R1 q", "S1 R1 j1=0x80"},
    {"DESC-04", "t1=0x28:8 S1 R1 j1=1 q", "S1 R1 j1=1"},
    {"DESC-04", "S1 R1 q", "S1 R1 j1=16"},
    {"DESC-06", "v2 t1=0x48:64 S1 R1 q", "v2 t1=0x48:64 S1 R1 j1=0x20"},
    {"DESC-07", "t1=0x18:64 S12 r1 R2 q", "t1=0x18:64 S12 f1 f2 m2"},
    {"DESC-12", NULL, "S1 f1 m1 d1=0x55000008"},
    {"DESC-13", "t1=0:64 S12 r1 R2 q", "t1=0:64 S12 n1 g1"},
    {"DESC-14", "t1=8:8192 S1 R1 q", "t1=8:8192 S1 n1 D1=2"},
    {"DESC-16", "O:1024 S1 R1 q", "O:1024 S1 f1 d1"},
    {"DESC-18", "S1 R1 q", "S12 r1 fg"},
    {"NULL-01", "t1=0x28:0 t2=0x28:0 S12 f1 P( o1:2 ) p1 q", "t1=0x28:0 S1 q"},
    {"NULL-01", "t1=0x28:0 S1 R1 q", "t1=0x28:0 S1 q"},
    {"NULL-02", "t1=0x28:0 S12 r1 R2 q", "t1=0x28:0 S12 f1 d1 f2"},
    {"NULL-03", "t1=0x29:0 S1 R1 g1 k1 K1 q", "t1=0x28:0 S12 r1 q"},
    {"NULL-03", "t1=0x29:0 S1 R1 g1 k1 K1 q", "t1=0x29:0 S1 R1 g1 q"},
    {"NULL-04", "t1=0x28:64 S1 R1 q", "t1=0x28:64 S1 f1 m1"},
    {"NULL-04", "t1=0x28:64 S1 R1 q", "t1=0x28:64 S1 R1 D1=3"},
    {"NULL-06", "t1=8:0 S1 R1 q", "t1=8:0 S1 q"},
    {"NULL-06", "S1 R1 q", "S1 f1 d1"},
    {"NULL-08", "t2=0x28:0 S12 r1 R2 q", "t2=0x28:0 S12 n1 D1=0 f2 d2 w2:1"},
    {"NULL-09", "t1=0x28:0 S1 h:0 R1 h:1 q", "t1=0x28:0 S1 h:0 R1 q"},
};

static const struct rule_case claim_cases[] = {
    {"CLAIM-01", "S1 R1 Es1:1", "S12 r1 Es1:1"},
    {"CLAIM-01", "S1 R1 Es:1", "S12 r1 Es2:0"},
    {"CLAIM-02", "t1=9:64 S1 R1 g1 k1 K1 Ei1", "S1 R1 Ei1"},
    {"CLAIM-02", "t1=9:64 t2=9:64 S12 r1 R2 g2 k2 K2 Ei1:1 Ei2", "t1=9:64 S12 r1 g1 k1 Ei2"},
    {"CLAIM-03", "t1=9:64 S1 R1 g1 k1 K1 Ed1", "t1=9:64 S1 R1 g1 k1 K1 Ed1 Ed1"},
    {"CLAIM-04", "S1 R1 Ec1", "S1 f1 D1=2 Ec1"},
    {"CLAIM-05", "S1 D1=0 Eu1 R1 q", "S1 R1 Eu1"},
    {"CLAIM-06", "t1=9:64 S1 Ni2 R1 g1 k1 K1 q", "t1=9:64 S12 Ni2 r1 g1 k2"},
    {"CLAIM-06", "t1=9:64 S1 No1 R1 g1 k1 K1 q", "t1=9:64 S12 No1 r1 g1 k2"},
    {"CLAIM-07", "t1=9:64 S1 Nd2 R1 g1 k1 K1 q", "t1=9:64 S12 Nd2 r1 g1 K2"},
    {"CLAIM-08", "S1 R1 Nt1 S2 R2 q D1=1", "S12 Nt2 r1 f2"},
    {"CLAIM-09", "S1 Ns:3 R1 q", "S1 Ns:1 R1"},
    {"CLAIM-10", "Er:0:0", "Er:1:0"},
    {"CLAIM-11", "S1 y:10 R1 q", "S1 R1 Y:10"},
    {"KRN-01", NULL, "S1 z:1"},
    {"KRN-03", NULL, "S1 z:7"},
    {"KRN-04", NULL, "S1 R1 q s:1"},
    {"KRN-04", NULL, "S1 R1 q s:8"},
};

RULE_TEST(start)
RULE_TEST(append)
RULE_TEST(suspend)
RULE_TEST(ending)
RULE_TEST(completion)
RULE_TEST(descriptor)
RULE_TEST(claim)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_start),
        cmocka_unit_test(test_append),
        cmocka_unit_test(test_suspend),
        cmocka_unit_test(test_ending),
        cmocka_unit_test(test_completion),
        cmocka_unit_test(test_descriptor),
        cmocka_unit_test(test_claim),
        cmocka_unit_test(test_each_rule_can_be_broken),
        cmocka_unit_test(test_permissions_are_never_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
