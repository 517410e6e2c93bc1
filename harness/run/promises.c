/* SPDX-License-Identifier: Apache-2.0 */
#include "run/promises.h"

#include <string.h>

#include "model/tables.h"

struct ndc_terms
ndc_terms_of(const struct ndc_scenario *scenario)
{
    const struct ndc_script_header *header = ndc_scenario_header(scenario);
    struct ndc_terms terms = {.class = header->class,
                              .promises = !header->breaks_any,
                              .breaks_count = header->breaks_count};

    memcpy(terms.breaks, header->breaks, sizeof terms.breaks);
    return terms;
}

static bool
is_promise(const struct ndc_finding *finding)
{
    return finding->clause < ndc_clause_count &&
           ndc_clause_is_promise(&ndc_clauses[finding->clause]);
}

static bool
is_announced(const struct ndc_terms *terms, unsigned clause)
{
    for (unsigned i = 0; i < terms->breaks_count; i++)
        if (ndc_clause_find(terms->breaks[i]) == (int)clause)
            return true;
    return false;
}

static bool
is_kept_in_mind(const struct ndc_case_result *result, unsigned clause)
{
    for (unsigned i = 0; i < result->promise_count; i++)
        if (result->promises[i].clause == clause)
            return true;
    return false;
}

void
ndc_promises_settle(struct ndc_case_result *result, const struct ndc_terms *terms)
{
    uint32_t kept = 0;

    result->promise_count = 0;
    for (uint32_t i = 0; i < result->finding_count; i++) {
        const struct ndc_finding finding = result->findings[i];
        bool announced = is_announced(terms, finding.clause);

        if (!is_promise(&finding) || (terms->promises && !announced))
            result->findings[kept++] = finding;
        else if (announced && !is_kept_in_mind(result, finding.clause))
            result->promises[result->promise_count++] = finding;
    }
    result->finding_count = kept;
}

/* The bit of a registered version, major 31:16 and minor 15:0. */
static unsigned
version_bit(uint32_t version)
{
    static const uint32_t versions[] = {NDC_INTERFACE_1_0, NDC_INTERFACE_1_1, NDC_INTERFACE_2_0,
                                        NDC_INTERFACE_2_1};

    for (unsigned i = 0; i < sizeof versions / sizeof versions[0]; i++)
        if (versions[i] == version)
            return 1u << i;
    return 0;
}

/* Whether the promise is one that was not owed in this case: none of its rules applied. */
static bool
is_not_owed(const struct ndc_case_result *result, unsigned clause)
{
    bool conditional = false;

    for (unsigned row = 0; row < ndc_rule_count; row++) {
        if (ndc_rules[row].clause != clause)
            continue;
        if ((result->reached[row / 64] >> row % 64 & 1) != 0)
            return false;
        conditional = conditional || ndc_rules[row].conditional;
    }
    return conditional;
}

const char *
ndc_promises_unbroken(const struct ndc_case_result *result, const struct ndc_terms *terms)
{
    if (result->outcome != NDC_OUTCOME_RAN)
        return NULL;
    for (unsigned i = 0; i < terms->breaks_count; i++) {
        int row = ndc_clause_find(terms->breaks[i]);

        if (row < 0)
            return terms->breaks[i];
        if ((ndc_clauses[row].versions & version_bit(result->registered)) != 0 &&
            !is_kept_in_mind(result, (unsigned)row) && !is_not_owed(result, (unsigned)row))
            return terms->breaks[i];
    }
    return NULL;
}

int
ndc_promises_betrayed(const struct ndc_case_result *result)
{
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (is_promise(&result->findings[i]))
            return result->findings[i].clause;
    return -1;
}
