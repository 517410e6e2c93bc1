/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the engine did, and what NetDMA saw of it in memory.
 */
#include "model/likeness.h"
#include "model/state_look.h"

#include "rules.inc"

static void
after_fetch(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    struct ndc_submission *submission = ndc_submission_edit(model, model->subject);

    channel->fired &= ~NDC_FAULT_ENGINE_STALL; /* it moves again */
    if (submission == NULL || event->c != 0)
        return;
    if (submission->fetched_at == 0)
        submission->fetched_at = model->index;
    if (submission->list != channel->fetched_list) {
        channel->fetched_list = submission->list;
        channel->like = 0;
        channel->first_fetch_tick = event->tick;
    }
    channel->last_fetched = model->subject;
    channel->in_progress = model->subject;
    if (channel->last_call == NDC_ROUTINE_RESUME + 1 || ndc_in_call(channel, NDC_ROUTINE_RESUME))
        channel->edited = false; /* the new links were followed, or not */
}

static void
advance_undone(struct ndc_model *model, struct ndc_model_channel *channel)
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
static void
count_done(struct ndc_model *model, struct ndc_model_channel *channel)
{
    channel->done++;
    enum ndc_move_on on = channel->done >= channel->count ? NDC_ON_LAST_DONE : NDC_ON_OTHER_DONE;
    channel->mode = ndc_moves[on][channel->mode].to;
    if (channel->first_undone == model->subject)
        advance_undone(model, channel);
}

static void
after_done(struct ndc_model *model)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    struct ndc_submission *submission = ndc_submission_edit(model, model->subject);

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
        count_done(model, channel);
}

static void
after_status(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    const struct ndc_submission *submission = ndc_subject(model);

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

static void
after_state(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];

    if (model->provider.power != 0)
        return; /* what it falls into without power says nothing of its work */
    channel->engine_state = (uint8_t)(event->b + 1);
    if (event->b != NDC_CODE_HALTED || event->c == 0 || ndc_in_call(channel, NDC_ROUTINE_ABORT) ||
        ndc_in_call(channel, NDC_ROUTINE_RESET))
        return; /* halted on purpose; CHANERR is sticky and may tell of older errors */
    channel->engine_error = ndc_low(event->c);
    channel->engine_error_at = model->index;
    channel->mode = ndc_moves[NDC_ON_ERROR][channel->mode].to;
}

void
ndc_state_engine(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    struct ndc_submission *submission;

    if (event->kind == NDC_EVENT_FETCH) {
        after_fetch(model, event);
    } else if (event->kind == NDC_EVENT_MOVE) {
        submission = ndc_submission_edit(model, model->subject);
        if (submission != NULL)
            submission->moved += ndc_low(event->d);
    } else if (event->kind == NDC_EVENT_DONE) {
        after_done(model);
    } else if (event->kind == NDC_EVENT_STATUS) {
        after_status(model, event);
    } else {
        after_state(model, event);
        channel->like = 0;
    }
    if (channel->like == 0)
        ndc_likeness_of_channel(model, channel);
}

static void
after_word(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    const struct ndc_submission *submission = ndc_subject(model);

    channel->word = event->a;
    channel->word_at = model->index;
    channel->word_named = event->b;
    if (submission != NULL && ndc_is_live(channel, submission))
        channel->verified = model->subject;
}

void
ndc_state_word(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_submission *submission = ndc_submission_edit(model, model->subject);

    if (event->kind == NDC_EVENT_WORD)
        after_word(model, event);
    else if (event->kind == NDC_EVENT_REPORTED)
        model->channels[model->here].reported_at = model->index;
    else if (submission != NULL)
        submission->data = (uint8_t)event->b;
}
