/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables of traces: for each clause one that keeps it and one that breaks it. A program that has
 * run its tables runs test_each_rule_can_be_broken last.
 */
#ifndef NDC_TEST_MODEL_TABLE_H
#define NDC_TEST_MODEL_TABLE_H

#include "model_check.h"

struct rule_case {
    const char *clause;
    const char *kept;   /* no finding of these groups, and the clause was looked at */
    const char *broken; /* a finding of this clause */
};

static unsigned
count_failures(const struct rule_case *test)
{
    int clause = ndc_clause_find(test->clause);
    unsigned failures = 0;

    assert_true(clause >= 0);
    if (test->kept != NULL) {
        play_twice(test->kept);
        failures += count_findings(test->clause, test->kept);
        if (!was_reached(clause)) {
            print_error("%s kept by '%s': never looked at\n", test->clause, test->kept);
            failures++;
        }
    }
    if (test->broken != NULL) {
        play_twice(test->broken);
        if (!was_broken(clause)) {
            print_error("%s broken by '%s': not found\n", test->clause, test->broken);
            failures++;
        }
    }
    return failures;
}

#ifndef MODEL_TABLE_PROMISES
#define MODEL_TABLE_PROMISES false /* the program is about NetDMA's own duties */
#endif

/* Runs after the tables: each prohibition and duty of these groups was broken by some trace. */
static void
test_each_rule_can_be_broken(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (unsigned row = 0; row < ndc_rule_count; row++) {
        if (!is_of_these_groups(ndc_rules[row].clause) || broken_rules[row] ||
            ndc_rules[row].kind == NDC_RULE_PERMISSION ||
            ndc_clause_is_promise(&ndc_clauses[ndc_rules[row].clause]) != MODEL_TABLE_PROMISES)
            continue;
        if (strncmp(ndc_clauses[ndc_rules[row].clause].id, "KRN-", 4) == 0)
            continue; /* one predicate */
        print_error("never broken: %s %s\n", ndc_clauses[ndc_rules[row].clause].id,
                    ndc_rules[row].text.breach);
        failures++;
    }
    assert_int_equal(failures, 0);
}

static void
test_permissions_are_never_broken(void **state)
{
    (void)state;
    for (unsigned row = 0; row < ndc_rule_count; row++)
        assert_false(broken_rules[row] && ndc_rules[row].kind == NDC_RULE_PERMISSION);
}

#define RULE_TEST(name)                                                           \
    static void test_##name(void **state)                                         \
    {                                                                             \
        unsigned failures = 0;                                                    \
                                                                                  \
        (void)state;                                                              \
        for (size_t i = 0; i < sizeof name##_cases / sizeof name##_cases[0]; i++) \
            failures += count_failures(&name##_cases[i]);                         \
        assert_int_equal(failures, 0);                                            \
    }

#endif
