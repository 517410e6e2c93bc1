/* SPDX-License-Identifier: Apache-2.0 */
/* The completion word as it was seen: each rule is broken when no possible state explains it. */
#include "model/set_state.h"

static const struct ndc_model_channel *
known_here(const struct ndc_set *set)
{
    return ndc_here(&set->known);
}

static const struct ndc_set_channel *
here(const struct ndc_set *set)
{
    return &set->channels[set->known.here];
}

/* The engine wrote it, and said that a descriptor of the live list is done; no fault lies there. */
static const struct ndc_submission *
said_done(const struct ndc_set *set, const struct ndc_event *event)
{
    const struct ndc_submission *named = ndc_subject(&set->known);

    if (event->c != 0 || named == NULL || NDC_WORD_CODE(event->a) > NDC_CODE_SUSPEND ||
        named->channel != set->known.here || !ndc_is_live(known_here(set), named) ||
        !ndc_set_word_holds(set, set->known.here))
        return NULL;
    return named;
}

/* The word may have been written before the call that outdates it. */
static bool
may_be_old(const struct ndc_set *set)
{
    return !set->seen.prompt && here(set)->words == 0;
}

static bool
only_suspended(const struct ndc_set *set)
{
    return ndc_set_modes(set, set->known.here) == 1u << NDC_MODE_S;
}

/* Of the list the named descriptor belongs to, at most. */
static uint32_t
most_done(const struct ndc_set *set)
{
    struct ndc_span all = ndc_set_done(set, set->known.here, ~0u);

    return ndc_span_empty(all) ? 0 : all.most;
}

/* The named one cannot be done, although all before it may be. */
enum ndc_applied
ndc_set_compl_names(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *named = said_done(set, event);

    if (named == NULL || only_suspended(set))
        return NDC_NOT_APPLICABLE;
    finding->object = event->b;
    finding->because = named->called_at;
    return ndc_kept_if(ndc_set_can_be_done(set, set->known.here, set->known.subject) ||
                       ndc_set_place(set, set->known.subject) > most_done(set));
}

/* One before it cannot be done, or its bytes are not there. */
enum ndc_applied
ndc_set_compl_before(const struct ndc_set *set, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *named = said_done(set, event);
    const struct ndc_submission *before;
    uint32_t sequence;

    if (named == NULL || only_suspended(set))
        return NDC_NOT_APPLICABLE;
    sequence = named->previous;
    finding->because = named->called_at;
    for (uint32_t i = 0; i < NDC_SUBMISSIONS_MAX && sequence != known_here(set)->verified; i++) {
        before = ndc_submission_at(&set->known, sequence);
        if (before == NULL)
            break;
        finding->wanted = before->object;
        finding->seen = before->data;
        if (ndc_is_copy(before) && before->data != NDC_DATA_WHOLE &&
            before->data != NDC_DATA_UNKNOWN)
            return NDC_BROKEN;
        sequence = before->previous;
    }
    return ndc_kept_if(ndc_set_can_be_done(set, set->known.here, set->known.subject) ||
                       ndc_set_place(set, set->known.subject) <= most_done(set));
}

/* Nothing of a suspended list is done until it is resumed. */
enum ndc_applied
ndc_set_susp_quiet(const struct ndc_set *set, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);
    const struct ndc_submission *named = ndc_subject(&set->known);

    if (!only_suspended(set) || named == NULL || !ndc_is_live(known, named) ||
        (ndc_in_any_call(known) && !ndc_in_call(known, NDC_ROUTINE_APPEND)))
        return NDC_NOT_APPLICABLE;
    finding->because = known->last_call_at;
    if (event->kind == NDC_EVENT_DONE)
        return NDC_BROKEN;
    return said_done(set, event) == NULL
               ? NDC_NOT_APPLICABLE
               : ndc_kept_if(ndc_set_can_be_done(set, set->known.here, set->known.subject));
}

enum ndc_applied
ndc_set_compl_code(const struct ndc_set *set, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    (void)set;
    finding->seen = NDC_WORD_CODE(event->a);
    return event->c != 0 ? NDC_NOT_APPLICABLE : ndc_kept_if(finding->seen <= NDC_CODE_ARMED);
}

enum ndc_applied
ndc_set_compl_clean(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)set;
    finding->seen = event->a & 0x3F;
    if (event->c != 0 || NDC_WORD_CODE(event->a) == NDC_CODE_HALTED)
        return NDC_NOT_APPLICABLE;
    return ndc_kept_if((event->a & 0x38) == 0);
}

enum ndc_applied
ndc_set_compl_armed(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    struct ndc_span all = ndc_set_done(set, set->known.here, ~0u);

    if (event->c != 0 || NDC_WORD_CODE(event->a) != NDC_CODE_ARMED || may_be_old(set) ||
        known_here(set)->list == 0 || known_here(set)->call != 0)
        return NDC_NOT_APPLICABLE;
    finding->because = known_here(set)->accepted_at;
    return ndc_kept_if(all.least == 0);
}

/* 1.x: the engine may have found an appended descriptor before its Append had returned. */
static bool
may_overtake_doorbell(const struct ndc_set *set, const struct ndc_submission *named)
{
    return !ndc_counted(&set->known) && named->arrival != NDC_ARRIVAL_START;
}

/* Active: something is behind the named one. */
enum ndc_applied
ndc_set_compl_active(const struct ndc_set *set, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);
    const struct ndc_submission *named = said_done(set, event);

    if (named == NULL || NDC_WORD_CODE(event->a) != NDC_CODE_ACTIVE ||
        ndc_miscounted(&set->known, known) || set->known.subject == known->linked_to_refused ||
        known->was_edited || may_overtake_doorbell(set, named))
        return NDC_NOT_APPLICABLE;
    finding->because = known->accepted_at;
    return ndc_kept_if(named->next != NDC_NO_SUBMISSION || known->offered_count != 0);
}

/* Idle: the named one ended its batch. What was appended later may come too late for the word. */
enum ndc_applied
ndc_set_compl_idle(const struct ndc_set *set, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);
    const struct ndc_submission *named = said_done(set, event);
    const struct ndc_submission *next;

    if (named == NULL || NDC_WORD_CODE(event->a) != NDC_CODE_IDLE ||
        ndc_miscounted(&set->known, known))
        return NDC_NOT_APPLICABLE;
    next = ndc_submission_at(&set->known, named->next);
    if (next == NULL || next->offer == NDC_OFFER_CALLED || next->called_at > named->called_at)
        return NDC_KEPT;
    finding->wanted = next->object;
    return ndc_broken_since(finding, known->accepted_at);
}

enum ndc_applied
ndc_set_compl_suspend(const struct ndc_set *set, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);

    if (event->c != 0 || NDC_WORD_CODE(event->a) != NDC_CODE_SUSPEND || known->call != 0)
        return NDC_NOT_APPLICABLE;
    if ((ndc_set_modes(set, set->known.here) >> NDC_MODE_S & 1) != 0 ||
        (!set->seen.prompt && here(set)->suspend_at > known->word_at))
        return NDC_KEPT;
    return ndc_broken_since(finding, known->last_call_at);
}

/* Halted: by an abort, a reset or an error; an error may be hidden. */
enum ndc_applied
ndc_set_compl_halted(const struct ndc_set *set, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);

    if (event->c != 0 || NDC_WORD_CODE(event->a) != NDC_CODE_HALTED || known->call != 0 ||
        may_be_old(set) || !ndc_is_complete(&set->seen, NDC_EVENT_STATE) ||
        known->engine_error != 0 || known->mode == NDC_MODE_E || known->mode == NDC_MODE_H ||
        known->mode == NDC_MODE_U)
        return NDC_NOT_APPLICABLE;
    finding->object = event->b;
    return ndc_broken_since(finding, known->last_call_at);
}

/* The word never goes back in its list. */
enum ndc_applied
ndc_set_compl_order(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *named = said_done(set, event);
    const struct ndc_submission *before = ndc_submission_at(&set->known, here(set)->word_said);

    if (named == NULL || before == NULL || before->list != named->list ||
        !ndc_is_live(known_here(set), before) || !ndc_set_order_holds(set, set->known.here))
        return NDC_NOT_APPLICABLE;
    finding->seen = named->object;
    finding->wanted = before->object;
    finding->because = known_here(set)->word_at;
    return ndc_kept_if(ndc_set_place(set, set->known.subject) >=
                       ndc_set_place(set, here(set)->word_said));
}

/* A suspension names what did not ask, and its word may be brought up to date. */
enum ndc_applied
ndc_set_compl_unasked(const struct ndc_set *set, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *named = said_done(set, event);

    if (named == NULL || NDC_WORD_CODE(event->a) > NDC_CODE_IDLE)
        return NDC_NOT_APPLICABLE;
    finding->because = named->called_at;
    return ndc_kept_if((named->flags & NDC_FLAG_STATUS) != 0 ||
                       here(set)->word_said == set->known.subject ||
                       here(set)->suspend_at > named->called_at);
}

/* After a reset the engine writes nothing before the next Start. */
enum ndc_applied
ndc_set_reset_rests(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);

    if (event->c != 0 || known->mode != NDC_MODE_F || known->resets == 0 || known->call != 0 ||
        may_be_old(set))
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, known->reset_at);
}

/* Nor does an aborted list complete. */
enum ndc_applied
ndc_set_abort_is_over(const struct ndc_set *set, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);
    const struct ndc_submission *named = ndc_subject(&set->known);
    const struct ndc_ended *ended = named == NULL ? NULL : ndc_ended(known, named);

    if (event->c != 0 || ended == NULL || ended->routine != NDC_ROUTINE_ABORT ||
        NDC_WORD_CODE(event->a) > NDC_CODE_IDLE || known->mode != NDC_MODE_H || known->call != 0 ||
        ndc_failed_since(known) || may_be_old(set))
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, ended->at);
}

enum ndc_applied
ndc_set_compl_place(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)set;
    finding->object = event->a;
    finding->seen = event->b;
    return ndc_object_kind(event->a) == NDC_OBJECT_WORD ? NDC_BROKEN : NDC_NOT_APPLICABLE;
}
