/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The set evaluator's loop: what an event is about, the rules that are asked, what it says of the
 * hidden state, what it did, and what may have happened unseen since.
 */
#include "model/set.h"

#include <string.h>

#include "base/check.h"
#include "model/set_state.h"

size_t
ndc_set_size(void)
{
    return sizeof(struct ndc_set);
}

void
ndc_set_reset(struct ndc_set *set, struct ndc_seen seen)
{
    memset(set, 0, offsetof(struct ndc_set, place));
    ndc_model_reset(&set->known);
    set->seen = seen;
    for (unsigned i = 0; i <= NDC_CHANNELS_MAX; i++) {
        struct ndc_set_channel *channel = &set->channels[i];

        channel->told = NDC_PLACE_NONE;
        for (unsigned mode = NDC_MODE_U + 1; mode < NDC_MODES; mode++)
            channel->span[mode] = (struct ndc_span){1, 0};
    }
}

/* ---- rules ---- */

static bool
already_found(const struct ndc_set *set, uint16_t rule, uint8_t channel)
{
    for (uint32_t i = 0; i < set->finding_count; i++) {
        if (set->findings[i].rule == rule && set->findings[i].channel == channel)
            return true;
    }
    return false;
}

static void
add_finding(struct ndc_set *set, const struct ndc_finding *draft, uint16_t rule)
{
    const struct ndc_submission *subject = ndc_subject(&set->known);
    struct ndc_finding *finding = &set->findings[set->finding_count];

    if (set->finding_count == NDC_FINDINGS_MAX || already_found(set, rule, draft->channel))
        return;
    set->finding_count++;
    *finding = *draft;
    finding->rule = rule;
    finding->clause = ndc_rules[rule].clause;
    if (finding->because == 0)
        finding->because = NDC_EVENT_NOWHERE;
    if (finding->object == NDC_OBJECT_NOTHING && subject != NULL)
        finding->object = subject->object;
}

static enum ndc_applied
apply(const struct ndc_set *set, const struct ndc_event *event, const struct ndc_set_use *use,
      struct ndc_finding *draft)
{
    *draft = (struct ndc_finding){
        .event = set->known.index,
        .channel =
            set->known.here == NDC_CHANNEL_NOWHERE ? NDC_CHANNEL_NONE : (uint8_t)set->known.here,
    };
    return use->same != NULL ? use->same(&set->known, event, draft)
                             : use->weaker(set, event, draft);
}

/* The rules about this kind of event: those for one channel only, or the others. */
static void
ask(struct ndc_set *set, const struct ndc_event *event, bool each)
{
    const struct ndc_set_use *use = &ndc_set_uses[ndc_set_uses_first[event->kind]];
    const struct ndc_set_use *end = &ndc_set_uses[ndc_set_uses_first[event->kind + 1]];
    uint64_t fired = ndc_set_fired(set, set->known.here);
    const struct ndc_set_channel *here = &set->channels[set->known.here];
    bool unsure = here->broken || here->scattered;
    struct ndc_finding draft;

    for (; use < end; use++) {
        if ((use->versions & set->known.version) != 0 && (use->excuses & fired) == 0 &&
            use->each == each && !(use->weaker != NULL && unsure) &&
            apply(set, event, use, &draft) == NDC_BROKEN)
            add_finding(set, &draft, use->rule);
    }
}

static void
ask_channels(struct ndc_set *set, const struct ndc_event *event)
{
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++) {
        if (!set->known.channels[i].used)
            continue;
        set->known.here = i;
        ask(set, event, true);
    }
    set->known.here = NDC_CHANNEL_NOWHERE;
}

void
ndc_set_take(struct ndc_set *set, const struct ndc_event *event, uint32_t index)
{
    ndc_check(event->kind < NDC_EVENT_KINDS);
    if (!ndc_is_complete(&set->seen, event->kind)) {
        ndc_set_evidence(set, event);
        return;
    }
    ndc_state_before(&set->known, event, index);
    ask(set, event, false);
    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        ask_channels(set, event);
    ndc_set_observe(set, event);
    ndc_state_after(&set->known, event);
    ndc_set_move(set, event);
}

uint32_t
ndc_set_findings(const struct ndc_set *set, const struct ndc_finding **findings)
{
    *findings = set->findings;
    return set->finding_count;
}

static const struct ndc_set_use *
use_of(unsigned rule)
{
    for (unsigned i = 0; i < ndc_set_uses_first[NDC_EVENT_KINDS]; i++) {
        if (ndc_set_uses[i].rule == rule)
            return &ndc_set_uses[i];
    }
    return NULL;
}

bool
ndc_set_judges(unsigned rule)
{
    return use_of(rule) != NULL;
}

bool
ndc_set_judges_alike(unsigned rule)
{
    const struct ndc_set_use *use = use_of(rule);

    return use != NULL && use->same != NULL;
}

/* ---- containment ---- */

struct ndc_projection
ndc_model_project(const struct ndc_model *model, unsigned channel)
{
    const struct ndc_model_channel *exact = &model->channels[ndc_channel_place(channel)];

    return (struct ndc_projection){
        .mode = exact->mode,
        .live = exact->list != 0,
        .done = exact->list != 0 ? exact->done : 0,
    };
}

bool
ndc_set_holds(const struct ndc_set *set, unsigned channel, struct ndc_projection exact)
{
    uint32_t place = ndc_channel_place(channel);
    struct ndc_span span = set->channels[place].span[exact.mode];

    if (set->channels[place].broken)
        return true;
    if (ndc_span_empty(span) || (set->known.channels[place].list != 0) != exact.live)
        return false;
    return !exact.live || (span.least <= exact.done && exact.done <= span.most);
}
