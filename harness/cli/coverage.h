/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who tests a clause at which interface version: scripts that cite it, mutants that break it and,
 * from the result of a run, the cases that came to it.
 */
#ifndef NDC_CLI_COVERAGE_H
#define NDC_CLI_COVERAGE_H

#include "model/tables.h"
#include "run/names.h"
#include "run/result.h"
#include "run/suite.h"

struct ndc_coverage {
    struct ndc_suite suite;
    struct ndc_provider *providers;
    unsigned provider_count;
    bool measured; /* the result of a run is there */
    struct ndc_result result;
};

/* result: its file, or NULL. What cannot be read is an error. */
NDC_MUST_CHECK int ndc_coverage_make(struct ndc_coverage *coverage, const char *result,
                                     struct ndc_error *error);
void ndc_coverage_release(struct ndc_coverage *coverage);

/* Whether the script cites the clause; and runs at the version with this number. */
bool ndc_coverage_cites(const struct ndc_suite_script *script, unsigned row);
bool ndc_coverage_runs_at(const struct ndc_suite_script *script, unsigned version);

/* How many scripts cite a clause: at a version, or at any (NDC_VERSION_COUNT). */
unsigned ndc_coverage_scripts(const struct ndc_coverage *coverage, unsigned row, unsigned version);

/* What the run says of a clause; NULL when nothing was measured, or the run does not know it. */
const struct ndc_result_clause *ndc_coverage_run(const struct ndc_coverage *coverage, unsigned row);

/* Whether a harness could judge the clause and it asks for something. */
bool ndc_coverage_wanted(const struct ndc_clause *clause);

/*
 * Versions, as bits, at which a wanted clause can be broken and nothing shows that it is kept: no
 * script cites it, or no case of the run came to it. All of them when no rule judges it.
 */
uint8_t ndc_coverage_missing(const struct ndc_coverage *coverage, unsigned row);

#endif
