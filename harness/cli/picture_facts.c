/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/picture_facts.h"

#include <stdio.h>
#include <string.h>

#include "cli/paragraph.h"
#include "cli/picture_lanes.h"
#include "cli/picture_seen.h"
#include "model/tables.h"
#include "run/sentences.h"
#include "trace/words.h"

#define WORDS_MAX 500
#define BYTES_MAX 4u  /* runs of wrong bytes */
#define OTHERS_MAX 4u /* findings beside the first */

uint32_t
ndc_picture_event(const struct ndc_picture *picture)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_finding *finding = ndc_picture_finding(result);

    if (result->verdict == NDC_VERDICT_HANG)
        return ndc_picture_limit(result);
    if (finding != NULL && result->verdict != NDC_VERDICT_CRASH)
        return finding->event;
    return result->trace_count > 0 ? result->trace_count - 1 : 0;
}

static bool
is_claim(const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_EXPECT_STATUS:
    case NDC_EVENT_EXPECT_ISR:
    case NDC_EVENT_EXPECT_DPC:
    case NDC_EVENT_EXPECT_COPIED:
    case NDC_EVENT_EXPECT_UNTOUCHED:
    case NDC_EVENT_EXPECT_RETURN:
        return true;
    default:
        return false;
    }
}

/* What was seen: the words of the event, and its time. */
static void
draw_seen(const struct ndc_picture *picture, const struct ndc_lane_names *names, uint32_t index)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_event *event;
    char storage[WORDS_MAX];
    struct ndc_text words = ndc_text_make(storage, sizeof storage);

    if (index >= result->trace_count)
        return;
    event = &result->trace[index];
    if (is_claim(event))
        return; /* the sentence says what was seen instead */
    if (event->kind == NDC_EVENT_SCRIPT_QUIET || event->kind == NDC_EVENT_SCRIPT_END)
        ndc_text_put(&words, "nothing of the kind until all was quiet");
    else
        ndc_picture_seen(&words, names, result, index);
    ndc_text_put(&words, ", at tick ");
    ndc_text_number(&words, event->tick);
    ndc_fact("seen", storage);
}

/* What the wrong bytes of a transfer are: told where its data was looked at, first of all then. */
static void
draw_bytes(const struct ndc_picture *picture, const struct ndc_lane_names *names,
           const struct ndc_finding *finding)
{
    const struct ndc_case_result *result = picture->result;
    uint32_t drawn = 0;

    for (uint32_t i = 0; i < result->trace_count && drawn < BYTES_MAX; i++) {
        const struct ndc_event *event = &result->trace[i];
        char storage[WORDS_MAX];
        struct ndc_text words = ndc_text_make(storage, sizeof storage);

        if (event->kind != NDC_EVENT_BYTES || !ndc_object_same(event->a, finding->object))
            continue;
        ndc_phrase_bytes(&words, names, event);
        ndc_fact("bytes", storage);
        drawn++;
    }
}

/* The sentence, when it happened, and what it was when the sentence only points at it. */
static void
draw_because(const struct ndc_picture *picture, const struct ndc_lane_names *names,
             const struct ndc_finding *finding, const struct ndc_sentences *sentences)
{
    const struct ndc_case_result *result = picture->result;
    char storage[WORDS_MAX];
    struct ndc_text words = ndc_text_make(storage, sizeof storage);

    if (sentences->because[0] == '\0')
        return;
    ndc_text_put(&words, sentences->because);
    if (finding->because < result->trace_count && strstr(sentences->because, "tick ") == NULL) {
        ndc_text_put(&words, " (tick ");
        ndc_text_number(&words, result->trace[finding->because].tick);
        if (strstr(sentences->because, "this event") != NULL) {
            ndc_text_put(&words, ": ");
            ndc_picture_seen(&words, names, result, finding->because);
        }
        ndc_text_put(&words, ")");
    }
    ndc_fact("because", storage);
}

static void
draw_other_findings(const struct ndc_picture *picture, const struct ndc_finding *first)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_setting setting = ndc_picture_setting(picture);
    unsigned shown = 0;

    for (uint32_t i = 0; i < result->finding_count; i++) {
        const struct ndc_finding *finding = &result->findings[i];
        struct ndc_sentences sentences;
        char words[WORDS_MAX];

        if (finding == first)
            continue;
        if (shown++ == OTHERS_MAX) {
            ndc_fact("also", "more, which --json lists");
            return;
        }
        ndc_sentences_make(finding, &setting, &sentences);
        snprintf(words, sizeof words, "%s: %s", ndc_picture_rule(finding), sentences.breach);
        ndc_fact("also", words);
    }
}

/* What NetDMA did wrong before, because the script wanted it so. */
static void
draw_promises(const struct ndc_picture *picture, uint32_t until)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_setting setting = ndc_picture_setting(picture);

    for (uint32_t i = 0; i < result->promise_count; i++) {
        const struct ndc_finding *promise = &result->promises[i];
        struct ndc_sentences sentences;
        char words[WORDS_MAX];

        if (promise->event > until || promise->event >= result->trace_count)
            continue;
        ndc_sentences_make(promise, &setting, &sentences);
        snprintf(words, sizeof words, "%s at tick %u: the script breaks NetDMA's promise %s",
                 sentences.breach, (unsigned)result->trace[promise->event].tick,
                 ndc_picture_rule(promise));
        ndc_fact("on purpose", words);
    }
}

static void
draw_finding(const struct ndc_picture *picture, const struct ndc_finding *finding)
{
    const struct ndc_setting setting = ndc_picture_setting(picture);
    struct ndc_picture_lanes lanes;
    struct ndc_lane_names names = ndc_picture_lanes(&lanes, picture);
    struct ndc_sentences sentences;
    char sentence[WORDS_MAX];

    ndc_sentences_make(finding, &setting, &sentences);
    snprintf(sentence, sizeof sentence, "%s.", sentences.breach);
    ndc_paragraph("", 2, sentence);
    printf("\n");
    ndc_fact("expected", sentences.expected);
    draw_seen(picture, &names, finding->event);
    draw_bytes(picture, &names, finding);
    draw_because(picture, &names, finding, &sentences);
    draw_promises(picture, finding->event);
    draw_other_findings(picture, finding);
}

void
ndc_picture_facts(const struct ndc_picture *picture)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_finding *finding = ndc_picture_finding(result);
    bool judged = result->verdict == NDC_VERDICT_FAIL || result->verdict == NDC_VERDICT_WARN;
    char sentence[WORDS_MAX];

    if (judged && finding != NULL) {
        draw_finding(picture, finding);
        return;
    }
    ndc_picture_sentence(picture, sentence, sizeof sentence - 2);
    strcat(sentence, ".");
    ndc_paragraph("", 2, sentence);
    ndc_picture_circumstances(result);
    if (result->finding_count > 0)
        printf("\n");
    draw_other_findings(picture, NULL);
}
