/* SPDX-License-Identifier: Apache-2.0 */
/* What an event that is seen says of what was hidden: states it contradicts are dropped. */
#include "model/set_state.h"

static const struct ndc_span nothing = {1, 0};

static void
at_least(struct ndc_span *span, uint32_t least)
{
    if (ndc_span_empty(*span))
        return;
    if (span->most < least)
        *span = nothing;
    else if (span->least < least)
        span->least = least;
}

/* A submission of the batch in hand is done: then so is all of the list it continues. */
static void
offered_done(struct ndc_set *set, uint32_t channel, uint32_t place)
{
    struct ndc_set_channel *here = &set->channels[channel];
    uint32_t count = set->known.channels[channel].count;

    if (here->joined) {
        for (unsigned mode = 0; mode < NDC_MODES; mode++)
            at_least(&here->span[mode], count);
        place -= count;
    }
    at_least(&here->offered, place + 1);
}

/* The submission is done, and all before it. When that cannot be, a rule has said so. */
static void
is_done(struct ndc_set *set, uint32_t channel, uint32_t sequence)
{
    struct ndc_set_channel *here = &set->channels[channel];
    const struct ndc_submission *submission = ndc_submission_at(&set->known, sequence);
    uint32_t place = ndc_set_place(set, sequence);

    if (submission == NULL || !ndc_is_live(&set->known.channels[channel], submission) ||
        submission->channel != channel || !ndc_set_word_holds(set, channel))
        return;
    if (!ndc_set_can_be_done(set, channel, sequence)) {
        here->broken = true;
        return;
    }
    if (submission->offer == NDC_OFFER_CALLED) {
        if (submission->list == here->batch_list)
            offered_done(set, channel, place);
        return;
    }
    for (unsigned mode = 0; mode < NDC_MODES; mode++)
        at_least(&here->span[mode], place + 1);
}

/* The word of the engine names it: so far its status is not owed any more. */
static void
observe_word(struct ndc_set *set, const struct ndc_event *event)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    const struct ndc_submission *named = ndc_subject(&set->known);

    here->words++;
    if (event->c != 0 || named == NULL || named->channel != set->known.here ||
        !ndc_is_live(ndc_here(&set->known), named))
        return;
    if (NDC_WORD_CODE(event->a) <= NDC_CODE_SUSPEND)
        is_done(set, set->known.here, set->known.subject);
    here->word_said = set->known.subject;
    if (named->offer == NDC_OFFER_ACCEPTED &&
        (here->told == NDC_PLACE_NONE || ndc_set_place(set, set->known.subject) >= here->told))
        ndc_set_find_told(set, set->known.here, named->next);
}

/* Where a list that was running stopped; one that was idle may be reported in any way. */
static void
observe_report(struct ndc_set *set, const struct ndc_event *event)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    const struct ndc_model_channel *known = ndc_here(&set->known);
    const struct ndc_submission *named = ndc_subject(&set->known);
    struct ndc_span *span = &here->span[NDC_MODE_S];
    uint32_t done = named == NULL ? 0 : ndc_set_place(set, set->known.subject) + 1;

    if (known->last_call != NDC_ROUTINE_SUSPEND + 1 || known->reported_at > known->last_call_at ||
        here->called_in != 1u << NDC_MODE_R || !ndc_set_word_holds(set, set->known.here) ||
        (named == NULL ? event->b != 0 : !ndc_is_live(known, named)) || done < span->least ||
        done > span->most)
        return;
    *span = (struct ndc_span){done, done};
}

/* At the end of the silence: what runs would have finished. */
static void
observe_quiet(struct ndc_set *set)
{
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++) {
        struct ndc_span *span = set->channels[i].span;
        if (set->known.channels[i].list == 0 || ndc_set_fired(set, i) != 0 ||
            !ndc_set_order_holds(set, i) || ndc_miscounted(&set->known, &set->known.channels[i]))
            continue;
        if (!ndc_span_empty(span[NDC_MODE_I]) || !ndc_span_empty(span[NDC_MODE_S]))
            span[NDC_MODE_R] = nothing;
    }
}

void
ndc_set_observe(struct ndc_set *set, const struct ndc_event *event)
{
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_WORD:
        observe_word(set, event);
        break;
    case NDC_EVENT_REPORTED:
        observe_report(set, event);
        break;
    case NDC_EVENT_ISR:
    case NDC_EVENT_DPC:
        if (event->c == NDC_HANDLE_GOOD)
            is_done(set, set->known.here, set->known.subject);
        break;
    case NDC_EVENT_SCRIPT_QUIET:
        observe_quiet(set);
        break;
    default:
        break;
    }
}

void
ndc_set_evidence(struct ndc_set *set, const struct ndc_event *event)
{
    uint32_t channel = ndc_channel_place(event->channel);

    if (event->kind == NDC_EVENT_DONE)
        is_done(set, channel, ndc_state_find(&set->known, event->a));
}
