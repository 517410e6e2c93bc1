/* SPDX-License-Identifier: Apache-2.0 */
/* What events do to the possible states, by the table of moves; and what may happen unseen. */
#include "model/set_state.h"

#define IRP_MJ_POWER 0x16
#define ANY_NUMBER (1u << 30) /* more than a list can have, even done twice */

static const struct ndc_span nothing = {1, 0};

static const uint8_t move_of_routine[NDC_ROUTINES] = {
    [NDC_ROUTINE_ALLOCATE] = NDC_ON_ALLOCATE, [NDC_ROUTINE_FREE] = NDC_ON_FREE,
    [NDC_ROUTINE_START] = NDC_ON_START,       [NDC_ROUTINE_SUSPEND] = NDC_ON_SUSPEND,
    [NDC_ROUTINE_RESUME] = NDC_ON_RESUME,     [NDC_ROUTINE_ABORT] = NDC_ON_ABORT,
    [NDC_ROUTINE_APPEND] = NDC_ON_APPEND,     [NDC_ROUTINE_RESET] = NDC_ON_RESET,
};

/* Running or idle: which, follows from how many are done. */
static void
settle(struct ndc_set *set, uint32_t channel)
{
    struct ndc_span *span = set->channels[channel].span;
    uint32_t count = set->known.channels[channel].count;
    struct ndc_span both = ndc_span_hull(span[NDC_MODE_R], span[NDC_MODE_I]);

    span[NDC_MODE_R] = span[NDC_MODE_I] = nothing;
    if (ndc_span_empty(both))
        return;
    if (set->channels[channel].scattered) { /* what was done may have been taken out again */
        span[NDC_MODE_R] = span[NDC_MODE_I] =
            (struct ndc_span){0, both.most > count ? both.most : count};
        return;
    }
    if (both.least < count)
        span[NDC_MODE_R] = (struct ndc_span){both.least, both.most < count ? both.most : count - 1};
    if (both.most >= count)
        span[NDC_MODE_I] = (struct ndc_span){both.least < count ? count : both.least, both.most};
}

/* ---- hidden moves ---- */

static void
raise_to(struct ndc_span *span, uint32_t most)
{
    if (!ndc_span_empty(*span) && span->most < most)
        span->most = most;
}

/* Descriptors that may have been done unseen. */
static void
close_progress(struct ndc_set *set, uint32_t channel)
{
    struct ndc_set_channel *here = &set->channels[channel];
    const struct ndc_model_channel *known = &set->known.channels[channel];
    bool wide = !ndc_set_order_holds(set, channel);
    uint32_t limit = wide ? ANY_NUMBER : ndc_set_limit(set, channel);

    if (known->list != 0) {
        raise_to(&here->span[NDC_MODE_R], limit);
        if (wide)
            raise_to(&here->span[NDC_MODE_E], limit);
        if (wide || (known->call != 0 && !ndc_in_call(known, NDC_ROUTINE_APPEND)))
            raise_to(&here->span[NDC_MODE_S], limit);
        settle(set, channel);
    }
    if (here->batch_list != 0 &&
        (!here->joined || wide || ndc_set_done(set, channel, ~0u).most >= known->count))
        raise_to(&here->offered, here->batch_count);
}

void
ndc_set_close(struct ndc_set *set, uint32_t channel)
{
    struct ndc_span *span = set->channels[channel].span;

    if (set->known.channels[channel].list == 0 && set->channels[channel].batch_list == 0)
        return;
    if (!ndc_is_complete(&set->seen, NDC_EVENT_DONE) || (set->strayed & ~(1u << channel)) != 0)
        close_progress(set, channel);
    if (!ndc_is_complete(&set->seen, NDC_EVENT_STATE))
        span[NDC_MODE_E] = ndc_span_hull(span[NDC_MODE_E], span[NDC_MODE_R]);
}

/* ---- calls ---- */

static void
move_call(struct ndc_set *set, const struct ndc_event *event)
{
    const struct ndc_model_channel *known = ndc_here(&set->known);
    struct ndc_set_channel *here = &set->channels[set->known.here];

    here->called_in = (uint8_t)ndc_set_modes(set, set->known.here);
    here->old_list = known->list;
    here->old_count = known->count;
    here->words = 0;
    if (event->a == NDC_ROUTINE_SUSPEND)
        here->suspend_at = set->known.index;
    if (event->a != NDC_ROUTINE_START && event->a != NDC_ROUTINE_APPEND)
        return;
    here->batch_list = known->offered_list;
    here->batch_count = known->offered_count;
    here->joined = known->offered_list == known->list && known->list != 0;
    here->offered = (struct ndc_span){0, 0};
    ndc_set_number_batch(set, set->known.here);
}

/* How far a list may have come that a call ended; after a Start one more is finished. */
static void
end_list(struct ndc_set *set, enum ndc_routine routine)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    struct ndc_span done = ndc_set_done(set, set->known.here, ~0u);
    uint32_t most = ndc_span_empty(done) || !ndc_set_order_holds(set, set->known.here)
                        ? ANY_NUMBER
                        : done.most + (routine == NDC_ROUTINE_START ? 1u : 0u);

    if (here->old_list != 0)
        here->ended[here->old_list % NDC_ENDED_MAX] = (struct ndc_set_ended){here->old_list, most};
}

/* The batch becomes part of the live list. */
static struct ndc_span
extend(struct ndc_span span, const struct ndc_set_channel *here, bool wide)
{
    if (ndc_span_empty(span))
        return span;
    if (wide || span.most >= here->old_count)
        span.most += here->offered.most;
    span.least += here->offered.least;
    return span;
}

/* How many are done after the call, of those that were before it. */
static struct ndc_span
done_after(const struct ndc_set *set, enum ndc_routine routine, struct ndc_span before)
{
    const struct ndc_set_channel *here = &set->channels[set->known.here];
    bool began = here->batch_list != 0 && ndc_here(&set->known)->list == here->batch_list;

    if (routine == NDC_ROUTINE_START)
        return here->offered;
    if (routine == NDC_ROUTINE_APPEND && began && here->joined)
        return extend(before, here, !ndc_set_order_holds(set, set->known.here));
    return ndc_here(&set->known)->list == 0 ? (struct ndc_span){0, 0} : before;
}

static void
move_modes(struct ndc_set *set, enum ndc_routine routine)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    struct ndc_span after[NDC_MODES];

    for (unsigned mode = 0; mode < NDC_MODES; mode++)
        after[mode] = nothing;
    for (unsigned mode = 0; mode < NDC_MODES; mode++) {
        unsigned to = ndc_moves[move_of_routine[routine]][mode].to;
        if (!ndc_span_empty(here->span[mode]))
            after[to] = ndc_span_hull(after[to], done_after(set, routine, here->span[mode]));
    }
    for (unsigned mode = 0; mode < NDC_MODES; mode++)
        here->span[mode] = after[mode];
    settle(set, set->known.here);
}

static void
begin_channel(struct ndc_set_channel *here)
{
    here->broken = here->scattered = here->reused = false;
    here->word_said = NDC_NO_SUBMISSION;
    here->told = NDC_PLACE_NONE;
}

/* A batch may have been worked on inside the call, but not farther than its words allow. */
static void
cut_to_limit(struct ndc_set *set, uint32_t channel)
{
    uint32_t limit = ndc_set_limit(set, channel);

    if (ndc_is_complete(&set->seen, NDC_EVENT_DONE) ||
        ndc_set_done(set, channel, ~0u).least > limit)
        return;
    for (unsigned mode = 0; mode < NDC_MODES; mode++) {
        struct ndc_span *span = &set->channels[channel].span[mode];
        if (!ndc_span_empty(*span) && span->most > limit)
            span->most = limit; /* empty, when even the least is above */
    }
}

/* The first descriptor behind the one the word named last, if that is of the list. */
static void
find_told(struct ndc_set *set, uint32_t from)
{
    const struct ndc_set_channel *here = &set->channels[set->known.here];
    const struct ndc_submission *said = ndc_submission_at(&set->known, here->word_said);
    bool begun = said != NULL && ndc_is_live(ndc_here(&set->known), said);

    ndc_set_find_told(set, set->known.here, begun ? said->next : from);
}

static void
after_success(struct ndc_set *set, enum ndc_routine routine)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    const struct ndc_model_channel *known = ndc_here(&set->known);

    if (routine == NDC_ROUTINE_ALLOCATE && !ndc_span_empty(here->span[NDC_MODE_U]))
        begin_channel(here);
    if (known->list != here->old_list)
        end_list(set, routine);
    move_modes(set, routine);
    if (routine == NDC_ROUTINE_START)
        here->scattered = here->reused;
    if (routine == NDC_ROUTINE_APPEND)
        here->scattered |= here->reused;
    if (known->list == 0 || (routine != NDC_ROUTINE_START && routine != NDC_ROUTINE_APPEND))
        return;
    find_told(set, known->head);
    cut_to_limit(set, set->known.here);
}

static void
move_return(struct ndc_set *set, const struct ndc_event *event)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    enum ndc_routine routine = (enum ndc_routine)event->a;

    if (set->known.here == NDC_CHANNEL_NOWHERE || event->a >= NDC_ROUTINES)
        return;
    if (routine != NDC_ROUTINE_SET_AFFINITY &&
        (event->b == NDC_STATUS_SUCCESS || routine == NDC_ROUTINE_FREE))
        after_success(set, routine);
    if (here->batch_list != 0)
        here->reused = false;
    here->batch_list = here->batch_count = 0;
}

/* ---- the engine, as far as it is seen ---- */

static void
move_done(struct ndc_set *set)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    const struct ndc_model_channel *known = ndc_here(&set->known);
    const struct ndc_submission *subject = ndc_subject(&set->known);

    if (subject == NULL || subject->done_at != set->known.index)
        return; /* not for the first time */
    if (subject->offer == NDC_OFFER_CALLED && subject->list == here->batch_list) {
        here->offered.least++;
        here->offered.most++;
    }
    if (subject->offer != NDC_OFFER_ACCEPTED || subject->list != known->list || known->list == 0)
        return;
    bool wide = !ndc_set_order_holds(set, set->known.here);
    for (unsigned mode = 0; mode < NDC_MODES; mode++) {
        struct ndc_span *span = &here->span[mode];
        if (ndc_span_empty(*span))
            continue;
        span->least += wide || span->least < known->count;
        span->most += wide || span->most < known->count;
    }
    settle(set, set->known.here);
}

/* While the device sleeps its state says nothing; when that is hidden, it may be so. */
static void
move_state(struct ndc_set *set, const struct ndc_event *event)
{
    struct ndc_span *span = set->channels[set->known.here].span;
    const struct ndc_model_channel *known = ndc_here(&set->known);

    if (set->known.provider.power != 0 || event->b != NDC_CODE_HALTED || event->c == 0 ||
        ndc_in_call(known, NDC_ROUTINE_ABORT) || ndc_in_call(known, NDC_ROUTINE_RESET))
        return;
    span[NDC_MODE_E] = ndc_span_hull(span[NDC_MODE_E], span[NDC_MODE_R]);
    if (ndc_is_complete(&set->seen, NDC_EVENT_DEVICE_POWER))
        span[NDC_MODE_R] = nothing;
}

/* ---- submissions, and edits of a suspended list ---- */

/* NetDMA submits once more what may not be done yet: the engine reads one memory for both. */
static void
move_submit(struct ndc_set *set)
{
    const struct ndc_submission *made = ndc_submission_at(&set->known, set->known.submitted);
    const struct ndc_submission *older =
        made == NULL ? NULL : ndc_submission_at(&set->known, made->older);
    struct ndc_span done;

    set->place[set->known.submitted % NDC_SUBMISSIONS_MAX] = 0;
    if (older == NULL || !ndc_is_live(&set->known.channels[older->channel], older))
        return;
    done = ndc_set_done(set, older->channel, ~0u);
    if (older->offer == NDC_OFFER_ACCEPTED && ndc_set_order_holds(set, older->channel) &&
        ndc_set_place(set, made->older) < done.least)
        return;
    set->channels[older->channel].scattered = true;
    set->channels[set->known.here].reused = true;
}

static bool
is_suspended(const struct ndc_set *set)
{
    return ndc_set_modes(set, set->known.here) == 1u << NDC_MODE_S;
}

static void
move_link(struct ndc_set *set, const struct ndc_event *event)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    const struct ndc_submission *added =
        ndc_submission_at(&set->known, ndc_state_find(&set->known, event->b));

    if (event->c == 0 || ndc_here(&set->known)->list == 0)
        return;
    bool whole = ndc_set_number_list(set, set->known.here);
    find_told(set, ndc_here(&set->known)->head);
    /* What is taken out is linked around first. */
    if (!is_suspended(set) || (added != NULL && added->called_at == set->known.index && !whole))
        here->scattered = true;
    if (added != NULL && added->called_at == set->known.index &&
        ndc_set_done(set, set->known.here, ndc_set_modes(set, set->known.here)).most >
            ndc_set_place(set, ndc_state_find(&set->known, event->b)))
        here->scattered = true;
}

static void
move_unlink(struct ndc_set *set)
{
    struct ndc_set_channel *here = &set->channels[set->known.here];
    const struct ndc_submission *subject = ndc_subject(&set->known);
    uint32_t place = ndc_set_place(set, set->known.subject);

    if (subject == NULL || subject->forbidden_at != set->known.index)
        return;
    if (!is_suspended(set))
        here->scattered = true;
    for (unsigned mode = 0; mode < NDC_MODES; mode++) {
        struct ndc_span *span = &here->span[mode];
        if (ndc_span_empty(*span))
            continue;
        span->least -= span->least > 0 && (here->scattered || place < span->least);
        span->most -= span->most > 0 && !here->scattered && place < span->most;
    }
    here->scattered |= !ndc_set_number_list(set, set->known.here);
    find_told(set, ndc_here(&set->known)->head);
}

void
ndc_set_move(struct ndc_set *set, const struct ndc_event *event)
{
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_CALL:
        move_call(set, event);
        break;
    case NDC_EVENT_RETURN:
        move_return(set, event);
        break;
    case NDC_EVENT_DONE:
        move_done(set);
        break;
    case NDC_EVENT_STATE:
        move_state(set, event);
        break;
    case NDC_EVENT_SUBMIT:
        move_submit(set);
        break;
    case NDC_EVENT_FAULT_FIRED:
        if ((ndc_set_fired(set, set->known.here) & ~NDC_HARMLESS_TO_ORDER) != 0)
            set->strayed |= 1u << set->known.here;
        break;
    case NDC_EVENT_WORD:
        set->channels[set->known.here].doubt = 0;
        break;
    case NDC_EVENT_LINK:
        move_link(set, event);
        break;
    case NDC_EVENT_UNLINK:
        move_unlink(set);
        break;
    case NDC_EVENT_IRP:
        if (event->a == IRP_MJ_POWER)
            set->channels[NDC_CHANNEL_NOWHERE].asleep_at = set->known.index;
        break;
    default:
        break;
    }
    set->channels[set->known.here].doubt |=
        ndc_here(&set->known)->fired & NDC_FAULT_ENGINE_STATUS_WRITE;
    ndc_set_close(set, set->known.here);
}
