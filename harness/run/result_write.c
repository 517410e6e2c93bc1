/* SPDX-License-Identifier: Apache-2.0 */
/* The document as JSON. The reader is result_read.c, the schema specs/schema/result.schema.json. */
#include <inttypes.h>
#include <stdio.h>

#include "run/absent.h"
#include "run/names.h"
#include "run/out.h"
#include "run/result.h"
#include "scenario/exec.h"

static void
put_text(FILE *stream, const char *key, const char *text)
{
    fprintf(stream, ", \"%s\": ", key);
    ndc_out_json_string(stream, text);
}

static void
put_number(FILE *stream, const char *key, uint64_t number)
{
    fprintf(stream, ", \"%s\": %" PRIu64, key, number);
}

static void
put_flag(FILE *stream, const char *key, bool flag)
{
    fprintf(stream, ", \"%s\": %s", key, flag ? "true" : "false");
}

/* Numbers of 64 bits are strings: readers of JSON may round them. */
static void
put_hex(FILE *stream, const char *key, uint64_t number)
{
    fprintf(stream, ", \"%s\": \"0x%016" PRIX64 "\"", key, number);
}

static void
put_versions(FILE *stream, const char *key, uint8_t versions)
{
    const char *comma = "";

    fprintf(stream, ", \"%s\": [", key);
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        uint32_t version = ndc_version_at(i);

        if ((versions & ndc_version_bit(version)) == 0)
            continue;
        fprintf(stream, "%s\"%s\"", comma, ndc_version_name(version));
        comma = ", ";
    }
    fputc(']', stream);
}

static void
put_provider(FILE *stream, const struct ndc_provider *provider)
{
    fputs("  \"provider\": {\"name\": ", stream);
    ndc_out_json_string(stream, provider->name);
    put_text(stream, "version", provider->version);
    put_text(stream, "vendor", provider->vendor);
    put_text(stream, "about", provider->about);
    put_text(stream, "breaks", provider->breaks);
    put_versions(stream, "interfaces", provider->claims);
    put_versions(stream, "registers", provider->registers);
    fputs(", \"engines\": [", stream);
    fputs(provider->engines == NDC_ENGINE_1   ? "1"
          : provider->engines == NDC_ENGINE_2 ? "2"
                                              : "1, 2",
          stream);
    fputs("]},\n", stream);
}

static void
put_finding(FILE *stream, const struct ndc_result_finding *finding)
{
    const struct ndc_finding *raw = &finding->raw;

    fputs("\n      {\"clause\": ", stream);
    ndc_out_json_string(stream, finding->clause);
    put_text(stream, "force", ndc_force_names[finding->force % NDC_FORCES]);
    put_number(stream, "rule", raw->rule);
    if (raw->channel != NDC_CHANNEL_NONE)
        put_number(stream, "channel", raw->channel);
    put_number(stream, "event", raw->event);
    if (raw->because != NDC_EVENT_NOWHERE)
        put_number(stream, "because_event", raw->because);
    put_hex(stream, "object", raw->object);
    put_hex(stream, "seen", raw->seen);
    put_hex(stream, "wanted", raw->wanted);
    if (finding->line != 0)
        put_number(stream, "line", finding->line);
    put_text(stream, "breach", finding->sentences.breach);
    put_text(stream, "expected", finding->sentences.expected);
    put_text(stream, "because", finding->sentences.because);
    fputc('}', stream);
}

/* What only some verdicts have. */
static void
put_ending(FILE *stream, const struct ndc_result_case *one)
{
    put_text(stream, "outcome", ndc_outcome_names[one->outcome % NDC_OUTCOMES]);
    if (one->outcome == NDC_OUTCOME_UNSUPPORTED)
        put_text(stream, "absent", ndc_absent_name(one->absent));
    if (one->verdict == NDC_VERDICT_HANG && one->limit < NDC_LIMITS)
        put_text(stream, "limit", ndc_limit_names[one->limit]);
    if (one->signal != 0)
        put_number(stream, "signal", (uint64_t)one->signal);
    if (one->differs)
        put_flag(stream, "differs", true);
    if (one->unclaimed)
        put_flag(stream, "unclaimed", true);
    if (one->words[0] != '\0')
        put_text(stream, "words", one->words);
    if (one->line != 0) {
        put_number(stream, "line", one->line);
        put_text(stream, "line_text", one->line_text);
    }
    if (one->code[0] != '\0')
        put_text(stream, "code", one->code);
}

static void
put_case(FILE *stream, const struct ndc_result_case *one)
{
    fputs("\n    {\"id\": ", stream);
    ndc_out_json_string(stream, one->id);
    put_text(stream, "script", one->script);
    put_text(stream, "interface", ndc_version_name(one->interface_version));
    if (one->variation[0] != '\0')
        put_text(stream, "variation", one->variation);
    put_text(stream, "class", ndc_class_name(one->class));
    put_text(stream, "verdict", ndc_verdict_names[one->verdict % NDC_VERDICTS]);
    put_ending(stream, one);
    put_hex(stream, "registered", one->registered);
    put_number(stream, "ticks", one->ticks);
    put_number(stream, "accesses", one->accesses);
    put_number(stream, "events", one->events);
    put_hex(stream, "digest", one->digest);
    fputs(", \"findings\": [", stream);
    for (uint32_t i = 0; i < one->finding_count; i++) {
        put_finding(stream, &one->findings[i]);
        fputs(i + 1 < one->finding_count ? "," : "", stream);
    }
    fputs("]}", stream);
}

static void
put_counts(FILE *stream, const struct ndc_result *result)
{
    struct ndc_result_counts counts = ndc_result_count(result);
    static const char *const parts[2] = {"conformance", "hardening"};

    fputs("  \"counts\": {", stream);
    for (unsigned part = 0; part < 2; part++) {
        fprintf(stream, "\"%s\": {", parts[part]);
        for (unsigned i = 0; i < NDC_VERDICTS; i++)
            fprintf(stream, "%s\"%s\": %" PRIu32, i > 0 ? ", " : "", ndc_verdict_names[i],
                    counts.verdicts[part][i]);
        fputs("}, ", stream);
    }
    fprintf(stream,
            "\"passed\": %" PRIu32 ", \"failed\": %" PRIu32 ", \"skipped\": %" PRIu32 "},\n",
            counts.passed, counts.failed, counts.skipped);
    fprintf(stream, "  \"conforming\": %s,\n", counts.conforming ? "true" : "false");
}

/* "reached": {"1.0": 4, "2.0": 2}: what is zero is left out. */
static void
put_counts_at(FILE *stream, const char *key, const uint32_t counts[NDC_VERSION_COUNT])
{
    const char *comma = "";

    fprintf(stream, ", \"%s\": {", key);
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        if (counts[i] == 0)
            continue;
        fprintf(stream, "%s\"%s\": %" PRIu32, comma, ndc_version_name(ndc_version_at(i)),
                counts[i]);
        comma = ", ";
    }
    fputc('}', stream);
}

static void
put_clauses(FILE *stream, const struct ndc_result *result)
{
    fputs("  \"clauses\": [", stream);
    for (unsigned i = 0; i < result->clause_count; i++) {
        const struct ndc_result_clause *clause = &result->clauses[i];

        fputs(i > 0 ? ",\n    {\"id\": " : "\n    {\"id\": ", stream);
        ndc_out_json_string(stream, clause->id);
        put_text(stream, "force", ndc_force_names[clause->force % NDC_FORCES]);
        put_text(stream, "state", ndc_clause_state_names[clause->state % NDC_CLAUSE_STATES]);
        put_number(stream, "cases", clause->cases);
        put_number(stream, "broken", clause->broken);
        put_counts_at(stream, "reached", clause->cases_at);
        put_counts_at(stream, "cited", clause->cited_at);
        fputc('}', stream);
    }
    fputs("\n  ],\n", stream);
}

static void
put_shown(FILE *stream, const struct ndc_result_ambiguity *ambiguity)
{
    const char *comma = "";

    for (unsigned i = 0; i < ambiguity->reading_count; i++) {
        const struct ndc_result_reading *reading = &ambiguity->readings[i];

        if (reading->cases == 0)
            continue;
        fprintf(stream, "%s{\"id\": ", comma);
        ndc_out_json_string(stream, reading->id);
        put_number(stream, "cases", reading->cases);
        put_text(stream, "case", reading->first_case);
        put_number(stream, "event", reading->event);
        fputc('}', stream);
        comma = ", ";
    }
}

static void
put_readings(FILE *stream, const struct ndc_result *result)
{
    fputs("  \"readings\": [", stream);
    for (unsigned i = 0; i < result->ambiguity_count; i++) {
        const struct ndc_result_ambiguity *ambiguity = &result->ambiguities[i];

        fputs(i > 0 ? ",\n    {\"id\": " : "\n    {\"id\": ", stream);
        ndc_out_json_string(stream, ambiguity->id);
        put_text(stream, "state", ndc_reading_state_names[ambiguity->state % NDC_READING_STATES]);
        fputs(", \"shown\": [", stream);
        put_shown(stream, ambiguity);
        fputs("]}", stream);
    }
    fputs("\n  ],\n", stream);
}

static void
put_claimed(FILE *stream, const struct ndc_result *result)
{
    if (result->versions[0].interface_version == 0) /* read from one of an older suite */
        return;
    fputs("  \"versions\": [", stream);
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        const struct ndc_result_version *version = &result->versions[i];

        fprintf(stream, "%s\n    {\"interface\": \"%s\"", i > 0 ? "," : "",
                ndc_version_name(version->interface_version));
        put_flag(stream, "claimed", version->claimed);
        put_text(stream, "state", ndc_version_state_names[version->state % NDC_VERSION_STATES]);
        put_hex(stream, "registered", version->registered);
        fputc('}', stream);
    }
    fputs("\n  ],\n", stream);
}

static void
put_document(FILE *stream, const struct ndc_result *result)
{
    fprintf(stream,
            "{\n  \"format\": \"%s\",\n  \"version\": %d,\n  \"suite\": ", NDC_RESULT_FORMAT,
            NDC_RESULT_FORMAT_VERSION);
    ndc_out_json_string(stream, result->suite_version);
    fputs(",\n", stream);
    put_provider(stream, &result->provider);
    fprintf(stream, "  \"jobs\": %u,\n  \"twice\": %s,\n  \"complete\": %s,\n", result->jobs,
            result->twice ? "true" : "false", result->complete ? "true" : "false");
    fprintf(stream, "  \"inapplicable\": %u,\n", result->inapplicable);
    put_counts(stream, result);
    put_claimed(stream, result);
    put_clauses(stream, result);
    put_readings(stream, result);
    fputs("  \"cases\": [", stream);
    for (uint32_t i = 0; i < result->case_count; i++) {
        put_case(stream, &result->cases[i]);
        fputs(i + 1 < result->case_count ? "," : "", stream);
    }
    fputs("\n  ]\n}\n", stream);
}

int
ndc_result_write(const struct ndc_result *result, const char *file, struct ndc_error *error)
{
    struct ndc_out out;

    NDC_TRY(ndc_out_open(&out, file, error));
    put_document(out.stream, result);
    return ndc_out_close(&out, error);
}
