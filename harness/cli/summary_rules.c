/* SPDX-License-Identifier: Apache-2.0 */
/* The part of a summary about rules: which were shown to be kept, and the verdict as a whole. */
#include <stdio.h>
#include <string.h>

#include "cli/clause.h"
#include "cli/paragraph.h"
#include "cli/say.h"
#include "cli/summary.h"
#include "run/absent.h"

#define LIST_MAX 4000
#define CLAUSES_MAX 1024u

static void
append(char *text, const char *word)
{
    size_t length = strlen(text);

    snprintf(text + length, LIST_MAX - length, "%s%s", length > 0 ? ", " : "", word);
}

/* "  unsupported 14 (SuspendDma, ResumeDma absent; no engine of generation 1)" */
void
ndc_summary_unsupported(const struct ndc_result *result)
{
    char routines[LIST_MAX] = "";
    char engines[LIST_MAX] = "";
    char words[2 * LIST_MAX + 64];
    uint32_t known = 0;
    uint32_t count = 0;

    for (uint32_t i = 0; i < result->case_count; i++) {
        const struct ndc_result_case *one = &result->cases[i];

        if (one->verdict != NDC_VERDICT_UNSUPPORTED)
            continue;
        count++;
        if ((known >> one->absent % 32 & 1) == 0)
            append(one->absent < NDC_ROUTINES ? routines : engines, ndc_absent_name(one->absent));
        known |= 1u << one->absent % 32;
    }
    if (count == 0)
        return;
    snprintf(words, sizeof words, "unsupported %u (%s%s%s%s%s)", (unsigned)count, routines,
             routines[0] != '\0' ? " absent" : "",
             routines[0] != '\0' && engines[0] != '\0' ? "; " : "", engines[0] != '\0' ? "no " : "",
             engines);
    ndc_paragraph("", 2, words);
}

/* Clauses broken outside of hardening, which is reported apart. broken: CLAUSES_MAX entries. */
static void
mark_broken(const struct ndc_trial *trial, const struct ndc_result *result, bool *broken)
{
    memset(broken, 0, CLAUSES_MAX * sizeof *broken);
    for (uint32_t i = 0; i < result->case_count; i++) {
        const struct ndc_result_case *one = &result->cases[i];

        if (ndc_trial_is_hardening(trial, i))
            continue;
        for (uint32_t j = 0; j < one->finding_count; j++)
            if (one->findings[j].raw.clause < CLAUSES_MAX)
                broken[one->findings[j].raw.clause] = true;
    }
}

/* Clauses that can cost conformance and that some rule judges, by what came of them. */
struct tally {
    unsigned states[NDC_CLAUSE_STATES];
    char broken[LIST_MAX];
    char missed[LIST_MAX];
};

/* What came of a clause when hardening is left aside. */
static enum ndc_clause_state
state_of(const struct ndc_result_clause *clause, bool broken)
{
    if (broken)
        return NDC_CLAUSE_BROKEN;
    if (clause->state != NDC_CLAUSE_BROKEN)
        return (enum ndc_clause_state)clause->state;
    return clause->cases > clause->broken ? NDC_CLAUSE_KEPT : NDC_CLAUSE_NOT_EXERCISED;
}

static void
count_clauses(const struct ndc_trial *trial, const struct ndc_result *result, struct tally *tally)
{
    static bool broken[CLAUSES_MAX];

    memset(tally, 0, sizeof *tally);
    mark_broken(trial, result, broken);
    for (unsigned i = 0; i < result->clause_count && i < ndc_clause_count && i < CLAUSES_MAX; i++) {
        const struct ndc_result_clause *clause = &result->clauses[i];
        enum ndc_clause_state state = state_of(clause, broken[i]);

        if (ndc_clause_is_own(&ndc_clauses[i]) || !ndc_clause_can_fail(&ndc_clauses[i]))
            continue;
        tally->states[state]++;
        if (state == NDC_CLAUSE_BROKEN)
            append(tally->broken, clause->id);
        if (state == NDC_CLAUSE_NOT_EXERCISED)
            append(tally->missed, clause->id);
    }
}

/* "  rules: 96 must, 91 shown kept, 1 broken (ISR-03), 4 not exercised (APPEND-07, ...)" */
static void
print_rules(const struct ndc_trial *trial, const struct ndc_result *result)
{
    static struct tally tally;
    static char words[3 * LIST_MAX];
    unsigned judged;
    size_t length;

    count_clauses(trial, result, &tally);
    judged = tally.states[NDC_CLAUSE_KEPT] + tally.states[NDC_CLAUSE_BROKEN] +
             tally.states[NDC_CLAUSE_NOT_EXERCISED];
    length = (size_t)snprintf(words, sizeof words, "rules: %u must, %u shown kept", judged,
                              tally.states[NDC_CLAUSE_KEPT]);
    if (tally.broken[0] != '\0')
        length += (size_t)snprintf(words + length, sizeof words - length, ", %u broken (%s)",
                                   tally.states[NDC_CLAUSE_BROKEN], tally.broken);
    else
        length += (size_t)snprintf(words + length, sizeof words - length, ", 0 broken");
    if (tally.missed[0] != '\0')
        length += (size_t)snprintf(words + length, sizeof words - length, ", %u not exercised (%s)",
                                   tally.states[NDC_CLAUSE_NOT_EXERCISED], tally.missed);
    snprintf(words + length, sizeof words - length, "; %u more of the specification are not judged",
             tally.states[NDC_CLAUSE_NOT_JUDGED]);
    ndc_paragraph("", 2, words);
}

/* "A-08 one-level", "A-25 single and merged" */
static void
append_reading(char *text, const struct ndc_result_ambiguity *ambiguity)
{
    char words[80];
    const char *between = " ";
    int length = snprintf(words, sizeof words, "%s", ambiguity->id);

    for (unsigned i = 0; i < ambiguity->reading_count; i++) {
        if (ambiguity->readings[i].cases == 0)
            continue;
        length += snprintf(words + length, sizeof words - (size_t)length, "%s%s", between,
                           ambiguity->readings[i].id);
        between = " and ";
    }
    append(text, words);
}

/* "  readings: A-04 last-completed, A-08 one-level; not shown A-02, A-07" */
static void
print_readings(const struct ndc_result *result)
{
    static char shown[LIST_MAX], missed[LIST_MAX], words[2 * LIST_MAX + 64];

    shown[0] = missed[0] = '\0';
    for (unsigned i = 0; i < result->ambiguity_count; i++) {
        const struct ndc_result_ambiguity *ambiguity = &result->ambiguities[i];

        if (ambiguity->state == NDC_READING_NOT_SHOWN)
            append(missed, ambiguity->id);
        else if (ambiguity->state != NDC_READING_FIXED)
            append_reading(shown, ambiguity);
    }
    snprintf(words, sizeof words, "readings: %s%s%s", shown[0] != '\0' ? shown : "none shown",
             missed[0] != '\0' ? "; not shown " : "", missed);
    ndc_paragraph("", 2, words);
}

/* Broken rules that cost conformance: the specification's, the kernel's, claims of scripts and of
 * the manifest, readings that are mixed. */
enum kind { KIND_CLAUSE, KIND_KERNEL, KIND_CLAIM, KIND_MANIFEST, KIND_READING, KINDS };

static enum kind
kind_of(const struct ndc_clause *clause)
{
    if (!ndc_clause_is_own(clause))
        return KIND_CLAUSE;
    if (strncmp(clause->id, "A-", 2) == 0)
        return KIND_READING;
    if (strncmp(clause->id, "MAN-", 4) == 0)
        return KIND_MANIFEST;
    return strncmp(clause->id, "KRN-", 4) == 0 ? KIND_KERNEL : KIND_CLAIM;
}

static void
count_broken(const struct ndc_trial *trial, const struct ndc_result *result, unsigned counts[KINDS])
{
    static bool broken[CLAUSES_MAX];

    mark_broken(trial, result, broken);
    for (unsigned i = 0; i < ndc_clause_count && i < CLAUSES_MAX; i++)
        if (broken[i] && ndc_clause_can_fail(&ndc_clauses[i]))
            counts[kind_of(&ndc_clauses[i])]++;
}

/* ": 1 rule of the specification broken", then ", 2 crashed". */
static void
print_reason(unsigned count, const char *one, const char *many, const char **between)
{
    if (count == 0)
        return;
    printf("%s %u %s", *between, count, count == 1 ? one : many);
    *between = ",";
}

static void
print_reasons(const struct ndc_trial *trial, const struct ndc_result *result)
{
    const struct ndc_result_counts counts = ndc_result_count(result);
    const uint32_t *verdicts = counts.verdicts[0];
    const char *between = ":";
    unsigned broken[KINDS] = {0};

    count_broken(trial, result, broken);
    print_reason(broken[KIND_CLAUSE], "rule of the specification is broken",
                 "rules of the specification are broken", &between);
    print_reason(broken[KIND_KERNEL], "rule of the kernel is broken",
                 "rules of the kernel are broken", &between);
    print_reason(broken[KIND_CLAIM], "kind of claim of a script is broken",
                 "kinds of claims of scripts are broken", &between);
    print_reason(broken[KIND_MANIFEST], "claim of the manifest is not kept",
                 "claims of the manifest are not kept", &between);
    print_reason(broken[KIND_READING], "ambiguity is read in two ways",
                 "ambiguities are read in two ways", &between);
    print_reason(verdicts[NDC_VERDICT_CRASH], "case crashed", "cases crashed", &between);
    print_reason(verdicts[NDC_VERDICT_HANG], "case hung", "cases hung", &between);
    print_reason(verdicts[NDC_VERDICT_HARNESS], "case in which the suite itself failed",
                 "cases in which the suite itself failed", &between);
}

void
ndc_summary_verdict(const struct ndc_trial *trial, const struct ndc_result *result)
{
    const struct ndc_result_counts counts = ndc_result_count(result);
    const uint32_t *verdicts = counts.verdicts[0];
    bool vendor =
        verdicts[NDC_VERDICT_FAIL] + verdicts[NDC_VERDICT_CRASH] + verdicts[NDC_VERDICT_HANG] > 0;

    ndc_summary_unsupported(result);
    print_rules(trial, result);
    print_readings(result);
    ndc_summary_versions(result);
    printf("\n");
    if (counts.conforming) {
        ndc_say_painted(NDC_PAINT_GOOD, "CONFORMING");
        printf(": every rule that was judged was kept.");
    } else if (vendor) {
        ndc_say_painted(NDC_PAINT_BAD, "NOT CONFORMING");
        print_reasons(trial, result);
        printf(".");
    } else if (trial->interrupted) {
        ndc_say_painted(NDC_PAINT_WARN, "INCOMPLETE");
        printf(": %u of %u cases were not run.", (unsigned)trial->counts[NDC_VERDICT_NOT_RUN],
               (unsigned)trial->list.count);
    } else if (verdicts[NDC_VERDICT_HARNESS] > 0) {
        ndc_say_painted(NDC_PAINT_WARN, "NOT JUDGED");
        print_reasons(trial, result);
        printf("; that is our bug, not the provider's.");
    } else {
        ndc_say_painted(NDC_PAINT_WARN, "NOT JUDGED");
        printf(": no case passed, so nothing was shown.");
    }
    printf(" Hardening is reported apart.\n");
}
