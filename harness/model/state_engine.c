/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the engine did, and what NetDMA saw of it in memory.
 */
#include "model/likeness.h"
#include "model/state_work.h"

static struct ndc_work
work_of(struct ndc_model *model)
{
    return (struct ndc_work){&model->channels[model->here],
                             ndc_submission_edit(model, model->subject)};
}

static void
after_state(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];

    channel->like = 0;
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
    struct ndc_work work = work_of(model);

    if (event->kind == NDC_EVENT_FETCH)
        ndc_work_fetched(model, event, work);
    else if (event->kind == NDC_EVENT_MOVE)
        ndc_work_moved(event, work);
    else if (event->kind == NDC_EVENT_DONE)
        ndc_work_done(model, work);
    else if (event->kind == NDC_EVENT_STATUS)
        ndc_work_status(model, event, work);
    else
        after_state(model, event);
    if (work.channel->like == 0)
        ndc_likeness_of_channel(model, work.channel);
}

void
ndc_state_word(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_work work = work_of(model);

    if (event->kind == NDC_EVENT_WORD)
        ndc_work_word(model, event, work);
    else if (event->kind == NDC_EVENT_REPORTED)
        work.channel->reported_at = model->index;
    else
        ndc_work_looked_at(event, work);
}
