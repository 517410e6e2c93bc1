/* SPDX-License-Identifier: Apache-2.0 */
/* One case of the result document, and the small readers its parts are made of. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/absent.h"
#include "run/names.h"
#include "run/result_take.h"

/* The place inside the document is added to a sentence that already says what is wrong. */
int
ndc_say_where(const char *list, size_t index, struct ndc_error *error)
{
    char text[400];

    snprintf(text, sizeof text, "%.399s", error->text);
    return ndc_error_set(error, "%s number %u: %s", list, (unsigned)index + 1, text);
}

int
ndc_take_small(const json_t *object, const char *key, uint64_t largest, uint32_t *number,
               struct ndc_error *error)
{
    uint64_t value;

    NDC_TRY(ndc_json_number(object, key, largest, &value, error));
    *number = (uint32_t)value;
    return 0;
}

/* A member that may be missing: then the number is what it was. */
int
ndc_take_maybe(const json_t *object, const char *key, uint64_t largest, uint32_t *number,
               struct ndc_error *error)
{
    if (json_object_get(object, key) == NULL)
        return 0;
    return ndc_take_small(object, key, largest, number, error);
}

int
ndc_take_maybe_text(const json_t *object, const char *key, char *text, size_t room,
                    struct ndc_error *error)
{
    if (json_object_get(object, key) == NULL)
        return 0;
    return ndc_json_text(object, key, text, room, error);
}

int
ndc_take_word(const json_t *object, const char *key, struct ndc_word_list list, uint8_t *number,
              struct ndc_error *error)
{
    int place = ndc_json_word(object, key, list, error);

    *number = (uint8_t)(place < 0 ? 0 : place);
    return place < 0 ? -1 : 0;
}

static int
read_version(const json_t *object, const char *key, uint32_t *version, struct ndc_error *error)
{
    char word[16];

    NDC_TRY(ndc_json_text(object, key, word, sizeof word, error));
    *version = ndc_version_read(word);
    return *version != 0 ? 0 : ndc_error_set(error, "\"%s\" is no interface version", key);
}

static int
read_raw(const json_t *json, struct ndc_finding *raw, struct ndc_error *error)
{
    uint32_t channel = NDC_CHANNEL_NONE;
    uint32_t rule;

    NDC_TRY(ndc_take_small(json, "rule", UINT16_MAX, &rule, error));
    NDC_TRY(ndc_take_maybe(json, "channel", NDC_CHANNELS_MAX - 1, &channel, error));
    NDC_TRY(ndc_take_small(json, "event", UINT32_MAX, &raw->event, error));
    raw->because = NDC_EVENT_NOWHERE;
    NDC_TRY(ndc_take_maybe(json, "because_event", UINT32_MAX, &raw->because, error));
    NDC_TRY(ndc_json_number(json, "object", UINT64_MAX, &raw->object, error));
    NDC_TRY(ndc_json_number(json, "seen", UINT64_MAX, &raw->seen, error));
    NDC_TRY(ndc_json_number(json, "wanted", UINT64_MAX, &raw->wanted, error));
    raw->rule = (uint16_t)rule;
    raw->channel = (uint8_t)channel;
    return 0;
}

static int
read_finding(const json_t *json, struct ndc_result_finding *finding, struct ndc_error *error)
{
    struct ndc_sentences *text = &finding->sentences;

    NDC_TRY(ndc_json_text(json, "clause", finding->clause, sizeof finding->clause, error));
    NDC_TRY(ndc_take_word(json, "force", (struct ndc_word_list){ndc_force_names, NDC_FORCES},
                          &finding->force, error));
    NDC_TRY(read_raw(json, &finding->raw, error));
    NDC_TRY(ndc_take_maybe(json, "line", UINT16_MAX, &finding->line, error));
    NDC_TRY(ndc_json_text(json, "breach", text->breach, sizeof text->breach, error));
    NDC_TRY(ndc_json_text(json, "expected", text->expected, sizeof text->expected, error));
    return ndc_json_text(json, "because", text->because, sizeof text->because, error);
}

static int
read_findings(const json_t *json, struct ndc_result_case *one, struct ndc_error *error)
{
    const json_t *list;

    NDC_TRY(ndc_json_array(json, "findings", &list, error));
    if (json_array_size(list) > NDC_FINDINGS_MAX)
        return ndc_error_set(error, "\"findings\" has more than %d entries", NDC_FINDINGS_MAX);
    one->findings = calloc(json_array_size(list) + 1, sizeof *one->findings);
    if (one->findings == NULL)
        return ndc_error_set(error, "there is not enough memory for the findings");
    one->finding_count = (uint32_t)json_array_size(list);
    for (uint32_t i = 0; i < one->finding_count; i++)
        if (read_finding(json_array_get(list, i), &one->findings[i], error) != 0)
            return ndc_say_where("finding", i, error);
    return 0;
}

static int
read_absent(const json_t *json, uint8_t *absent, struct ndc_error *error)
{
    char word[64];
    unsigned known;

    NDC_TRY(ndc_json_text(json, "absent", word, sizeof word, error));
    known = ndc_absent_read(word);
    *absent = (uint8_t)known;
    return known < NDC_ABSENT_KINDS
               ? 0
               : ndc_error_set(error, "\"absent\" names no routine and no engine");
}

static int
read_ending(const json_t *json, struct ndc_result_case *one, struct ndc_error *error)
{
    uint32_t signal = 0;

    NDC_TRY(ndc_take_word(json, "verdict", (struct ndc_word_list){ndc_verdict_names, NDC_VERDICTS},
                          &one->verdict, error));
    NDC_TRY(ndc_take_word(json, "outcome", (struct ndc_word_list){ndc_outcome_names, NDC_OUTCOMES},
                          &one->outcome, error));
    if (json_object_get(json, "absent") != NULL)
        NDC_TRY(read_absent(json, &one->absent, error));
    if (json_object_get(json, "limit") != NULL)
        NDC_TRY(ndc_take_word(json, "limit", (struct ndc_word_list){ndc_limit_names, NDC_LIMITS},
                              &one->limit, error));
    NDC_TRY(ndc_take_maybe(json, "signal", 128, &signal, error));
    one->signal = (int)signal;
    if (json_object_get(json, "differs") != NULL)
        NDC_TRY(ndc_json_flag(json, "differs", &one->differs, error));
    if (json_object_get(json, "unclaimed") != NULL)
        NDC_TRY(ndc_json_flag(json, "unclaimed", &one->unclaimed, error));
    NDC_TRY(ndc_take_maybe_text(json, "words", one->words, sizeof one->words, error));
    NDC_TRY(ndc_take_maybe(json, "line", UINT16_MAX, &one->line, error));
    NDC_TRY(ndc_take_maybe_text(json, "line_text", one->line_text, sizeof one->line_text, error));
    return ndc_take_maybe_text(json, "code", one->code, sizeof one->code, error);
}

static int
read_figures(const json_t *json, struct ndc_result_case *one, struct ndc_error *error)
{
    NDC_TRY(ndc_take_small(json, "registered", UINT32_MAX, &one->registered, error));
    NDC_TRY(ndc_take_small(json, "ticks", UINT32_MAX, &one->ticks, error));
    NDC_TRY(ndc_take_small(json, "accesses", UINT32_MAX, &one->accesses, error));
    NDC_TRY(ndc_take_small(json, "events", UINT32_MAX, &one->events, error));
    return ndc_json_number(json, "digest", UINT64_MAX, &one->digest, error);
}

int
ndc_take_case(const json_t *json, struct ndc_result_case *one, struct ndc_error *error)
{
    char word[16];
    int class;

    NDC_TRY(ndc_json_text(json, "id", one->id, sizeof one->id, error));
    NDC_TRY(ndc_json_text(json, "script", one->script, sizeof one->script, error));
    NDC_TRY(read_version(json, "interface", &one->interface_version, error));
    NDC_TRY(ndc_take_maybe_text(json, "variation", one->variation, sizeof one->variation, error));
    NDC_TRY(ndc_json_text(json, "class", word, sizeof word, error));
    class = ndc_class_read(word);
    if (class < 0)
        return ndc_error_set(error, "\"class\" is none of must, should, hardening");
    one->class = (uint8_t) class;
    NDC_TRY(read_ending(json, one, error));
    NDC_TRY(read_figures(json, one, error));
    return read_findings(json, one, error);
}
