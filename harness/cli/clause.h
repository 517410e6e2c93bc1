/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clauses of the specification in words, and what stands for a clause on the command line.
 */
#ifndef NDC_CLI_CLAUSE_H
#define NDC_CLI_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/tables.h"
#include "scenario/scenario.h"

const char *ndc_clause_force(const struct ndc_clause *clause);
/* "provider+engine" */
void ndc_clause_binds(const struct ndc_clause *clause, char *text, size_t room);
/* "1.0 2.1": a set of versions. */
void ndc_version_words(uint8_t versions, char *text, size_t room);

/* "1.0 1.1 2.0 2.1", or "2.0 2.1" */
void ndc_clause_versions(const struct ndc_clause *clause, char *text, size_t room);

/* Whether force makes a broken clause a FAIL. */
bool ndc_clause_can_fail(const struct ndc_clause *clause);
/* Rules of the kernel, claims of scripts, readings of ambiguities: rows beside the specification's
 * own clauses. */
bool ndc_clause_is_own(const struct ndc_clause *clause);

/* Row of a clause; -1 with a sentence and a suggestion. */
NDC_MUST_CHECK int ndc_clause_seek(const char *id, struct ndc_error *error);

/* Whether a script can say that it breaks the clause: NetDMA's duty, and judged. */
extern const struct ndc_lint_clauses ndc_clauses_for_lint;

#endif
