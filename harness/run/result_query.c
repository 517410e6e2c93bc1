/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to a result document. */
#include <stdio.h>
#include <string.h>

#include "model/tables.h"
#include "run/absent.h"
#include "run/names.h"
#include "run/result.h"
#include "trace/words.h"

static bool
is_failure(unsigned verdict)
{
    return verdict <= NDC_VERDICT_HARNESS;
}

struct ndc_result_counts
ndc_result_count(const struct ndc_result *result)
{
    struct ndc_result_counts counts = {.conforming = result->complete};

    for (uint32_t i = 0; i < result->case_count; i++) {
        const struct ndc_result_case *one = &result->cases[i];
        bool hardening = one->class == NDC_CLASS_HARDENING;

        counts.verdicts[hardening][one->verdict]++;
        if (is_failure(one->verdict))
            counts.failed++;
        else if (one->verdict <= NDC_VERDICT_PASS)
            counts.passed++;
        else
            counts.skipped++;
        if (is_failure(one->verdict) && !hardening)
            counts.conforming = false;
    }
    if (counts.passed == 0)
        counts.conforming = false;
    return counts;
}

const struct ndc_result_case *
ndc_result_find(const struct ndc_result *result, const char *name)
{
    const struct ndc_result_case *worst = NULL;

    for (uint32_t i = 0; i < result->case_count; i++) {
        const struct ndc_result_case *one = &result->cases[i];
        char full[NDC_SUITE_ID_MAX + 48];

        ndc_case_name(one->id, one->variation, one->interface_version, full, sizeof full);
        if (strcmp(full, name) == 0)
            return one;
        if (strcmp(one->id, name) == 0 && (worst == NULL || one->verdict < worst->verdict))
            worst = one;
    }
    return worst;
}

static bool
decides(const struct ndc_result_finding *finding)
{
    int row = ndc_clause_find(finding->clause);

    return row < 0 || ndc_breach_decides(finding->raw.rule, (unsigned)row);
}

const struct ndc_result_finding *
ndc_result_culprit(const struct ndc_result_case *one)
{
    for (uint32_t i = 0; i < one->finding_count; i++)
        if (decides(&one->findings[i]))
            return &one->findings[i];
    return one->finding_count > 0 ? &one->findings[0] : NULL;
}

static void
say_limit(const struct ndc_result_case *one, char *text, size_t room)
{
    static const char *const sentences[NDC_LIMITS] = {
        [NDC_LIMIT_ACCESSES] = "register accesses without coming to an end",
        [NDC_LIMIT_EVENTS] = "events, more than a trace holds",
        [NDC_LIMIT_NESTING] = "accesses, then too many interrupts within each other",
        [NDC_LIMIT_STEPS] = "accesses, and the computer never came to rest",
        [NDC_LIMIT_SECONDS] = "accesses, then seconds without calling any service",
    };
    bool events = one->limit == NDC_LIMIT_EVENTS;

    /* Polling the clock instead of a register counts against the same limit. */
    if (one->limit == NDC_LIMIT_ACCESSES && one->accesses < one->ticks / 2) {
        snprintf(text, room, "%u ticks went by without coming to an end", (unsigned)one->ticks);
        return;
    }
    snprintf(text, room, "%u %s", (unsigned)(events ? one->events : one->accesses),
             one->limit < NDC_LIMITS ? sentences[one->limit] : "accesses, past an unknown limit");
}

void
ndc_result_summary(const struct ndc_result_case *one, char *text, size_t room)
{
    const struct ndc_result_finding *culprit = ndc_result_culprit(one);
    size_t first = strcspn(one->words, "\n");

    if (one->verdict == NDC_VERDICT_HANG)
        say_limit(one, text, room);
    else if (one->verdict == NDC_VERDICT_UNSUPPORTED)
        ndc_absent_say(one->absent, text, room);
    else if (one->verdict == NDC_VERDICT_NOT_RUN)
        snprintf(text, room, "not run");
    else if (one->verdict == NDC_VERDICT_PASS)
        snprintf(text, room, "Every rule that was applied was kept");
    else if ((one->verdict == NDC_VERDICT_FAIL || one->verdict == NDC_VERDICT_WARN) &&
             culprit != NULL)
        snprintf(text, room, "%s: %s", culprit->clause, culprit->sentences.breach);
    else
        snprintf(text, room, "%.*s", (int)first, one->words);
}
