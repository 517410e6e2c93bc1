/* SPDX-License-Identifier: Apache-2.0 */
#include "run/verdict.h"

#include <string.h>

#include "model/tables.h"

const char *const ndc_verdict_names[NDC_VERDICTS] = {
    [NDC_VERDICT_FAIL] = "FAIL",
    [NDC_VERDICT_CRASH] = "CRASH",
    [NDC_VERDICT_HANG] = "HANG",
    [NDC_VERDICT_HARNESS] = "HARNESS",
    [NDC_VERDICT_WARN] = "WARN",
    [NDC_VERDICT_PASS] = "PASS",
    [NDC_VERDICT_UNSUPPORTED] = "UNSUPPORTED",
    [NDC_VERDICT_NOT_RUN] = "NOT RUN",
};

const char *const ndc_outcome_names[NDC_OUTCOMES] = {
    [NDC_OUTCOME_RAN] = "ran",
    [NDC_OUTCOME_UNSUPPORTED] = "unsupported",
    [NDC_OUTCOME_NOT_BEGUN] = "not-begun",
    [NDC_OUTCOME_DIED] = "died",
    [NDC_OUTCOME_CHECK_FAILED] = "check-failed",
    [NDC_OUTCOME_REFUSED] = "refused",
};

static bool
is_claim(const struct ndc_finding *finding)
{
    return finding->clause < ndc_clause_count &&
           strncmp(ndc_clauses[finding->clause].id, "CLAIM-", 6) == 0;
}

/* What one broken clause costs. Claims of a script of class should are only as strong as it is. */
static enum ndc_verdict
cost_of(const struct ndc_finding *finding, const struct ndc_matter *matter)
{
    const struct ndc_clause *clause;

    if (finding->event < matter->count &&
        matter->events[finding->event].kind == NDC_EVENT_FAULT_UNFIRED)
        return NDC_VERDICT_HARNESS; /* the script's plan was wrong, not the provider */
    if (finding->clause >= ndc_clause_count)
        return NDC_VERDICT_FAIL;
    clause = &ndc_clauses[finding->clause];
    if (ndc_clause_is_promise(clause))
        return NDC_VERDICT_HARNESS; /* NetDMA's side broke it, which is ours */
    if (matter->class == NDC_CLASS_SHOULD && is_claim(finding))
        return NDC_VERDICT_WARN;
    if (ndc_breach_decides(finding->rule, finding->clause))
        return NDC_VERDICT_FAIL;
    return clause->force == NDC_FORCE_MAY ? NDC_VERDICT_PASS : NDC_VERDICT_WARN;
}

static enum ndc_verdict
cost_of_findings(const struct ndc_case_result *result, const struct ndc_matter *matter)
{
    enum ndc_verdict worst = NDC_VERDICT_PASS;

    for (uint32_t i = 0; i < result->finding_count; i++) {
        enum ndc_verdict cost = cost_of(&result->findings[i], matter);

        if (cost < worst)
            worst = cost;
    }
    return worst;
}

/* How a script ended comes before what was found in it; what was found before what is our fault. */
enum ndc_verdict
ndc_verdict_decide(const struct ndc_case_result *result, const struct ndc_marks *marks,
                   const struct ndc_matter *matter)
{
    enum ndc_verdict found = cost_of_findings(result, matter);

    if (result->outcome == NDC_OUTCOME_CHECK_FAILED)
        return NDC_VERDICT_HARNESS;
    if (result->outcome == NDC_OUTCOME_DIED || marks->bug_check != NDC_EVENT_NOWHERE)
        return NDC_VERDICT_CRASH;
    if (marks->limit != NDC_EVENT_NOWHERE)
        return NDC_VERDICT_HANG;
    if (found == NDC_VERDICT_FAIL)
        return NDC_VERDICT_FAIL;
    if (result->outcome == NDC_OUTCOME_NOT_BEGUN && !marks->refused)
        return NDC_VERDICT_CRASH;
    if (result->differs || marks->unfired != NDC_EVENT_NOWHERE || marks->unbroken != NULL)
        return NDC_VERDICT_HARNESS;
    return result->outcome == NDC_OUTCOME_UNSUPPORTED ? NDC_VERDICT_UNSUPPORTED : found;
}

/* 0: a clause of the specification that decides, 1: a claim that does, 2: all others. */
static unsigned
rank_of(const struct ndc_finding *finding, const struct ndc_matter *matter)
{
    if (cost_of(finding, matter) != NDC_VERDICT_FAIL)
        return 2;
    return is_claim(finding) ? 1 : 0;
}

void
ndc_verdict_order(struct ndc_case_result *result, const struct ndc_matter *matter)
{
    struct ndc_finding ordered[NDC_FINDINGS_MAX];
    uint32_t count = 0;

    for (unsigned rank = 0; rank < 3; rank++)
        for (uint32_t i = 0; i < result->finding_count; i++)
            if (rank_of(&result->findings[i], matter) == rank)
                ordered[count++] = result->findings[i];
    memcpy(result->findings, ordered, count * sizeof ordered[0]);
}
