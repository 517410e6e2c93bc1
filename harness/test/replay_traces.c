/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The traces of the formal model, judged by the judge: the two must agree.
 *
 *   replay_traces channel < LINES      of specs/promela/channel.pml
 *   replay_traces provider < LINES     of specs/promela/provider.pml
 *
 *  - A line is "LETTERS STATE FORBIDDEN": a sequence of events, the number of the mode or phase it
 *    leads to, and the letters that must not follow.
 *  - Each letter becomes the events NetDMA, a provider and an engine would leave in a trace; all
 *    descriptors ask for status. Each line is judged as of a provider of version 1.0 and of 2.0,
 *    except that a provider of 1.0 knows no power notifications.
 *  - They agree when the sequence breaks no rule, the state is the same, and each forbidden letter
 *    behind it breaks one. A letter that cannot be said (no such descriptor) is left out. A duty
 *    that binds NetDMA alone may be broken only where the table does not define the call.
 *  - Prints what disagrees, at most DISAGREEMENTS_SHOWN, and one line of counts; exit 1 when
 *    anything disagreed or a line could not be read, else 0.
 */
#include "replay_provider.h"

#define DISAGREEMENTS_SHOWN 20

static struct ndc_model model;
static bool asked_oddly; /* in the trace judged last */

/* The life that the letters tell, at a version of the interface. */
static void
life_make(const char *letters, unsigned version)
{
    struct play *play = &replay.play;

    memset(&replay, 0, sizeof replay);
    memset(&life, 0, sizeof life);
    play->version = version;
    for (unsigned i = 0; i < PLAY_TRANSFERS; i++) {
        play->flags[i] = NDC_FLAG_STATUS | NDC_FLAG_INTERRUPT;
        play->bytes[i] = 4096;
    }
    TELL(SCRIPT_BEGIN, (uint64_t)version << 16, version | 2 << 8 | 20 << 24);
    for (; *letters != '\0'; letters++)
        life_letter(*letters);
}

/* What the letters of a model mean. */
static const struct subject {
    const char *name;
    const char *not_in_1_0;
    void (*make)(const char *letters, unsigned version);
    bool (*letter)(char letter);
} subjects[] = {
    {"channel", "", replay_make, replay_letter},
    {"provider", "dDwW", life_make, life_letter},
};
static const struct subject *subject;

struct counts {
    unsigned long traces, forbidden, unsaid, events, disagreements;
};

static void
disagree(struct counts *counts, const struct replay_line *line, unsigned version, char letter,
         const char *what)
{
    if (counts->disagreements++ >= DISAGREEMENTS_SHOWN)
        return;
    printf("%s", line->letters);
    if (letter != '\0')
        printf(" then %c", letter);
    printf(" (version %u.0): %s\n", version, what);
}

/* A finding that costs the provider nothing: NetDMA did what is unspecified, or never done. */
static bool
is_excused(const struct ndc_finding *finding)
{
    return asked_oddly && ndc_clauses[finding->clause].binds == NDC_BINDS_NETDMA;
}

/* The findings in one sentence, or NULL when there are none. */
static const char *
findings_of(char *text, size_t size)
{
    const struct ndc_finding *findings;
    uint32_t count = ndc_model_findings(&model, &findings);
    size_t length = 0;

    for (uint32_t i = 0; i < count && length < size; i++) {
        if (!is_excused(&findings[i]))
            length += (size_t)snprintf(text + length, size - length, "%s%s: %s",
                                       length == 0 ? "" : "; ", ndc_clauses[findings[i].clause].id,
                                       ndc_rules[findings[i].rule].text.breach);
    }
    return length == 0 ? NULL : text;
}

/* Whether the table leaves open what a call does, or leaves it to NetDMA never to make it. */
static bool
is_odd(const struct ndc_event *event)
{
    static const uint8_t moves[NDC_ROUTINES] = {
        [NDC_ROUTINE_START] = NDC_ON_START,     [NDC_ROUTINE_APPEND] = NDC_ON_APPEND,
        [NDC_ROUTINE_SUSPEND] = NDC_ON_SUSPEND, [NDC_ROUTINE_RESUME] = NDC_ON_RESUME,
        [NDC_ROUTINE_ABORT] = NDC_ON_ABORT,     [NDC_ROUTINE_RESET] = NDC_ON_RESET,
    };
    unsigned on = event->kind == NDC_EVENT_CALL ? moves[event->a] : 0;

    return on != 0 &&
           ndc_moves[on][model.channels[REPLAY_CHANNEL].mode].standing != NDC_STANDING_DEFINED;
}

static void
judge(struct counts *counts)
{
    const struct play *play = &replay.play;

    ndc_model_reset(&model);
    asked_oddly = false;
    for (uint32_t i = 0; i < play->count; i++) {
        asked_oddly |= is_odd(&play->events[i]);
        ndc_model_take(&model, &play->events[i], i);
    }
    counts->events += play->count;
}

static void
judge_kept(struct counts *counts, const struct replay_line *line, unsigned version)
{
    char text[512];
    const char *broken;
    unsigned seen;

    counts->traces++;
    subject->make(line->letters, version);
    judge(counts);
    broken = findings_of(text, sizeof text);
    if (broken != NULL)
        disagree(counts, line, version, '\0', broken);
    seen = subject == subjects ? model.channels[0].mode : model.provider.phase;
    if (seen != line->state) {
        snprintf(text, sizeof text, "the judge is in state %u, not %u", seen, line->state);
        disagree(counts, line, version, '\0', text);
    }
}

static void
judge_forbidden(struct counts *counts, const struct replay_line *line, unsigned version)
{
    for (const char *letter = line->forbidden; *letter != '\0'; letter++) {
        char text[512];

        if (version == 1 && strchr(subject->not_in_1_0, *letter) != NULL)
            continue;
        subject->make(line->letters, version);
        if (!subject->letter(*letter)) {
            counts->unsaid++;
            continue;
        }
        counts->forbidden++;
        judge(counts);
        if (findings_of(text, sizeof text) == NULL)
            disagree(counts, line, version, *letter, "is forbidden, and no rule is broken");
    }
}

static void
judge_line(struct counts *counts, const struct replay_line *line)
{
    for (unsigned version = 1; version <= 2; version++) {
        if (version == 1 && strpbrk(line->letters, subject->not_in_1_0) != NULL)
            continue;
        judge_kept(counts, line, version);
        judge_forbidden(counts, line, version);
    }
}

static const struct subject *
find_subject(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof subjects / sizeof subjects[0]; i++) {
        if (strcmp(subjects[i].name, name) == 0)
            return &subjects[i];
    }
    return NULL;
}

int
main(int argc, char **argv)
{
    struct counts counts = {0};
    struct replay_line line;
    char text[256];

    subject = find_subject(argc == 2 ? argv[1] : NULL);
    if (subject == NULL) {
        fprintf(stderr, "usage: replay_traces channel|provider < LINES\n");
        return 2;
    }
    while (fgets(text, sizeof text, stdin) != NULL) {
        if (!replay_read(&line, text)) {
            fprintf(stderr, "replay_traces: no trace: %s", text);
            return 1;
        }
        judge_line(&counts, &line);
    }
    printf("traces %lu, forbidden %lu, unsaid %lu, events %lu, disagreements %lu\n", counts.traces,
           counts.forbidden, counts.unsaid, counts.events, counts.disagreements);
    return counts.disagreements != 0 || counts.traces == 0;
}
