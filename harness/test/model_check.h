/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables of played traces: each is judged twice, and what was found is looked at. Only the groups
 * of clauses that MODEL_CHECK_GROUPS lists (defined before this file is included) count.
 */
#ifndef NDC_TEST_MODEL_CHECK_H
#define NDC_TEST_MODEL_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model_play.h"

#ifndef MODEL_CHECK_GROUPS
#define MODEL_CHECK_GROUPS                                                                   \
    "START-", "APPEND-", "SUSP-", "RESUME-", "ABORT-", "RESET-", "COMPL-", "DESC-", "NULL-", \
        "CLAIM-", "KRN-"
#endif

static struct ndc_model model, again;
static bool broken_rules[64 * NDC_REACHED_WORDS]; /* by any trace of this program */

static inline bool
is_of_these_groups(unsigned clause)
{
    static const char *const groups[] = {MODEL_CHECK_GROUPS};

    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        if (strncmp(ndc_clauses[clause].id, groups[i], strlen(groups[i])) == 0)
            return true;
    }
    return false;
}

static inline bool
was_reached(int clause)
{
    const uint64_t *reached = ndc_model_reached(&model);

    for (unsigned row = 0; row < ndc_rule_count; row++) {
        if (ndc_rules[row].clause == clause && (reached[row / 64] >> row % 64 & 1) != 0)
            return true;
    }
    return false;
}

static inline bool
was_broken(int clause)
{
    const struct ndc_finding *findings;
    uint32_t count = ndc_model_findings(&model, &findings);
    bool broken = false;

    for (uint32_t i = 0; i < count; i++) {
        broken_rules[findings[i].rule] = true;
        broken |= findings[i].clause == clause;
    }
    return broken;
}

/* The same events give the same findings. */
static inline void
play_twice(const char *line)
{
    static struct play play;

    play_make(&play, line);
    play_judge(&model, &play);
    play_judge(&again, &play);
    assert_int_equal(model.finding_count, again.finding_count);
    assert_memory_equal(model.findings, again.findings,
                        model.finding_count * sizeof model.findings[0]);
    assert_memory_equal(model.reached, again.reached, sizeof model.reached);
}

/* A promise of NetDMA's in a trace about what the provider does, or the other way round. */
static inline bool
is_other_side(unsigned found, const char *clause)
{
    int about = ndc_clause_find(clause);

    return ndc_clause_is_promise(&ndc_clauses[found]) !=
           (about >= 0 && ndc_clause_is_promise(&ndc_clauses[about]));
}

static inline unsigned
count_findings(const char *clause, const char *line)
{
    unsigned failures = 0;

    for (uint32_t i = 0; i < model.finding_count; i++) {
        const struct ndc_finding *finding = &model.findings[i];
        if (!is_of_these_groups(finding->clause) || is_other_side(finding->clause, clause))
            continue;
        print_error("%s kept by '%s': %s broken at event %u (%s)\n", clause, line,
                    ndc_clauses[finding->clause].id, finding->event,
                    ndc_rules[finding->rule].text.breach);
        failures++;
    }
    return failures;
}

#endif
