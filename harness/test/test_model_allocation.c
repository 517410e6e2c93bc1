/* SPDX-License-Identifier: Apache-2.0 */
/* What happens around allocating and freeing, on traces written by hand. */
#define MODEL_CHECK_GROUPS "ALLOC-19", "FREE-04"
#include "model_table.h"

static const struct rule_case allocation_cases[] = {
    {"ALLOC-19", "L S1 R1 q", "L w0:3"},       /* before the first Start */
    {"ALLOC-19", "L( ) S1 R1 q", "L( w0:3 )"}, /* inside the call */
    {"ALLOC-19", "L S1 R1 X1:1 q", "L X0:4"},  /* by a CPU */
    {"ALLOC-19", "L( ) S1 R1 q", "L( X0:4 )"},
    {"ALLOC-19", "L S1 R1 k1 K1 q", "L k0"}, /* NetDmaIsr */
    {"FREE-04", "S1 R1 l q", "S1 R1 l f1"},
    {"FREE-04", "S1 R1 l q", "S1 R1 l w1:1"},
};

RULE_TEST(allocation)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allocation),
        cmocka_unit_test(test_each_rule_can_be_broken),
        cmocka_unit_test(test_permissions_are_never_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
