/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cause.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "run/names.h"
#include "trace/text.h"

#define NAMED_MAX 5u

static uint64_t
mix(uint64_t digest, uint64_t value)
{
    digest = (digest ^ value) * 0x9FB21C651E98DF25u;
    return digest ^ digest >> 32;
}

static uint64_t
mix_words(uint64_t digest, const char *words)
{
    for (; *words != '\0' && *words != '\n'; words++)
        digest = mix(digest, (unsigned char)*words);
    return digest;
}

/* The act that broke a rule: the kind of event, and the routine when it is a call. */
static uint64_t
culprit(const struct ndc_case_result *result, const struct ndc_finding *finding)
{
    const struct ndc_event *event;

    if (finding->event >= result->trace_count)
        return 0;
    event = &result->trace[finding->event];
    if (event->kind == NDC_EVENT_CALL || event->kind == NDC_EVENT_RETURN ||
        event->kind == NDC_EVENT_EXPECT_RETURN || event->kind == NDC_EVENT_MISUSE)
        return (uint64_t)event->kind << 32 | event->a;
    return (uint64_t)event->kind << 32;
}

static uint64_t
register_polled(const struct ndc_case_result *result)
{
    for (uint32_t i = result->trace_count; i > 0; i--)
        if (result->trace[i - 1].kind == NDC_EVENT_LIMIT)
            return result->trace[i - 1].c;
    return 0;
}

uint64_t
ndc_cause_of(const struct ndc_case_result *result)
{
    const struct ndc_finding *finding = ndc_picture_finding(result);
    uint64_t cause = mix(1, result->verdict);

    switch (result->verdict) {
    case NDC_VERDICT_FAIL:
    case NDC_VERDICT_WARN:
        if (finding == NULL)
            return cause;
        return mix(mix(cause, finding->clause), culprit(result, finding));
    case NDC_VERDICT_HANG:
        return mix(mix(cause, result->limit), register_polled(result));
    default:
        return mix_words(mix(cause, (uint64_t)(unsigned)result->signal), result->words);
    }
}

/* A claim is a script's own: the same claim broken in two scripts tells nothing about one cause. */
static bool
is_of_script(const struct ndc_case_result *result)
{
    const struct ndc_finding *finding = ndc_picture_finding(result);

    return finding != NULL && strncmp(ndc_picture_rule(finding), "CLAIM-", 6) == 0;
}

static bool
has_cause(const struct ndc_case_result *result)
{
    return ndc_verdict_failed(result->verdict) || result->verdict == NDC_VERDICT_WARN;
}

void
ndc_causes_group(const struct ndc_trial *trial, uint32_t *first)
{
    uint64_t *causes = calloc(trial->list.count + 1, sizeof *causes);

    ndc_check(causes != NULL);
    for (uint32_t i = 0; i < trial->list.count; i++) {
        first[i] = NDC_CAUSE_NONE;
        if (!has_cause(&trial->results[i]))
            continue;
        causes[i] = ndc_cause_of(&trial->results[i]);
        if (is_of_script(&trial->results[i]))
            causes[i] = mix_words(causes[i], trial->list.scripts[i]->id);
        first[i] = i;
        for (uint32_t j = 0; j < i; j++) {
            if (first[j] != j || causes[j] != causes[i])
                continue;
            first[i] = j;
            break;
        }
    }
    free(causes);
}

/* "this script at 1.0, 1.1": the other cases of the same script with the same cause. */
static size_t
put_own_versions(const struct ndc_trial *trial, const uint32_t *first, uint32_t index,
                 struct ndc_text *text)
{
    uint32_t last = trial->list.cases[index].interface_version;
    size_t begin = text->length;

    for (uint32_t i = 0; i < trial->list.count; i++) {
        uint32_t version = trial->list.cases[i].interface_version;

        if (first[i] != first[index] || trial->list.scripts[i] != trial->list.scripts[index] ||
            version == last)
            continue;
        ndc_text_put(text, text->length == begin ? "this script at " : ", ");
        ndc_text_put(text, ndc_version_name(version));
        last = version;
    }
    return text->length - begin;
}

void
ndc_causes_others(const struct ndc_trial *trial, const uint32_t *first, uint32_t index, char *at,
                  size_t room)
{
    struct ndc_text text = ndc_text_make(at, room);
    const struct ndc_suite_script *last = NULL;
    const char *between = put_own_versions(trial, first, index, &text) > 0 ? "; " : "";
    unsigned others = 0;

    for (uint32_t i = 0; i < trial->list.count; i++) {
        const struct ndc_suite_script *script = trial->list.scripts[i];

        if (first[i] != first[index] || script == trial->list.scripts[index] || script == last)
            continue;
        last = script;
        if (others++ >= NAMED_MAX)
            continue;
        ndc_text_put(&text, between);
        ndc_text_put(&text, script->id);
        between = ", ";
    }
    if (others > NAMED_MAX) {
        ndc_text_put(&text, " and ");
        ndc_text_number(&text, others - NAMED_MAX);
        ndc_text_put(&text, " more");
    }
}
