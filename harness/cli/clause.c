/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/clause.h"

#include <stdio.h>
#include <string.h>

#include "run/names.h"
#include "run/result.h"
#include "scenario/words.h"

static void
append(char *text, size_t room, const char *between, const char *word)
{
    size_t length = strlen(text);

    snprintf(text + length, room - length, "%s%s", length > 0 ? between : "", word);
}

const char *
ndc_clause_force(const struct ndc_clause *clause)
{
    return clause->force < NDC_FORCES ? ndc_force_names[clause->force] : "?";
}

void
ndc_clause_binds(const struct ndc_clause *clause, char *text, size_t room)
{
    static const char *const names[] = {"provider", "engine", "NetDMA", "client", "driver"};

    text[0] = '\0';
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if ((clause->binds >> i & 1) != 0)
            append(text, room, "+", names[i]);
}

void
ndc_version_words(uint8_t versions, char *text, size_t room)
{
    text[0] = '\0';
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++)
        if ((versions & ndc_version_bit(ndc_version_at(i))) != 0)
            append(text, room, " ", ndc_version_name(ndc_version_at(i)));
}

void
ndc_clause_versions(const struct ndc_clause *clause, char *text, size_t room)
{
    ndc_version_words(clause->versions, text, room);
}

bool
ndc_clause_can_fail(const struct ndc_clause *clause)
{
    return ndc_clause_decides(clause);
}

bool
ndc_clause_is_own(const struct ndc_clause *clause)
{
    return strncmp(clause->id, "KRN-", 4) == 0 || strncmp(clause->id, "CLAIM-", 6) == 0 ||
           strncmp(clause->id, "MAN-", 4) == 0 || strncmp(clause->id, "A-", 2) == 0;
}

int
ndc_clause_seek(const char *id, struct ndc_error *error)
{
    struct ndc_nearest nearest;
    int row = ndc_clause_find(id);

    if (row >= 0)
        return row;
    ndc_nearest_begin(&nearest, id, strlen(id));
    for (unsigned i = 0; i < ndc_clause_count; i++)
        ndc_nearest_offer(&nearest, ndc_clauses[i].id, strlen(ndc_clauses[i].id));
    if (nearest.best[0] != '\0')
        snprintf(error->hint, sizeof error->hint, "did you mean %s?", nearest.best);
    else
        snprintf(error->hint, sizeof error->hint, "ndc rules lists the clauses");
    return ndc_error_set(error, "there is no clause '%s'", id);
}

static bool
exists(const char *id)
{
    return ndc_clause_find(id) >= 0;
}

static bool
is_promise(const char *id)
{
    int row = ndc_clause_find(id);

    return row >= 0 && ndc_clause_is_promise(&ndc_clauses[row]) && ndc_clauses[row].judged;
}

const struct ndc_lint_clauses ndc_clauses_for_lint = {exists, is_promise};
