/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the engine's daily work, and NetDMA's look at it, do to the state. In a header because the
 * judge spends most of its time here: state_engine.c uses it for every such event, likeness.c for
 * those that need no rule.
 */
#ifndef NDC_MODEL_STATE_WORK_H
#define NDC_MODEL_STATE_WORK_H

#include "model/state_look.h"

#include "rules.inc"

/* The event in hand: its channel, and the submission it is about, or NULL. */
struct ndc_work {
    struct ndc_model_channel *channel;
    struct ndc_submission *submission;
};

static inline void
ndc_work_fetched(struct ndc_model *model, const struct ndc_event *event, struct ndc_work work)
{
    struct ndc_model_channel *channel = work.channel;

    channel->fired &= ~NDC_FAULT_ENGINE_STALL; /* it moves again */
    if (work.submission == NULL || event->c != 0)
        return;
    if (work.submission->fetched_at == 0)
        work.submission->fetched_at = model->index;
    if (work.submission->list != channel->fetched_list) {
        channel->fetched_list = work.submission->list;
        channel->like = 0;
        channel->first_fetch_tick = event->tick;
    }
    channel->last_fetched = model->subject;
    channel->in_progress = model->subject;
    if (channel->last_call == NDC_ROUTINE_RESUME + 1 || ndc_in_call(channel, NDC_ROUTINE_RESUME))
        channel->edited = false; /* the new links were followed, or not */
}

static inline void
ndc_work_moved(const struct ndc_event *event, struct ndc_work work)
{
    if (work.submission != NULL)
        work.submission->moved += ndc_low(event->d);
}

static inline void
ndc_work_advance_undone(const struct ndc_model *model, struct ndc_model_channel *channel)
{
    const struct ndc_submission *submission = ndc_submission_at(model, channel->first_undone);

    for (uint32_t i = 0; i < NDC_SUBMISSIONS_MAX && submission != NULL; i++) {
        if (submission->done_at == 0)
            return;
        channel->first_undone = submission->next;
        submission = ndc_submission_at(model, channel->first_undone);
        if (submission != NULL && submission->offer != NDC_OFFER_ACCEPTED)
            break; /* offered, not yet accepted */
    }
    channel->first_undone = NDC_NO_SUBMISSION;
}

/* One more of the live list is done: the last one makes the channel idle. */
static inline void
ndc_work_count(const struct ndc_model *model, struct ndc_model_channel *channel)
{
    channel->done++;
    enum ndc_move_on on = channel->done >= channel->count ? NDC_ON_LAST_DONE : NDC_ON_OTHER_DONE;
    channel->mode = ndc_moves[on][channel->mode].to;
    if (channel->first_undone == model->subject)
        ndc_work_advance_undone(model, channel);
}

static inline void
ndc_work_done(struct ndc_model *model, struct ndc_work work)
{
    struct ndc_model_channel *channel = work.channel;
    struct ndc_submission *submission = work.submission;

    if (submission == NULL)
        return;
    channel->done_total++;
    channel->last_done = model->subject;
    if (channel->in_progress == model->subject)
        channel->in_progress = NDC_NO_SUBMISSION;
    submission->done_number = channel->done_total;
    if ((submission->flags & NDC_FLAG_STATUS) != 0 && NDC_OPERATION(submission->flags) == 0)
        channel->status_owed = model->subject;
    if ((submission->flags & NDC_FLAG_INTERRUPT) != 0 && NDC_OPERATION(submission->flags) == 0) {
        channel->irq_done = model->subject;
        channel->irq_done_at = model->index;
        channel->interrupt.asked++;
    }
    if (NDC_OPERATION(submission->flags) == NDC_OPERATION_CONTEXT)
        ndc_state_context(model, submission);
    if (submission->done_at != 0)
        return;
    submission->done_at = model->index;
    if (submission->offer == NDC_OFFER_ACCEPTED && submission->list == channel->list &&
        channel->list != 0)
        ndc_work_count(model, channel);
}

static inline void
ndc_work_status(const struct ndc_model *model, const struct ndc_event *event, struct ndc_work work)
{
    struct ndc_model_channel *channel = work.channel;
    const struct ndc_submission *submission = work.submission;

    if (channel->fired_at < channel->reset_at &&
        (submission == NULL || !ndc_is_live(channel, submission)))
        channel->fired &= ~NDC_FAULT_ENGINE_STATUS_WRITE; /* this was the one held up */
    channel->status_value = event->c;
    channel->status_at = model->index;
    channel->status_call = channel->call;
    channel->status_named = model->subject;
    if (NDC_WORD_CODE(event->c) == NDC_CODE_HALTED)
        channel->error_status_seen = true;
    if (submission == NULL)
        return;
    channel->status_number = submission->done_number;
    channel->status_list = submission->list;
    if (channel->status_owed == model->subject)
        channel->status_owed = NDC_NO_SUBMISSION;
}

static inline void
ndc_work_word(const struct ndc_model *model, const struct ndc_event *event, struct ndc_work work)
{
    struct ndc_model_channel *channel = work.channel;

    channel->word = event->a;
    channel->word_at = model->index;
    channel->word_named = event->b;
    if (work.submission != NULL && ndc_is_live(channel, work.submission))
        channel->verified = model->subject;
}

static inline void
ndc_work_looked_at(const struct ndc_event *event, struct ndc_work work)
{
    if (work.submission != NULL)
        work.submission->data = (uint8_t)event->b;
}

#endif
