/* SPDX-License-Identifier: Apache-2.0 */
/* The document back from JSON. Counts are not read but counted again. */
#include <stdlib.h>
#include <string.h>

#include "run/provider_take.h"
#include "run/result_take.h"

#define CASES_MAX 10000000u

static int
read_cases(const json_t *json, struct ndc_result *result, struct ndc_error *error)
{
    const json_t *list;

    NDC_TRY(ndc_json_array(json, "cases", &list, error));
    if (json_array_size(list) > CASES_MAX)
        return ndc_error_set(error, "\"cases\" has more than %u entries", CASES_MAX);
    result->cases = calloc(json_array_size(list) + 1, sizeof *result->cases);
    if (result->cases == NULL)
        return ndc_error_set(error, "there is not enough memory for the cases");
    result->case_count = (uint32_t)json_array_size(list);
    for (uint32_t i = 0; i < result->case_count; i++)
        if (ndc_take_case(json_array_get(list, i), &result->cases[i], error) != 0)
            return ndc_say_where("case", i, error);
    return 0;
}

/* Counts by interface version; what is left out is zero. Results of older suites have none. */
static int
read_counts_at(const json_t *json, const char *key, uint32_t counts[NDC_VERSION_COUNT],
               struct ndc_error *error)
{
    const json_t *table = json_object_get(json, key);

    if (table == NULL)
        return 0;
    if (!json_is_object(table))
        return ndc_error_set(error, "\"%s\" must be an object", key);
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++)
        NDC_TRY(ndc_take_maybe(table, ndc_version_name(ndc_version_at(i)), UINT32_MAX, &counts[i],
                               error));
    return 0;
}

static int
read_clause(const json_t *json, struct ndc_result_clause *clause, struct ndc_error *error)
{
    NDC_TRY(ndc_json_text(json, "id", clause->id, sizeof clause->id, error));
    NDC_TRY(ndc_take_word(json, "force", (struct ndc_word_list){ndc_force_names, NDC_FORCES},
                          &clause->force, error));
    NDC_TRY(ndc_take_word(json, "state",
                          (struct ndc_word_list){ndc_clause_state_names, NDC_CLAUSE_STATES},
                          &clause->state, error));
    NDC_TRY(ndc_take_small(json, "cases", UINT32_MAX, &clause->cases, error));
    NDC_TRY(read_counts_at(json, "reached", clause->cases_at, error));
    NDC_TRY(read_counts_at(json, "cited", clause->cited_at, error));
    return ndc_take_small(json, "broken", UINT32_MAX, &clause->broken, error);
}

static int
read_clauses(const json_t *json, struct ndc_result *result, struct ndc_error *error)
{
    const json_t *list;

    NDC_TRY(ndc_json_array(json, "clauses", &list, error));
    result->clauses = calloc(json_array_size(list) + 1, sizeof *result->clauses);
    if (result->clauses == NULL)
        return ndc_error_set(error, "there is not enough memory for the clauses");
    result->clause_count = (unsigned)json_array_size(list);
    for (unsigned i = 0; i < result->clause_count; i++)
        if (read_clause(json_array_get(list, i), &result->clauses[i], error) != 0)
            return ndc_say_where("clause", i, error);
    return 0;
}

static int
read_shown(const json_t *json, struct ndc_result_reading *reading, struct ndc_error *error)
{
    NDC_TRY(ndc_json_text(json, "id", reading->id, sizeof reading->id, error));
    NDC_TRY(ndc_take_small(json, "cases", UINT32_MAX, &reading->cases, error));
    NDC_TRY(ndc_json_text(json, "case", reading->first_case, sizeof reading->first_case, error));
    return ndc_take_small(json, "event", UINT32_MAX, &reading->event, error);
}

static int
read_ambiguity(const json_t *json, struct ndc_result_ambiguity *ambiguity, struct ndc_error *error)
{
    const json_t *list;

    NDC_TRY(ndc_json_text(json, "id", ambiguity->id, sizeof ambiguity->id, error));
    NDC_TRY(ndc_take_word(json, "state",
                          (struct ndc_word_list){ndc_reading_state_names, NDC_READING_STATES},
                          &ambiguity->state, error));
    NDC_TRY(ndc_json_array(json, "shown", &list, error));
    if (json_array_size(list) > NDC_READINGS_OF_ONE)
        return ndc_error_set(error, "\"shown\" has more than %d entries", NDC_READINGS_OF_ONE);
    ambiguity->reading_count = (uint8_t)json_array_size(list);
    for (unsigned i = 0; i < ambiguity->reading_count; i++)
        if (read_shown(json_array_get(list, i), &ambiguity->readings[i], error) != 0)
            return ndc_say_where("reading", i, error);
    return 0;
}

/* Results of older suites have none. */
static int
read_readings(const json_t *json, struct ndc_result *result, struct ndc_error *error)
{
    const json_t *list;

    if (json_object_get(json, "readings") == NULL)
        return 0;
    NDC_TRY(ndc_json_array(json, "readings", &list, error));
    if (json_array_size(list) > NDC_AMBIGUITIES)
        return ndc_error_set(error, "\"readings\" has more than %u entries", NDC_AMBIGUITIES);
    result->ambiguity_count = (unsigned)json_array_size(list);
    for (unsigned i = 0; i < result->ambiguity_count; i++)
        if (read_ambiguity(json_array_get(list, i), &result->ambiguities[i], error) != 0)
            return ndc_say_where("ambiguity", i, error);
    return 0;
}

static int
read_claimed(const json_t *json, struct ndc_result_version *version, struct ndc_error *error)
{
    uint64_t registered;
    char word[16];

    NDC_TRY(ndc_json_text(json, "interface", word, sizeof word, error));
    version->interface_version = ndc_version_read(word);
    if (version->interface_version == 0)
        return ndc_error_set(error, "\"interface\" is no interface version");
    NDC_TRY(ndc_json_flag(json, "claimed", &version->claimed, error));
    NDC_TRY(ndc_json_number(json, "registered", UINT32_MAX, &registered, error));
    version->registered = (uint32_t)registered;
    return ndc_take_word(json, "state",
                         (struct ndc_word_list){ndc_version_state_names, NDC_VERSION_STATES},
                         &version->state, error);
}

/* Results of older suites have none. */
static int
read_versions(const json_t *json, struct ndc_result *result, struct ndc_error *error)
{
    const json_t *list;

    if (json_object_get(json, "versions") == NULL)
        return 0;
    NDC_TRY(ndc_json_array(json, "versions", &list, error));
    if (json_array_size(list) != NDC_VERSION_COUNT)
        return ndc_error_set(error, "\"versions\" has not %d entries", NDC_VERSION_COUNT);
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++)
        if (read_claimed(json_array_get(list, i), &result->versions[i], error) != 0)
            return ndc_say_where("version", i, error);
    return 0;
}

static int
read_provider(const json_t *document, struct ndc_provider *provider, struct ndc_error *error)
{
    const json_t *json = json_object_get(document, "provider");

    if (!json_is_object(json))
        return ndc_error_set(error, "\"provider\" must be there and be an object");
    return ndc_provider_take(json, provider, error);
}

static int
read_document(const json_t *json, struct ndc_result *result, struct ndc_error *error)
{
    char format[32];
    uint64_t version;

    NDC_TRY(ndc_json_text(json, "format", format, sizeof format, error));
    if (strcmp(format, NDC_RESULT_FORMAT) != 0)
        return ndc_error_set(error, "\"format\" is not \"" NDC_RESULT_FORMAT "\"");
    NDC_TRY(ndc_json_number(json, "version", UINT32_MAX, &version, error));
    if (version != NDC_RESULT_FORMAT_VERSION)
        return ndc_error_set(error, "version %u of the result format is not known, only %d",
                             (unsigned)version, NDC_RESULT_FORMAT_VERSION);
    NDC_TRY(
        ndc_json_text(json, "suite", result->suite_version, sizeof result->suite_version, error));
    NDC_TRY(read_provider(json, &result->provider, error));
    NDC_TRY(ndc_take_small(json, "jobs", 1024, &result->jobs, error));
    NDC_TRY(ndc_json_flag(json, "twice", &result->twice, error));
    NDC_TRY(ndc_json_flag(json, "complete", &result->complete, error));
    NDC_TRY(ndc_take_small(json, "inapplicable", UINT32_MAX, &result->inapplicable, error));
    NDC_TRY(read_versions(json, result, error));
    NDC_TRY(read_clauses(json, result, error));
    NDC_TRY(read_readings(json, result, error));
    return read_cases(json, result, error);
}

int
ndc_result_read(struct ndc_result *result, const char *file, struct ndc_error *error)
{
    json_t *json = ndc_json_load(file, error);
    int outcome;

    memset(result, 0, sizeof *result);
    if (json == NULL)
        return -1;
    outcome = read_document(json, result, error);
    json_decref(json);
    if (outcome == 0)
        return ndc_error_clear(error);
    ndc_result_release(result);
    return -1;
}
