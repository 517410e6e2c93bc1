/* SPDX-License-Identifier: Apache-2.0 */
/* The first line of a trace file. */
#include <stdlib.h>
#include <string.h>

#include "run/absent.h"
#include "run/trace_fields.h"

static const char *const header_keys[] = {
    "format",    "version", "provider", "provider_version", "script", "variation",
    "interface", "class",   "breaks",   "outcome",          "absent", "signal",
    "differs",   "words",   "objects",  "events",           NULL,
};

/* Where a list of names goes. */
struct shelf {
    const char *key;
    char (*names)[NDC_SCRIPT_NAME_MAX + 1];
    unsigned room;
    unsigned *count;
};

static int
read_name_list(const json_t *objects, const struct shelf *shelf, struct ndc_error *error)
{
    const char *key = shelf->key;
    const json_t *list;
    const json_t *value;
    size_t i;

    NDC_TRY(ndc_json_array(objects, key, &list, error));
    if (json_array_size(list) > shelf->room)
        return ndc_error_set(error, "\"%s\" has more than %u names", key, shelf->room);
    json_array_foreach(list, i, value)
    {
        if (!json_is_string(value) || json_string_length(value) > NDC_SCRIPT_NAME_MAX)
            return ndc_error_set(error, "\"%s\" must hold names of at most %d letters", key,
                                 NDC_SCRIPT_NAME_MAX);
        memcpy(shelf->names[i], json_string_value(value), json_string_length(value) + 1);
    }
    *shelf->count = (unsigned)json_array_size(list);
    return 0;
}

static int
read_names(const json_t *header, struct ndc_name_table *names, struct ndc_error *error)
{
    static const char *const keys[] = {"transfers", "channels", NULL};
    const json_t *objects = json_object_get(header, "objects");
    const struct shelf transfers = {"transfers", names->transfers, NDC_SCRIPT_TRANSFERS_MAX,
                                    &names->transfer_count};
    const struct shelf channels = {"channels", names->channels, NDC_CHANNELS_MAX,
                                   &names->channel_count};

    if (!json_is_object(objects))
        return ndc_error_set(error, "\"objects\" must be there and be an object");
    NDC_TRY(ndc_json_only(objects, keys, error));
    NDC_TRY(read_name_list(objects, &transfers, error));
    return read_name_list(objects, &channels, error);
}

static int
check_format(const json_t *header, struct ndc_error *error)
{
    char format[32];
    uint64_t version;

    NDC_TRY(ndc_json_text(header, "format", format, sizeof format, error));
    if (strcmp(format, NDC_TRACE_FORMAT) != 0)
        return ndc_error_set(error, "\"format\" is not \"" NDC_TRACE_FORMAT "\"");
    NDC_TRY(ndc_json_number(header, "version", UINT32_MAX, &version, error));
    if (version != NDC_TRACE_FORMAT_VERSION)
        return ndc_error_set(error, "version %u of the trace format is not known, only %d",
                             (unsigned)version, NDC_TRACE_FORMAT_VERSION);
    return 0;
}

static int
read_interface(const json_t *header, struct ndc_trace_file *trace, struct ndc_error *error)
{
    char word[16];
    int class;

    NDC_TRY(ndc_json_text(header, "interface", word, sizeof word, error));
    trace->interface_version = ndc_version_read(word);
    if (trace->interface_version == 0)
        return ndc_error_set(error, "\"interface\" is none of 1.0, 1.1, 2.0, 2.1");
    NDC_TRY(ndc_json_text(header, "class", word, sizeof word, error));
    class = ndc_class_read(word);
    if (class < 0)
        return ndc_error_set(error, "\"class\" is none of must, should, hardening");
    trace->terms.class = (uint8_t) class;
    return 0;
}

/* Missing: the trace is of a time, or a script, that knows of no promises. */
static int
read_breaks(const json_t *header, struct ndc_terms *terms, struct ndc_error *error)
{
    const json_t *list;
    const json_t *value;
    size_t i;

    terms->promises = json_object_get(header, "breaks") != NULL;
    if (!terms->promises)
        return 0;
    NDC_TRY(ndc_json_array(header, "breaks", &list, error));
    if (json_array_size(list) > NDC_SCRIPT_BREAKS_MAX)
        return ndc_error_set(error, "\"breaks\" has more than %d clauses", NDC_SCRIPT_BREAKS_MAX);
    json_array_foreach(list, i, value)
    {
        if (!json_is_string(value) || json_string_length(value) >= sizeof terms->breaks[0])
            return ndc_error_set(error, "\"breaks\" must hold clauses such as START-01");
        memcpy(terms->breaks[i], json_string_value(value), json_string_length(value) + 1);
    }
    terms->breaks_count = (uint8_t)json_array_size(list);
    return 0;
}

static int
read_absent(const json_t *header, struct ndc_trace_file *trace, struct ndc_error *error)
{
    char word[64];
    unsigned absent;

    NDC_TRY(ndc_json_text(header, "absent", word, sizeof word, error));
    absent = ndc_absent_read(word);
    if (absent == NDC_ABSENT_KINDS)
        return ndc_error_set(error, "\"absent\" names no routine and no engine");
    trace->absent = (uint8_t)absent;
    return 0;
}

static int
read_ending(const json_t *header, struct ndc_trace_file *trace, struct ndc_error *error)
{
    uint64_t number;
    int outcome = ndc_json_word(header, "outcome",
                                (struct ndc_word_list){ndc_outcome_names, NDC_OUTCOMES}, error);

    if (outcome < 0)
        return -1;
    trace->outcome = (uint8_t)outcome;
    if (outcome == NDC_OUTCOME_UNSUPPORTED)
        NDC_TRY(read_absent(header, trace, error));
    if (json_object_get(header, "signal") != NULL) {
        NDC_TRY(ndc_json_number(header, "signal", 128, &number, error));
        trace->signal = (int)number;
    }
    if (json_object_get(header, "differs") != NULL)
        NDC_TRY(ndc_json_flag(header, "differs", &trace->differs, error));
    if (json_object_get(header, "words") != NULL)
        NDC_TRY(ndc_json_text(header, "words", trace->words, sizeof trace->words, error));
    return 0;
}

int
ndc_trace_read_header(const json_t *header, struct ndc_trace_file *trace, struct ndc_error *error)
{
    uint64_t count;

    NDC_TRY(check_format(header, error));
    NDC_TRY(ndc_json_only(header, header_keys, error));
    NDC_TRY(ndc_json_text(header, "provider", trace->provider, sizeof trace->provider, error));
    NDC_TRY(ndc_json_text(header, "provider_version", trace->provider_version,
                          sizeof trace->provider_version, error));
    NDC_TRY(ndc_json_text(header, "script", trace->script, sizeof trace->script, error));
    NDC_TRY(ndc_json_text(header, "variation", trace->variation, sizeof trace->variation, error));
    NDC_TRY(read_interface(header, trace, error));
    NDC_TRY(read_breaks(header, &trace->terms, error));
    NDC_TRY(read_ending(header, trace, error));
    NDC_TRY(read_names(header, &trace->names, error));
    NDC_TRY(ndc_json_number(header, "events", NDC_TRACE_FILE_EVENTS_MAX, &count, error));
    trace->count = (uint32_t)count;
    trace->events = calloc(trace->count + 1, sizeof *trace->events);
    return trace->events != NULL ? 0
                                 : ndc_error_set(error, "there is not enough memory for %u events",
                                                 (unsigned)trace->count);
}
