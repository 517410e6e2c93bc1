/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "run/provider.h"

int
ndc_coverage_make(struct ndc_coverage *coverage, const char *result, struct ndc_error *error)
{
    memset(coverage, 0, sizeof *coverage);
    NDC_TRY(ndc_suite_load(&coverage->suite, ndc_suite_folder(), error));
    if (ndc_provider_list(&coverage->providers, &coverage->provider_count, error) != 0) {
        ndc_coverage_release(coverage);
        return -1;
    }
    coverage->measured = result != NULL;
    if (result == NULL || ndc_result_read(&coverage->result, result, error) == 0)
        return 0;
    coverage->measured = false;
    ndc_coverage_release(coverage);
    return -1;
}

void
ndc_coverage_release(struct ndc_coverage *coverage)
{
    ndc_suite_release(&coverage->suite);
    free(coverage->providers);
    if (coverage->measured)
        ndc_result_release(&coverage->result);
}

bool
ndc_coverage_cites(const struct ndc_suite_script *script, unsigned row)
{
    const struct ndc_script_header *header = ndc_scenario_header(script->scenario);

    for (unsigned i = 0; i < header->cites_count; i++)
        if (strcmp(header->cites[i], ndc_clauses[row].id) == 0)
            return true;
    return false;
}

bool
ndc_coverage_runs_at(const struct ndc_suite_script *script, unsigned version)
{
    uint8_t versions = ndc_scenario_header(script->scenario)->interfaces & NDC_VERSION_BITS;

    return version >= NDC_VERSION_COUNT || versions == 0 ||
           (versions & ndc_version_bit(ndc_version_at(version))) != 0;
}

unsigned
ndc_coverage_scripts(const struct ndc_coverage *coverage, unsigned row, unsigned version)
{
    unsigned count = 0;

    for (unsigned i = 0; i < coverage->suite.count; i++)
        count += ndc_coverage_cites(&coverage->suite.scripts[i], row) &&
                 ndc_coverage_runs_at(&coverage->suite.scripts[i], version);
    return count;
}

const struct ndc_result_clause *
ndc_coverage_run(const struct ndc_coverage *coverage, unsigned row)
{
    for (unsigned i = 0; coverage->measured && i < coverage->result.clause_count; i++)
        if (strcmp(coverage->result.clauses[i].id, ndc_clauses[row].id) == 0)
            return &coverage->result.clauses[i];
    return NULL;
}

bool
ndc_coverage_wanted(const struct ndc_clause *clause)
{
    bool testable = clause->untestable == NULL || clause->untestable[0] == '\0';

    return testable && clause->force != NDC_FORCE_MAY;
}

uint8_t
ndc_coverage_missing(const struct ndc_coverage *coverage, unsigned row)
{
    const struct ndc_clause *clause = &ndc_clauses[row];
    const struct ndc_result_clause *run = ndc_coverage_run(coverage, row);
    uint8_t missing = 0;

    if (!ndc_coverage_wanted(clause))
        return 0;
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        bool reached =
            ndc_coverage_scripts(coverage, row, i) > 0 && (run == NULL || run->cases_at[i] > 0);

        if (!clause->judged || !reached)
            missing |= ndc_version_bit(ndc_version_at(i));
    }
    return missing & clause->bites;
}
