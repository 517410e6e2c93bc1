/* SPDX-License-Identifier: Apache-2.0 */
/* Traces to JSON Lines. The reader is trace_read.c. */
#include <inttypes.h>
#include <string.h>

#include "run/absent.h"
#include "run/out.h"
#include "run/trace_fields.h"
#include "run/trace_file.h"
#include "trace/words.h"

const char *const ndc_trace_object_words[NDC_OBJECT_KINDS] = {
    [NDC_OBJECT_NONE] = "none",     [NDC_OBJECT_DESCRIPTOR] = "descriptor",
    [NDC_OBJECT_SLOT] = "slot",     [NDC_OBJECT_SOURCE] = "source",
    [NDC_OBJECT_TARGET] = "target", [NDC_OBJECT_WORD] = "word",
    [NDC_OBJECT_GUARD] = "guard",   [NDC_OBJECT_POOL] = "pool",
    [NDC_OBJECT_CLIENT] = "client",
};

const char *const ndc_trace_spare_fields[4] = {"a", "b", "c", "d"};

static void
put_text(FILE *stream, const char *key, const char *text)
{
    fprintf(stream, ", \"%s\": ", key);
    ndc_out_json_string(stream, text);
}

static void
put_names(FILE *stream, const struct ndc_name_table *names)
{
    fputs(", \"objects\": {\"transfers\": [", stream);
    for (unsigned i = 0; i < names->transfer_count; i++) {
        fputs(i > 0 ? ", " : "", stream);
        ndc_out_json_string(stream, names->transfers[i]);
    }
    fputs("], \"channels\": [", stream);
    for (unsigned i = 0; i < names->channel_count; i++) {
        fputs(i > 0 ? ", " : "", stream);
        ndc_out_json_string(stream, names->channels[i]);
    }
    fputs("]}", stream);
}

/* A trace whose script promises nothing has no such list. */
static void
put_breaks(FILE *stream, const struct ndc_terms *terms)
{
    if (!terms->promises)
        return;
    fputs(", \"breaks\": [", stream);
    for (unsigned i = 0; i < terms->breaks_count; i++) {
        fputs(i > 0 ? ", " : "", stream);
        ndc_out_json_string(stream, terms->breaks[i]);
    }
    fputs("]", stream);
}

static void
put_header(FILE *stream, const struct ndc_trace_file *trace)
{
    fprintf(stream, "{\"format\": \"%s\", \"version\": %d", NDC_TRACE_FORMAT,
            NDC_TRACE_FORMAT_VERSION);
    put_text(stream, "provider", trace->provider);
    put_text(stream, "provider_version", trace->provider_version);
    put_text(stream, "script", trace->script);
    put_text(stream, "variation", trace->variation);
    put_text(stream, "interface", ndc_version_name(trace->interface_version));
    put_text(stream, "class", ndc_class_name(trace->terms.class));
    put_breaks(stream, &trace->terms);
    put_text(stream, "outcome", ndc_outcome_names[trace->outcome % NDC_OUTCOMES]);
    if (trace->outcome == NDC_OUTCOME_UNSUPPORTED)
        put_text(stream, "absent", ndc_absent_name(trace->absent));
    if (trace->signal != 0)
        fprintf(stream, ", \"signal\": %d", trace->signal);
    if (trace->differs)
        fputs(", \"differs\": true", stream);
    if (trace->words[0] != '\0')
        put_text(stream, "words", trace->words);
    put_names(stream, &trace->names);
    fprintf(stream, ", \"events\": %" PRIu32 "}\n", trace->count);
}

/* Anything that is not exactly a thing of ours keeps all its bits as a number. */
static void
put_object(FILE *stream, ndc_object object)
{
    unsigned kind = (unsigned)ndc_object_kind(object);
    uint32_t index = ndc_object_index(object);
    uint32_t life = ndc_object_life(object);

    if (object == NDC_OBJECT_NOTHING)
        fputs("\"none\"", stream);
    else if (kind == NDC_OBJECT_NONE || kind >= NDC_OBJECT_KINDS)
        fprintf(stream, "\"0x%" PRIX64 "\"", object);
    else
        fprintf(stream, "\"%s:%" PRIu32 ":%" PRIu32 "%s\"", ndc_trace_object_words[kind], index,
                life, ndc_object_dead(object) ? ":dead" : "");
}

static void
put_field(FILE *stream, const char *name, enum ndc_field_type type, uint64_t value)
{
    fprintf(stream, ", \"%s\": ", name);
    if (type == NDC_FIELD_OBJ)
        put_object(stream, value);
    else if (type == NDC_FIELD_STATUS && value <= UINT32_MAX)
        fprintf(stream, "\"0x%08" PRIX64 "\"", value);
    else if (type == NDC_FIELD_DEC && value <= NDC_TRACE_NUMBER_MAX)
        fprintf(stream, "%" PRIu64, value);
    else
        fprintf(stream, "\"0x%" PRIX64 "\"", value);
}

static void
put_event(FILE *stream, const struct ndc_event *event)
{
    const struct ndc_event_shape *shape = &ndc_event_shapes[event->kind];
    const uint64_t values[4] = {event->a, event->b, event->c, event->d};

    fprintf(stream, "{\"tick\": %" PRIu32 ", \"event\": \"%s\"", event->tick, shape->name);
    if (event->channel == NDC_CHANNEL_NONE_SECOND)
        fputs(", \"device\": 1", stream);
    else if (event->channel != NDC_CHANNEL_NONE)
        fprintf(stream, ", \"channel\": %u", event->channel);
    if (event->cpu != 0)
        fprintf(stream, ", \"on_cpu\": %u", event->cpu);
    if (event->irql != 0)
        fprintf(stream, ", \"irql\": %u", event->irql);
    for (unsigned i = 0; i < 4; i++) {
        if (shape->fields[i].type != NDC_FIELD_UNUSED)
            put_field(stream, shape->fields[i].name, shape->fields[i].type, values[i]);
        else if (values[i] != 0)
            put_field(stream, ndc_trace_spare_fields[i], NDC_FIELD_HEX, values[i]);
    }
    fputs("}\n", stream);
}

void
ndc_trace_file_print(const struct ndc_trace_file *trace, FILE *stream)
{
    put_header(stream, trace);
    for (uint32_t i = 0; i < trace->count; i++)
        put_event(stream, &trace->events[i]);
}

int
ndc_trace_file_write(const struct ndc_trace_file *trace, const char *file, struct ndc_error *error)
{
    struct ndc_out out;

    NDC_TRY(ndc_out_open(&out, file, error));
    ndc_trace_file_print(trace, out.stream);
    return ndc_out_close(&out, error);
}

void
ndc_trace_file_of_case(struct ndc_trace_file *trace, const struct ndc_provider *provider,
                       const struct ndc_suite_script *script, const struct ndc_case *one,
                       const struct ndc_case_result *result)
{
    memset(trace, 0, sizeof *trace);
    snprintf(trace->provider, sizeof trace->provider, "%s", provider->name);
    snprintf(trace->provider_version, sizeof trace->provider_version, "%s", provider->version);
    snprintf(trace->script, sizeof trace->script, "%s", script->id);
    ndc_case_variation(one, trace->variation);
    trace->interface_version = one->interface_version;
    trace->terms = ndc_terms_of(one->scenario);
    trace->outcome = result->outcome;
    trace->absent = result->absent;
    trace->signal = result->signal;
    trace->differs = result->differs;
    memcpy(trace->words, result->words, sizeof trace->words);
    ndc_name_table_take(&trace->names, one->scenario);
    trace->events = result->trace;
    trace->count = result->trace_count;
}

void
ndc_trace_file_judge(const struct ndc_trace_file *trace, struct ndc_case_result *result)
{
    memset(result, 0, sizeof *result);
    result->outcome = trace->outcome;
    result->absent = trace->absent;
    result->signal = trace->signal;
    result->differs = trace->differs;
    memcpy(result->words, trace->words, sizeof result->words);
    ndc_judge(trace->events, trace->count, &trace->terms, result);
}
