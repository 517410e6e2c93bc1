/* SPDX-License-Identifier: Apache-2.0 */
/* Traces from JSON Lines, strictly. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/in.h"
#include "run/trace_fields.h"

#define LINE_MAX_BYTES 65536

/* "descriptor:3:1:dead", "none", or all 64 bits as a number. */
static int
read_object(const json_t *value, const char *key, uint64_t *object, struct ndc_error *error)
{
    char kind[16];
    char dead[8] = "";
    unsigned index;
    unsigned life;
    int end = 0;
    const char *text = json_string_value(value);

    if (text == NULL)
        return ndc_error_set(error, "\"%s\" must be a string such as \"descriptor:0:1\"", key);
    if (strcmp(text, "none") == 0) {
        *object = NDC_OBJECT_NOTHING;
        return 0;
    }
    if (strncmp(text, "0x", 2) == 0)
        return ndc_json_value(value, key, UINT64_MAX, object, error);
    if (sscanf(text, "%15[a-z]:%8u:%10u%n:%7[a-z]%n", kind, &index, &life, &end, dead, &end) < 3 ||
        text[end] != '\0' || index > 0xFFFFFF || (dead[0] != '\0' && strcmp(dead, "dead") != 0))
        return ndc_error_set(error, "\"%s\" names no thing: \"%.60s\"", key, text);
    for (unsigned i = 1; i < NDC_OBJECT_KINDS; i++) {
        if (strcmp(ndc_trace_object_words[i], kind) != 0)
            continue;
        *object = ndc_object_make((enum ndc_object_kind)i, index, life);
        *object = dead[0] != '\0' ? ndc_object_bury(*object) : *object;
        return 0;
    }
    return ndc_error_set(error, "\"%s\" names no kind of thing: \"%.60s\"", key, text);
}

static int
find_kind(const json_t *line, struct ndc_event *event, struct ndc_error *error)
{
    char name[64];

    NDC_TRY(ndc_json_text(line, "event", name, sizeof name, error));
    for (unsigned i = 0; i < NDC_EVENT_KINDS; i++)
        if (strcmp(ndc_event_shapes[i].name, name) == 0) {
            event->kind = (uint8_t)i;
            return 0;
        }
    return ndc_error_set(error, "\"%s\" is no kind of event", name);
}

/* The small fields every event may have; seen counts the members that were used. */
static int
read_common(const json_t *line, struct ndc_event *event, size_t *seen, struct ndc_error *error)
{
    uint64_t number;

    NDC_TRY(find_kind(line, event, error));
    NDC_TRY(ndc_json_number(line, "tick", UINT32_MAX, &number, error));
    event->tick = (uint32_t)number;
    event->channel = NDC_CHANNEL_NONE;
    *seen = 2;
    if (json_object_get(line, "channel") != NULL) {
        NDC_TRY(ndc_json_number(line, "channel", NDC_CHANNELS_MAX - 1, &number, error));
        event->channel = (uint8_t)number;
        ++*seen;
    }
    if (json_object_get(line, "device") != NULL) {
        NDC_TRY(ndc_json_number(line, "device", NDC_DEVICES_MAX - 1, &number, error));
        if (number != 0 && event->channel == NDC_CHANNEL_NONE)
            event->channel = NDC_CHANNEL_NONE_SECOND;
        ++*seen;
    }
    if (json_object_get(line, "on_cpu") != NULL) {
        NDC_TRY(ndc_json_number(line, "on_cpu", UINT8_MAX, &number, error));
        event->cpu = (uint8_t)number;
        ++*seen;
    }
    if (json_object_get(line, "irql") != NULL) {
        NDC_TRY(ndc_json_number(line, "irql", UINT8_MAX, &number, error));
        event->irql = (uint8_t)number;
        ++*seen;
    }
    return 0;
}

static const char *
field_key(const struct ndc_event_shape *shape, unsigned i)
{
    return shape->fields[i].type == NDC_FIELD_UNUSED ? ndc_trace_spare_fields[i]
                                                     : shape->fields[i].name;
}

static int
read_field(const json_t *line, const struct ndc_event_shape *shape, unsigned i, uint64_t *field,
           struct ndc_error *error)
{
    bool spare = shape->fields[i].type == NDC_FIELD_UNUSED;
    const char *key = field_key(shape, i);
    const json_t *value = json_object_get(line, key);

    *field = 0;
    if (value == NULL)
        return spare ? 0
                     : ndc_error_set(error, "the key \"%s\" of %s is missing", key, shape->name);
    if (shape->fields[i].type == NDC_FIELD_OBJ)
        return read_object(value, key, field, error);
    return ndc_json_value(value, key, UINT64_MAX, field, error);
}

static int
read_event(const json_t *line, struct ndc_event *event, struct ndc_error *error)
{
    const struct ndc_event_shape *shape;
    uint64_t *fields[4] = {&event->a, &event->b, &event->c, &event->d};
    size_t seen;

    NDC_TRY(read_common(line, event, &seen, error));
    shape = &ndc_event_shapes[event->kind];
    for (unsigned i = 0; i < 4; i++) {
        NDC_TRY(read_field(line, shape, i, fields[i], error));
        seen += json_object_get(line, field_key(shape, i)) != NULL;
    }
    if (seen != json_object_size(line))
        return ndc_error_set(error, "%s has a key that it does not know", shape->name);
    return 0;
}

/* ---- the file ---- */

struct reader {
    FILE *stream;
    struct ndc_error *error;
    char line[LINE_MAX_BYTES];
};

/* Reads a line without its end; -1 at the end of the file, LINE_MAX_BYTES when it is too long. */
static long
read_line(struct reader *reader)
{
    long length = 0;
    int letter = getc(reader->stream);

    if (letter == EOF)
        return -1;
    for (; letter != EOF && letter != '\n' && length < LINE_MAX_BYTES;
         letter = getc(reader->stream))
        reader->line[length++] = (char)letter;
    return length;
}

/* The next line as an object; NULL at the end (no error) or when it is wrong. */
static json_t *
next_line(struct reader *reader, bool *ended)
{
    json_error_t wrong;
    json_t *object;
    long length = read_line(reader);

    *ended = length < 0;
    if (length < 0)
        return NULL;
    reader->error->line++;
    if (length == LINE_MAX_BYTES) {
        ndc_error_set(reader->error, "the line has more than %d bytes", LINE_MAX_BYTES - 1);
        return NULL;
    }
    object = json_loadb(reader->line, (size_t)length, JSON_REJECT_DUPLICATES, &wrong);
    if (object == NULL) {
        reader->error->column = wrong.column > 0 ? wrong.column : 0;
        ndc_error_set(reader->error, "the line is not a JSON object: %s", wrong.text);
    } else if (!json_is_object(object)) {
        ndc_error_set(reader->error, "the line is not a JSON object");
        json_decref(object);
        object = NULL;
    }
    return object;
}

static int
read_first(struct reader *reader, struct ndc_trace_file *trace)
{
    bool ended;
    json_t *line = next_line(reader, &ended);
    int outcome;

    snprintf(reader->error->hint, sizeof reader->error->hint,
             "a trace is what ndc run --trace FILE writes");
    if (line == NULL)
        return ended ? ndc_error_set(reader->error, "the file is empty, not a trace") : -1;
    outcome = ndc_trace_read_header(line, trace, reader->error);
    json_decref(line);
    if (outcome == 0)
        reader->error->hint[0] = '\0';
    return outcome;
}

static int
read_events(struct reader *reader, struct ndc_trace_file *trace)
{
    uint32_t count = 0;
    bool ended = false;

    while (!ended) {
        json_t *line = next_line(reader, &ended);
        int outcome = 0;

        if (ended)
            break;
        if (line == NULL)
            return -1;
        if (count == trace->count)
            outcome = ndc_error_set(reader->error, "there are more than the %u events announced",
                                    (unsigned)trace->count);
        else
            outcome = read_event(line, &trace->events[count++], reader->error);
        json_decref(line);
        NDC_TRY(outcome);
    }
    if (count != trace->count)
        return ndc_error_set(reader->error, "the file ends after %u of %u events", (unsigned)count,
                             (unsigned)trace->count);
    return 0;
}

int
ndc_trace_file_read(struct ndc_trace_file *trace, const char *file, struct ndc_error *error)
{
    static struct reader reader;
    int outcome;

    memset(trace, 0, sizeof *trace);
    reader.error = error;
    reader.stream = ndc_in_open(file, error);
    if (reader.stream == NULL)
        return -1;
    outcome = read_first(&reader, trace);
    if (outcome == 0)
        outcome = read_events(&reader, trace);
    fclose(reader.stream);
    if (outcome == 0)
        return ndc_error_clear(error);
    ndc_trace_file_release(trace);
    return -1;
}

void
ndc_trace_file_release(struct ndc_trace_file *trace)
{
    free(trace->events);
    trace->events = NULL;
    trace->count = 0;
}
