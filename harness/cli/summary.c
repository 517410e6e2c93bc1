/* SPDX-License-Identifier: Apache-2.0 */
/* The head of a summary, its failures, and its end; the rules are in summary_rules.c. */
#include "cli/summary.h"

#include <stdio.h>
#include <string.h>

#include "cli/cause.h"
#include "cli/command.h"
#include "cli/paragraph.h"
#include "cli/say.h"
#include "run/names.h"

#define SENTENCE_MAX 700
#define THEME_COLUMNS 100

int
ndc_summary_make(const struct ndc_trial *trial, bool twice, struct ndc_result *result,
                 struct ndc_error *error)
{
    const struct ndc_session_config config = {
        .provider = &trial->provider,
        .jobs = trial->jobs,
        .twice = twice,
    };

    return ndc_result_make(result, &config, &trial->list, trial->results, error);
}

/* ---- head ---- */

static size_t
theme_length(const char *id)
{
    const char *slash = strchr(id, '/');

    return slash != NULL ? (size_t)(slash - id) : strlen(id);
}

static bool
same_theme(const struct ndc_result_case *one, const struct ndc_result_case *other)
{
    size_t length = theme_length(one->id);

    return length == theme_length(other->id) && memcmp(one->id, other->id, length) == 0;
}

/* Cases come in order of their ids, so a theme is a run of them. */
static void
print_themes(const struct ndc_result *result)
{
    int column = 0;

    for (uint32_t i = 0; i < result->case_count;) {
        const struct ndc_result_case *first = &result->cases[i];
        uint32_t count = 0;
        uint32_t failed = 0;
        char text[160];
        int length;

        for (; i < result->case_count && same_theme(first, &result->cases[i]); i++) {
            count++;
            failed += ndc_verdict_failed(result->cases[i].verdict);
        }
        length = snprintf(text, sizeof text, "%.*s %u", (int)theme_length(first->id), first->id,
                          (unsigned)count);
        if (failed > 0)
            length += snprintf(text + length, sizeof text - (size_t)length, " (%u failed)",
                               (unsigned)failed);
        if (column > 0 && column + 3 + length > THEME_COLUMNS)
            column = printf("\n") - 1;
        column += printf("%s%s", column > 0 ? "   " : "  ", text);
    }
    printf("\n");
}

void
ndc_summary_head(const struct ndc_trial *trial, const struct ndc_result *result)
{
    const char *between = " ";

    printf("%s %s against suite %s (commit %s), NetDMA", trial->provider.name,
           trial->provider.version, result->suite_version, ndc_suite_commit());
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        if ((trial->provider.claims & ndc_version_bit(ndc_version_at(i))) == 0)
            continue;
        printf("%s%s", between, ndc_version_name(ndc_version_at(i)));
        between = ", ";
    }
    printf(", %u process%s, %.1f s\n\n", trial->jobs, trial->jobs == 1 ? "" : "es", trial->seconds);
    print_themes(result);
    printf("\n");
}

/* ---- failures ---- */

static void
print_failure(const struct ndc_trial *trial, const struct ndc_result *result, const uint32_t *first,
              uint32_t index)
{
    const struct ndc_result_case *one = &result->cases[index];
    enum ndc_paint paint = ndc_verdict_failed(one->verdict) ? NDC_PAINT_BAD : NDC_PAINT_WARN;
    char name[NDC_CASE_NAME_MAX];
    char sentence[SENTENCE_MAX];
    char others[SENTENCE_MAX];

    ndc_trial_case_name(trial, index, name, sizeof name);
    ndc_result_summary(one, sentence, sizeof sentence);
    printf("  ");
    ndc_say_painted(paint, ndc_verdict_names[one->verdict]);
    printf(" %s  %s\n", name, sentence);
    ndc_causes_others(trial, first, index, others, sizeof others);
    if (others[0] != '\0')
        printf("       same cause: %s\n", others);
}

/* One part of the failures: which verdicts, and whether of hardening. */
struct part {
    const char *heading; /* or NULL */
    bool hardening;
    bool warnings;
};

static bool
belongs(const struct ndc_trial *trial, const struct ndc_result_case *one, uint32_t index,
        const struct part *part)
{
    bool warning = one->verdict == NDC_VERDICT_WARN;

    if (!warning && !ndc_verdict_failed(one->verdict))
        return false;
    if (warning != part->warnings)
        return false;
    return part->warnings || ndc_trial_is_hardening(trial, index) == part->hardening;
}

static void
print_part(const struct ndc_trial *trial, const struct ndc_result *result, const uint32_t *first,
           const struct part *part)
{
    bool any = false;

    for (uint32_t i = 0; i < result->case_count; i++) {
        if (first[i] != i || !belongs(trial, &result->cases[i], i, part))
            continue;
        if (!any && part->heading != NULL)
            printf("  %s\n", part->heading);
        any = true;
        print_failure(trial, result, first, i);
    }
    if (any)
        printf("\n");
}

void
ndc_summary_failures(const struct ndc_trial *trial, const struct ndc_result *result,
                     const uint32_t *first)
{
    static const struct part parts[] = {
        {NULL, false, false},
        {"hardening, reported apart:", true, false},
        {"warnings, rules of force should or inferred:", false, true},
    };

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        print_part(trial, result, first, &parts[i]);
}

/* ---- end ---- */

void
ndc_summary_last_line(const struct ndc_result *result)
{
    const struct ndc_result_counts counts = ndc_result_count(result);

    printf("%u passed, %u failed, %u skipped\n", (unsigned)counts.passed, (unsigned)counts.failed,
           (unsigned)counts.skipped);
}

static uint32_t
vendor_failures(const struct ndc_result_counts *counts, unsigned hardening)
{
    const uint32_t *verdicts = counts->verdicts[hardening];

    return verdicts[NDC_VERDICT_FAIL] + verdicts[NDC_VERDICT_CRASH] + verdicts[NDC_VERDICT_HANG];
}

int
ndc_summary_exit(const struct ndc_trial *trial, const struct ndc_result *result, bool hardening)
{
    const struct ndc_result_counts counts = ndc_result_count(result);

    if (trial->interrupted)
        return NDC_EXIT_INTERRUPTED;
    if (vendor_failures(&counts, 0) > 0 || (hardening && vendor_failures(&counts, 1) > 0))
        return NDC_EXIT_NONCONFORMING;
    if (counts.verdicts[0][NDC_VERDICT_HARNESS] + counts.verdicts[1][NDC_VERDICT_HARNESS] > 0)
        return NDC_EXIT_HARNESS;
    if (counts.passed + counts.failed == 0)
        return NDC_EXIT_NOTHING;
    return NDC_EXIT_EXPECTED;
}
