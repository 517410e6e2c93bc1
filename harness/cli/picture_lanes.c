/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/picture_lanes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "cli/registers.h"
#include "trace/timeline.h"

#define LINE_ROOM 600 /* bytes of text for one event, more than it can take */
#define NOTE_COLUMNS 24u
#define LAST_EVENTS 8u /* drawn of a case that was not judged, whatever they are */
#define ENDED_LINES 30u

static const char *
transfer_name(void *context, unsigned transfer)
{
    struct ndc_picture_lanes *lanes = context;

    return lanes->given.transfer(lanes->given.context, transfer);
}

static const char *
channel_name(void *context, unsigned channel)
{
    struct ndc_picture_lanes *lanes = context;

    return lanes->given.channel(lanes->given.context, channel);
}

static const char *
register_name(void *context, uint32_t offset)
{
    struct ndc_picture_lanes *lanes = context;

    return ndc_registers_name(lanes->generation, lanes->channel, offset);
}

static unsigned
register_channel(void *context, uint32_t offset)
{
    (void)context;
    return ndc_registers_channel(offset);
}

static const char *
misuse_name(void *context, uint64_t kind)
{
    (void)context;
    return kind < NDC_MISUSES ? ndc_misuse_name((unsigned)kind) : "unknown misuse";
}

static const char *
place_name(void *context, uint64_t place)
{
    (void)context;
    return place < NDC_PLACES ? ndc_place_names[place] : "an unknown place";
}

/* What a routine that succeeded makes of its channel. */
static const char *
state_after(const struct ndc_event *event)
{
    static const char *const states[NDC_ROUTINES] = {
        [NDC_ROUTINE_ALLOCATE] = "Allocated", [NDC_ROUTINE_FREE] = "Free",
        [NDC_ROUTINE_START] = "Started",      [NDC_ROUTINE_SUSPEND] = "Suspended",
        [NDC_ROUTINE_RESUME] = "Started",     [NDC_ROUTINE_ABORT] = "Aborted",
        [NDC_ROUTINE_RESET] = "Allocated",
    };
    bool succeeded = event->a == NDC_ROUTINE_FREE || (event->b >> 31 & 1) == 0;

    if (event->kind != NDC_EVENT_RETURN || event->a >= NDC_ROUTINES || !succeeded)
        return NULL;
    return states[event->a];
}

/* The rules broken at an event, the ones it makes a later event break, or the state it leads to. */
static const char *
note(void *context, uint32_t index)
{
    struct ndc_picture_lanes *lanes = context;
    const struct ndc_case_result *result = lanes->picture->result;
    const struct ndc_finding *because = NULL;
    const char *state = state_after(&result->trace[index]);

    for (uint32_t i = 0; i < result->finding_count; i++) {
        const struct ndc_finding *finding = &result->findings[i];

        if (finding->event == index) {
            snprintf(lanes->note, sizeof lanes->note, "%s broken", ndc_picture_rule(finding));
            return lanes->note;
        }
        if (finding->because == index && because == NULL)
            because = finding;
    }
    if (because == NULL)
        return state;
    snprintf(lanes->note, sizeof lanes->note, "%s%s%s from here", state != NULL ? state : "",
             state != NULL ? ", " : "", ndc_picture_rule(because));
    if (state != NULL && strlen(lanes->note) > NOTE_COLUMNS)
        snprintf(lanes->note, sizeof lanes->note, "%s from here", ndc_picture_rule(because));
    return lanes->note;
}

struct ndc_lane_names
ndc_picture_lanes(struct ndc_picture_lanes *lanes, const struct ndc_picture *picture)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_finding *finding = ndc_picture_finding(result);

    lanes->picture = picture;
    lanes->given = ndc_name_table_names(picture->names);
    lanes->generation = ndc_registers_generation(result->trace, result->trace_count);
    lanes->channel = finding != NULL ? finding->channel : NDC_CHANNEL_NONE;
    return (struct ndc_lane_names){
        .transfer = transfer_name,
        .channel = channel_name,
        .device_register = register_name,
        .register_channel = register_channel,
        .misuse = misuse_name,
        .place = place_name,
        .note = note,
        .context = lanes,
    };
}

static struct ndc_timeline
timeline_of(const struct ndc_picture *picture, uint32_t event)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_finding *finding = ndc_picture_finding(result);
    struct ndc_timeline timeline = {
        .events = result->trace,
        .count = result->trace_count,
        .broken = event,
        .because = NDC_TIMELINE_NOWHERE,
        .channel = NDC_CHANNEL_NONE,
        .lines_max = picture->all ? 0 : NDC_TIMELINE_LINES_MAX,
    };

    if (finding == NULL || finding->event != event)
        return timeline;
    timeline.because = finding->because;
    timeline.about = finding->object;
    timeline.beside = ndc_sentence_beside(finding);
    timeline.channel = finding->channel;
    return timeline;
}

/* Of a case that ended rather than broke a rule, the last events say most, once each. */
static uint32_t
choose_ended(struct ndc_timeline *timeline, uint8_t *chosen)
{
    uint32_t shown;
    uint32_t last = 0;

    timeline->lines_max = ENDED_LINES;
    shown = ndc_timeline_choose(timeline, chosen);
    for (uint32_t i = timeline->broken + 1; i > 0 && last < LAST_EVENTS; i--) {
        if (ndc_timeline_repeats(timeline, i - 1))
            continue;
        if (chosen[i - 1] == 0) {
            chosen[i - 1] = 1;
            shown++;
        }
        last++;
    }
    return shown;
}

void
ndc_picture_timeline(const struct ndc_picture *picture, uint32_t event)
{
    struct ndc_timeline timeline = timeline_of(picture, event);
    bool judged = picture->result->verdict == NDC_VERDICT_FAIL ||
                  picture->result->verdict == NDC_VERDICT_WARN;
    struct ndc_picture_lanes lanes;
    size_t room;
    uint8_t *chosen = malloc(timeline.count);
    uint32_t shown;
    char *text;

    timeline.names = ndc_picture_lanes(&lanes, picture);
    ndc_check(chosen != NULL);
    if (judged || picture->all)
        shown = ndc_timeline_choose(&timeline, chosen);
    else
        shown = choose_ended(&timeline, chosen);
    room = ((size_t)shown + 2) * LINE_ROOM;
    text = malloc(room);
    ndc_check(text != NULL);
    (void)ndc_timeline_draw(&timeline, chosen, text, room);
    fputs(text, stdout);
    if (shown < timeline.count)
        printf("        %u of %u events shown; --all draws the others\n", (unsigned)shown,
               (unsigned)timeline.count);
    free(text);
    free(chosen);
}
