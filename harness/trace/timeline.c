/* SPDX-License-Identifier: Apache-2.0 */
#include "trace/timeline.h"

#include <string.h>

/* First column of the tick, of the arrow and of each lane. */
#define COLUMN_MARK 2
#define COLUMN_TICK_END 6
#define COLUMN_NETDMA 8
#define COLUMN_ARROW 28
#define COLUMN_PROVIDER 31
#define COLUMN_ENGINE 53
#define COLUMN_MODEL 76
#define WORDS_MAX 160
#define LANES 4
#define GAP 2 /* of chosen: see ndc_timeline_choose */

static const size_t lane_begins[LANES] = {COLUMN_NETDMA, COLUMN_PROVIDER, COLUMN_ENGINE,
                                          COLUMN_MODEL};
/* Columns up to which words of a lane leave the next lane free. */
static const size_t lane_ends[LANES] = {COLUMN_ARROW - 1, COLUMN_ENGINE - 1, COLUMN_MODEL - 1,
                                        NDC_TIMELINE_COLUMNS};

static void
put_heading(const struct ndc_timeline *timeline, struct ndc_text *text)
{
    static const size_t widths[LANES] = {21, 20, 21, 18};

    ndc_text_put(text, "  tick");
    ndc_text_pad(text, COLUMN_NETDMA);
    ndc_text_put(text, "NetDMA");
    ndc_text_pad(text, COLUMN_PROVIDER);
    ndc_text_put(text, "provider");
    ndc_text_pad(text, COLUMN_ENGINE);
    ndc_text_put(text, "engine");
    if (!ndc_channel_is_none(timeline->channel)) {
        ndc_text_put(text, " ");
        ndc_phrase_channel(text, &timeline->names, timeline->channel);
    }
    ndc_text_pad(text, COLUMN_MODEL);
    ndc_text_put(text, "model");
    ndc_text_newline(text);
    ndc_text_put(text, "  ----");
    for (unsigned lane = 0; lane < LANES; lane++) {
        ndc_text_pad(text, lane_begins[lane]);
        for (size_t i = 0; i < widths[lane]; i++)
            ndc_text_put(text, "-");
    }
    ndc_text_newline(text);
}

static size_t
digits_of(uint32_t number)
{
    size_t digits = 1;

    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

static void
begin_line(const struct ndc_timeline *timeline, uint32_t index, struct ndc_text *text)
{
    uint32_t tick = timeline->events[index].tick;
    size_t digits = digits_of(tick);

    if (index == timeline->broken) {
        ndc_text_pad(text, COLUMN_MARK);
        ndc_text_put(text, ">");
    }
    ndc_text_pad(text, digits < COLUMN_TICK_END ? COLUMN_TICK_END - digits : 0);
    ndc_text_number(text, tick);
}

/* Goes to a column; on a new line when the present one is longer already. */
static void
go_to(struct ndc_text *text, size_t column)
{
    if (ndc_text_column(text) >= column && column > COLUMN_NETDMA)
        ndc_text_newline(text);
    ndc_text_pad(text, column);
}

static void
start_below(struct ndc_text *text, size_t column)
{
    ndc_text_newline(text);
    ndc_text_pad(text, column);
}

/* Words from the present column on; those that would pass the edge go on below where they began. */
static void
put_wrapped(struct ndc_text *text, const char *words)
{
    size_t begin = ndc_text_column(text);

    while (*words != '\0') {
        char word[WORDS_MAX];
        size_t length = 0;

        while (words[length] != '\0' && words[length] != ' ' && length + 1 < sizeof word)
            length++;
        memcpy(word, words, length);
        word[length] = '\0';
        if (ndc_text_column(text) > begin &&
            ndc_text_column(text) + 1 + length > NDC_TIMELINE_COLUMNS)
            start_below(text, begin);
        else if (ndc_text_column(text) > begin)
            ndc_text_put(text, " ");
        ndc_text_put(text, word);
        words += length;
        while (*words == ' ')
            words++;
    }
}

static void
put_words(const struct ndc_event *event, const char *words, struct ndc_text *text)
{
    enum ndc_arrow arrow = ndc_phrase_arrow(event);

    if (arrow == NDC_ARROW_OUT) {
        go_to(text, COLUMN_ARROW);
        ndc_text_put(text, "<- ");
    } else {
        go_to(text, lane_begins[ndc_phrase_lane(event)]);
    }
    put_wrapped(text, words);
    if (arrow == NDC_ARROW_IN) {
        ndc_text_pad(text, COLUMN_ARROW);
        ndc_text_put(text, ndc_text_column(text) > COLUMN_ARROW ? " ->" : "->");
    }
}

/* Whether the event may stand on the line of the one before: same tick, a later and free lane. */
static bool
joins(const struct ndc_timeline *timeline, uint32_t before, uint32_t index, struct ndc_text *text)
{
    const struct ndc_event *one = &timeline->events[before];
    const struct ndc_event *other = &timeline->events[index];
    enum ndc_lane lane = ndc_phrase_lane(other);

    if (one->tick != other->tick || before == timeline->broken || index == timeline->broken)
        return false;
    if (ndc_phrase_lane(one) >= lane || ndc_phrase_arrow(other) != NDC_ARROW_NONE)
        return false;
    return ndc_text_column(text) < lane_begins[lane];
}

/* Whether it continues the words of the event before in the same lane: "A2 done, A2|Active". */
static bool
continues(const struct ndc_timeline *timeline, uint32_t before, uint32_t index,
          struct ndc_text *text, const char *words)
{
    const struct ndc_event *one = &timeline->events[before];
    const struct ndc_event *other = &timeline->events[index];

    if (one->tick != other->tick || before == timeline->broken || index == timeline->broken)
        return false;
    if (one->kind != NDC_EVENT_DONE || other->kind != NDC_EVENT_STATUS)
        return false;
    return ndc_text_column(text) + 2 + strlen(words) <= lane_ends[NDC_LANE_ENGINE];
}

/* The heading names one channel; an event of another one says so itself. */
static bool
is_of_another_channel(const struct ndc_timeline *timeline, uint32_t index)
{
    const struct ndc_event *event = &timeline->events[index];

    return !ndc_channel_is_none(timeline->channel) && !ndc_channel_is_none(event->channel) &&
           event->channel != timeline->channel;
}

static const char *
note_of(const struct ndc_timeline *timeline, uint32_t index)
{
    const char *note = NULL;

    if (timeline->names.note != NULL)
        note = timeline->names.note(timeline->names.context, index);
    return note != NULL ? note : "";
}

static void
put_gap(struct ndc_text *text, uint32_t *before)
{
    if (*before != NDC_TIMELINE_NOWHERE)
        ndc_text_newline(text);
    ndc_text_pad(text, COLUMN_TICK_END - 3);
    ndc_text_put(text, "...");
    ndc_text_newline(text);
    *before = NDC_TIMELINE_NOWHERE;
}

size_t
ndc_timeline_draw(const struct ndc_timeline *timeline, const uint8_t *chosen, char *at, size_t room)
{
    struct ndc_text text = ndc_text_make(at, room);
    uint32_t before = NDC_TIMELINE_NOWHERE;

    put_heading(timeline, &text);
    for (uint32_t i = 0; i < timeline->count; i++) {
        char storage[WORDS_MAX];
        struct ndc_text words = ndc_text_make(storage, sizeof storage);
        const char *note = note_of(timeline, i);

        if (chosen[i] == 0)
            continue;
        ndc_phrase_event(&words, &timeline->names, timeline->events, i);
        if (is_of_another_channel(timeline, i)) {
            ndc_text_put(&words, " (");
            ndc_phrase_channel(&words, &timeline->names, timeline->events[i].channel);
            ndc_text_put(&words, ")");
        }
        if (chosen[i] == GAP)
            put_gap(&text, &before);
        if (before != NDC_TIMELINE_NOWHERE && continues(timeline, before, i, &text, storage)) {
            ndc_text_put(&text, ", ");
            ndc_text_put(&text, storage);
        } else {
            if (before != NDC_TIMELINE_NOWHERE && !joins(timeline, before, i, &text))
                ndc_text_newline(&text);
            if (ndc_text_column(&text) == 0)
                begin_line(timeline, i, &text);
            put_words(&timeline->events[i], storage, &text);
        }
        if (note[0] != '\0') {
            go_to(&text, COLUMN_MODEL);
            put_wrapped(&text, note);
        }
        before = i;
    }
    if (before != NDC_TIMELINE_NOWHERE)
        ndc_text_newline(&text);
    return text.length;
}
