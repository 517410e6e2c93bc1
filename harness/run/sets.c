/* SPDX-License-Identifier: Apache-2.0 */
#include "run/sets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/random.h"
#include "model/set.h"
#include "model/tables.h"
#include "run/desk.h"
#include "run/devices.h"
#include "run/run.h"

#define SEED 0x4E44431Du
#define DRAWN_KINDS 4u    /* ways that hide half of the hideable kinds */
#define DRAWN_EVENTS 4u   /* ways that hide half of the hideable events */
#define LONG_TRACE 20000u /* events: only the first ways are tried, a child has seconds */
#define FIRST_WAYS 3u     /* nothing, everything, everything and words late */

#ifdef NDC_CHECK_SETS
static enum ndc_judging present = NDC_JUDGING_BOTH;
#else
static enum ndc_judging present = NDC_JUDGING_EXACT;
#endif

/* Made once in a process, then only reset. */
static struct both {
    struct ndc_model *exact;
    struct ndc_set *set;
    struct ndc_projection *projections; /* after each event, of its channel */
    uint32_t clean;                     /* events before the first breach */
    struct ndc_event *kept;             /* of one device among two, and their indexes */
    uint32_t *indexes;
} both;

/* One way of hiding. */
struct hiding {
    struct ndc_seen seen;
    bool all_seen;
    struct ndc_random random; /* state 0: all of what is not complete is hidden */
    const char *name;
};

void
ndc_judging_set(enum ndc_judging how)
{
    present = how;
}

enum ndc_judging
ndc_judging(void)
{
    return present;
}

int
ndc_judging_read(const char *word, struct ndc_error *error)
{
    static const char *const ways[] = {"exact", "both", "hidden", "bridge"};

    if (word == NULL)
        return 0;
    for (unsigned i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (strcmp(word, ways[i]) == 0) {
            ndc_judging_set((enum ndc_judging)i);
            return 0;
        }
    }
    return ndc_error_set(error, "'%s' is no way to judge; there are exact, both, hidden, bridge",
                         word);
}

static void
open_both(void)
{
    if (both.set != NULL)
        return;
    both.exact = calloc(1, ndc_model_size());
    both.set = calloc(1, ndc_set_size());
    both.projections = calloc(NDC_DESK_EVENTS_MAX, sizeof *both.projections);
    ndc_check(both.exact != NULL && both.set != NULL && both.projections != NULL);
}

/* ---- ways of hiding ---- */

static unsigned
hideable_kinds(void)
{
    return (unsigned)(__builtin_popcountll(ndc_hideable[0]) +
                      __builtin_popcountll(ndc_hideable[1]));
}

unsigned
ndc_hidings(void)
{
    return FIRST_WAYS + hideable_kinds() + DRAWN_KINDS + DRAWN_EVENTS;
}

static unsigned
hideable_kind(unsigned number)
{
    for (unsigned kind = 0; kind < NDC_EVENT_KINDS; kind++) {
        if (ndc_is_hideable(kind) && number-- == 0)
            return kind;
    }
    return NDC_EVENT_KINDS;
}

static struct hiding
hide_drawn_kinds(uint64_t seed)
{
    struct hiding hiding = {ndc_seen_in_process(), false, {0}, "some kinds"};
    struct ndc_random random = {.state = SEED + seed};

    for (unsigned i = 0; i < 2; i++)
        hiding.seen.complete[i] &= ~(ndc_hideable[i] & ndc_random_next(&random));
    return hiding;
}

static struct hiding
hiding_of(unsigned way)
{
    struct hiding hiding = {ndc_seen_in_process(), way == 0, {0}, "nothing"};

    if (way == 0)
        return hiding;
    if (way == 1)
        return (struct hiding){ndc_seen_bridge_emulated(), false, {0}, "everything"};
    if (way == 2)
        return (struct hiding){ndc_seen_bridge(), false, {0}, "everything and words late"};
    way -= FIRST_WAYS;
    if (way < hideable_kinds()) {
        unsigned kind = hideable_kind(way);
        hiding.seen.complete[kind / 64] &= ~((uint64_t)1 << kind % 64);
        hiding.name = ndc_event_shapes[kind].name;
        return hiding;
    }
    way -= hideable_kinds();
    if (way < DRAWN_KINDS)
        return hide_drawn_kinds(way);
    hiding = (struct hiding){ndc_seen_bridge_emulated(), false, {0}, "some events"};
    hiding.random.state = SEED + way;
    return hiding;
}

static bool
is_hidden(struct hiding *hiding, const struct ndc_event *event)
{
    if (ndc_is_complete(&hiding->seen, event->kind))
        return false;
    return hiding->random.state == 0 || (ndc_random_next(&hiding->random) & 1) != 0;
}

/* ---- comparing ---- */

/* NetDMA's own duties, which scripts break on purpose: the provider is still to be judged. */
static bool
is_promise(const struct ndc_finding *finding)
{
    return ndc_clause_is_promise(&ndc_clauses[finding->clause]);
}

static void
judge_exactly(const struct ndc_event *events, uint32_t count)
{
    const struct ndc_finding *findings;
    uint32_t found;

    ndc_model_reset(both.exact);
    for (uint32_t i = 0; i < count; i++) {
        ndc_model_take(both.exact, &events[i], i);
        both.projections[i] = ndc_model_project(both.exact, events[i].channel);
    }
    both.clean = count;
    found = ndc_model_findings(both.exact, &findings);
    for (uint32_t i = 0; i < found; i++) {
        if (findings[i].event < both.clean && !is_promise(&findings[i]))
            both.clean = findings[i].event;
    }
}

/* Whether the row is among the findings. */
static bool
is_found(const struct ndc_finding *findings, uint32_t count, const struct ndc_finding *wanted)
{
    for (uint32_t i = 0; i < count; i++) {
        if (findings[i].rule == wanted->rule && findings[i].channel == wanted->channel)
            return true;
    }
    return false;
}

static int
disagree(const struct ndc_finding *finding, const char *hidden, bool by_set,
         struct ndc_error *error)
{
    return ndc_error_set(error,
                         "with %s hidden the %s evaluator finds %s broken at event %u (%s), which "
                         "the %s does not",
                         hidden, by_set ? "set" : "exact", ndc_clauses[finding->clause].id,
                         (unsigned)finding->event, ndc_rules[finding->rule].text.breach,
                         by_set ? "exact one" : "set evaluator");
}

/* Nothing is found too early; with nothing hidden, the rules that are the same find the same. */
static int
compare_findings(const struct hiding *hiding, struct ndc_error *error)
{
    const struct ndc_finding *found, *exact;
    uint32_t count = ndc_set_findings(both.set, &found);
    uint32_t exact_count = ndc_model_findings(both.exact, &exact);

    for (uint32_t i = 0; i < count; i++) {
        if (found[i].event < both.clean && !is_promise(&found[i]))
            return disagree(&found[i], hiding->name, true, error);
        if (hiding->all_seen && ndc_set_judges_alike(found[i].rule) &&
            exact_count < NDC_FINDINGS_MAX && !is_found(exact, exact_count, &found[i]))
            return disagree(&found[i], hiding->name, true, error);
    }
    for (uint32_t i = 0; i < exact_count && hiding->all_seen && count < NDC_FINDINGS_MAX; i++) {
        if (ndc_set_judges_alike(exact[i].rule) && !is_found(found, count, &exact[i]))
            return disagree(&exact[i], hiding->name, false, error);
    }
    return 0;
}

static int
compare(const struct ndc_event *events, uint32_t count, struct hiding hiding,
        struct ndc_error *error)
{
    static const char modes[] = "UFRISHE";
    const struct ndc_projection *exact = both.projections;

    ndc_set_reset(both.set, hiding.seen);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_hidden(&hiding, &events[i]))
            ndc_set_take(both.set, &events[i], i);
        if (i < both.clean && !ndc_set_holds(both.set, events[i].channel, exact[i]))
            return ndc_error_set(error,
                                 "with %s hidden the set evaluator has lost the state of c%u at "
                                 "event %u: the exact one is in mode %c with %u done",
                                 hiding.name, (unsigned)events[i].channel, (unsigned)i,
                                 modes[exact[i].mode], (unsigned)exact[i].done);
    }
    return compare_findings(&hiding, error);
}

int
ndc_sets_compare(const struct ndc_event *events, uint32_t count, unsigned first, unsigned ways,
                 struct ndc_error *error)
{
    open_both();
    ndc_check(count <= NDC_DESK_EVENTS_MAX);
    judge_exactly(events, count);
    for (unsigned i = 0; i < ways; i++)
        NDC_TRY(compare(events, count, hiding_of((first + i) % ndc_hidings()), error));
    return 0;
}

/* ---- judging ---- */

/* The events about one of two devices, in kept and indexes; returns how many. */
static uint32_t
keep_device(const struct ndc_event *events, uint32_t count, unsigned device)
{
    struct ndc_devices devices;
    uint32_t kept = 0;

    if (both.kept == NULL) {
        both.kept = calloc(NDC_DESK_EVENTS_MAX, sizeof *both.kept);
        both.indexes = calloc(NDC_DESK_EVENTS_MAX, sizeof *both.indexes);
        ndc_check(both.kept != NULL && both.indexes != NULL);
    }
    ndc_devices_begin(&devices, events);
    for (uint32_t i = 0; i < count; i++) {
        if (!ndc_devices_concerned(&devices, &events[i], device))
            continue;
        both.indexes[kept] = i;
        both.kept[kept++] = events[i];
    }
    return kept;
}

/* Adds to a result what the set evaluator finds. indexes: where the events stand, or NULL. */
static void
judge_hidden(const struct ndc_event *events, uint32_t count, const uint32_t *indexes,
             struct ndc_case_result *result)
{
    struct hiding hiding = hiding_of(present == NDC_JUDGING_HIDDEN ? 1 : 2);
    const struct ndc_finding *findings;
    uint32_t found;

    ndc_set_reset(both.set, hiding.seen);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_hidden(&hiding, &events[i]))
            ndc_set_take(both.set, &events[i], indexes == NULL ? i : indexes[i]);
    }
    found = ndc_set_findings(both.set, &findings);
    for (uint32_t i = 0; i < found && result->finding_count < NDC_FINDINGS_MAX; i++)
        result->findings[result->finding_count++] = findings[i];
}

/* A trace of one device, or what is about one of two. */
static void
apply(const struct ndc_event *events, uint32_t count, const uint32_t *indexes,
      struct ndc_case_result *result)
{
    unsigned ways = count > LONG_TRACE ? FIRST_WAYS : ndc_hidings();
    struct ndc_error error = {0};

    if (present != NDC_JUDGING_BOTH) {
        judge_hidden(events, count, indexes, result);
    } else if (result->outcome != NDC_OUTCOME_CHECK_FAILED &&
               ndc_sets_compare(events, count, 0, ways, &error) != 0) {
        result->outcome = NDC_OUTCOME_CHECK_FAILED;
        snprintf(result->words, sizeof result->words, "%.*s", (int)sizeof result->words - 1,
                 error.text);
    }
}

void
ndc_sets_apply(const struct ndc_event *events, uint32_t count, struct ndc_case_result *result)
{
    if (present == NDC_JUDGING_EXACT)
        return;
    open_both();
    if (present != NDC_JUDGING_BOTH)
        result->finding_count = 0;
    if (!ndc_devices_two(events, count)) {
        apply(events, count, NULL, result);
        return;
    }
    for (unsigned device = 0; device < NDC_DEVICES_MAX; device++) {
        uint32_t kept = keep_device(events, count, device);

        apply(both.kept, kept, both.indexes, result);
    }
}
