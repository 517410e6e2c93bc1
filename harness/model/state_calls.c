/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calls of NetDMA and what their returns do to a channel.
 */
#include <string.h>

#include "model/likeness.h"
#include "model/state_look.h"

#include "rules.inc"

static const uint8_t move_of_routine[NDC_ROUTINES] = {
    [NDC_ROUTINE_ALLOCATE] = NDC_ON_ALLOCATE, [NDC_ROUTINE_FREE] = NDC_ON_FREE,
    [NDC_ROUTINE_START] = NDC_ON_START,       [NDC_ROUTINE_SUSPEND] = NDC_ON_SUSPEND,
    [NDC_ROUTINE_RESUME] = NDC_ON_RESUME,     [NDC_ROUTINE_ABORT] = NDC_ON_ABORT,
    [NDC_ROUTINE_APPEND] = NDC_ON_APPEND,     [NDC_ROUTINE_RESET] = NDC_ON_RESET,
};

/* ---- calls ---- */

static uint32_t
bytes_left(const struct ndc_submission *submission)
{
    return submission != NULL && submission->done_at == 0 && ndc_is_copy(submission)
               ? submission->bytes - submission->moved
               : 0;
}

void
ndc_state_call(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    enum ndc_routine routine = (enum ndc_routine)event->a;

    if (model->calling_count < NDC_CALLS_NESTED_MAX)
        model->calling[model->calling_count] = (struct ndc_calling){
            .routine = (uint8_t)event->a, .channel = (uint8_t)model->here, .at = model->index};
    model->calling_count++;
    if (model->here == NDC_CHANNEL_NOWHERE || event->a >= NDC_ROUTINES)
        return;
    channel->used = true;
    channel->call = (uint8_t)(routine + 1);
    channel->call_mode = channel->mode;
    channel->call_at = model->index;
    channel->call_tick = event->tick;
    channel->call_in_progress = channel->in_progress;
    channel->call_left = bytes_left(ndc_submission_at(model, channel->in_progress));
    channel->call_total = channel->done_total;
    channel->call_first = event->b;
    if (routine == NDC_ROUTINE_START || routine == NDC_ROUTINE_APPEND)
        ndc_list_offer(model, channel, routine);
    if (routine == NDC_ROUTINE_START) {
        channel->start_called_at = model->index;
        channel->must_finish =
            channel->mode == NDC_MODE_R ? channel->in_progress : NDC_NO_SUBMISSION;
    }
}

/* ---- returns ---- */

/* A running list without work left is idle, and the other way round. */
static void
settle(struct ndc_model_channel *channel)
{
    if (channel->mode == NDC_MODE_R && channel->done >= channel->count)
        channel->mode = NDC_MODE_I;
    else if (channel->mode == NDC_MODE_I && channel->done < channel->count)
        channel->mode = NDC_MODE_R;
}

static void
owe(struct ndc_model *model, struct ndc_model_channel *channel, enum ndc_owed owed)
{
    channel->owed = (uint8_t)owed;
    channel->owed_at = model->index;
}

/* A channel after allocation: nothing is known of its former user but its ended lists and claims.
 */
static void
begin_channel(struct ndc_model *model, struct ndc_model_channel *channel)
{
    struct ndc_model_channel fresh = {.used = true};

    fresh.lists = channel->lists;
    memcpy(fresh.ended, channel->ended, sizeof fresh.ended);
    fresh.never_codes = channel->never_codes;
    fresh.never_codes_at = channel->never_codes_at;
    fresh.engine_state = channel->engine_state;
    memcpy(fresh.hints.aim, channel->hints.aim, sizeof fresh.hints.aim);
    memcpy(fresh.hints.aim_at, channel->hints.aim_at, sizeof fresh.hints.aim_at);
    fresh.interrupt.freed_at = channel->interrupt.freed_at;
    *channel = fresh;
    owe(model, channel, NDC_OWED_ALLOCATE);
}

static void
after_reset(struct ndc_model *model, struct ndc_model_channel *channel)
{
    ndc_list_end(model, channel, NDC_ROUTINE_RESET);
    channel->halted_before_reset = channel->mode == NDC_MODE_E || channel->fired != 0;
    /* A word that a fault has held up so far may still come. */
    channel->fired &= channel->status_at < channel->fired_at ? NDC_FAULT_ENGINE_STATUS_WRITE : 0;
    channel->resets++;
    channel->reset_at = model->index;
    channel->engine_error = 0;
    channel->in_progress = channel->last_done = NDC_NO_SUBMISSION;
    channel->status_owed = channel->must_finish = NDC_NO_SUBMISSION;
    owe(model, channel, NDC_OWED_RESET);
}

/* The engine gave up what it had in work of the list that failed. */
static void
drop_failed(const struct ndc_model *model, struct ndc_model_channel *channel)
{
    const struct ndc_submission *work = ndc_submission_at(model, channel->in_progress);

    if (channel->mode == NDC_MODE_E && work != NULL && work->list == channel->list)
        channel->in_progress = NDC_NO_SUBMISSION;
}

static void
after_success(struct ndc_model *model, struct ndc_model_channel *channel, enum ndc_routine routine)
{
    switch (routine) {
    case NDC_ROUTINE_ALLOCATE:
        if (channel->mode == NDC_MODE_U)
            begin_channel(model, channel);
        break;
    case NDC_ROUTINE_START:
        drop_failed(model, channel);
        ndc_list_end(model, channel, routine);
        ndc_list_begin(channel);
        ndc_list_accept(model, channel);
        owe(model, channel, NDC_OWED_NOTHING);
        break;
    case NDC_ROUTINE_APPEND:
        if (channel->list == 0) {
            ndc_list_reject(model, channel);
        } else {
            ndc_list_accept(model, channel);
            channel->appends++;
        }
        break;
    case NDC_ROUTINE_SUSPEND:
        channel->edited = channel->suspend_failed = false;
        break;
    case NDC_ROUTINE_RESUME:
        channel->was_resumed = true;
        channel->resumed_empty = channel->mode == NDC_MODE_S && channel->done >= channel->count;
        break;
    case NDC_ROUTINE_ABORT:
        ndc_list_end(model, channel, routine);
        channel->in_progress = channel->status_owed = NDC_NO_SUBMISSION;
        channel->must_finish = NDC_NO_SUBMISSION;
        if (channel->mode != NDC_MODE_F)
            owe(model, channel, NDC_OWED_ABORT);
        break;
    case NDC_ROUTINE_RESET:
        after_reset(model, channel);
        break;
    case NDC_ROUTINE_FREE:
        ndc_list_end(model, channel, routine);
        channel->in_progress = channel->status_owed = NDC_NO_SUBMISSION;
        break;
    default:
        return;
    }
    channel->mode = ndc_moves[move_of_routine[routine]][channel->mode].to;
    settle(channel);
    channel->last_call = (uint8_t)(routine + 1);
    channel->last_call_at = model->index;
}

static void
after_failure(struct ndc_model *model, struct ndc_model_channel *channel, enum ndc_routine routine)
{
    if (routine == NDC_ROUTINE_START || routine == NDC_ROUTINE_APPEND)
        ndc_list_reject(model, channel);
    if (routine == NDC_ROUTINE_START && channel->mode != NDC_MODE_S &&
        channel->mode != NDC_MODE_E && channel->owed == NDC_OWED_NOTHING)
        owe(model, channel, NDC_OWED_RETRY);
    if (routine == NDC_ROUTINE_ABORT || routine == NDC_ROUTINE_RESET)
        channel->in_progress = channel->must_finish = NDC_NO_SUBMISSION; /* it may yet be ended */
    if (routine == NDC_ROUTINE_SUSPEND && channel->mode == NDC_MODE_R)
        channel->suspend_failed = true;
}

void
ndc_state_return(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    enum ndc_routine routine = (enum ndc_routine)event->a;

    if (model->calling_count > 0)
        model->calling_count--;
    if (model->here == NDC_CHANNEL_NOWHERE || event->a >= NDC_ROUTINES)
        return;
    if (event->b == NDC_STATUS_SUCCESS || routine == NDC_ROUTINE_FREE)
        after_success(model, channel, routine);
    else
        after_failure(model, channel, routine);
    channel->offered_count = 0;
    channel->call = 0;
}
