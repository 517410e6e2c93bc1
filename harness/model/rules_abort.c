/* SPDX-License-Identifier: Apache-2.0 */
/* ABORT: everything scheduled is cancelled at once, and a Start begins anew. */
#include "model/rules.h"

#define LONG_WORK 65536u /* bytes: work that an abort at once cannot have finished */

/* ABORT-01, RESET-01: the descriptor in work was long, and yet it was finished. */
static enum ndc_applied
ends_at_once(const struct ndc_model *model, const struct ndc_event *event,
             struct ndc_finding *finding, enum ndc_routine routine)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *work = ndc_submission_at(model, channel->call_in_progress);

    if (!ndc_succeeded(event, routine) || channel->call_mode != NDC_MODE_R || work == NULL ||
        channel->call_left < LONG_WORK)
        return NDC_NOT_APPLICABLE;
    finding->object = work->object;
    finding->seen = event->tick - channel->call_tick;
    finding->because = channel->call_at;
    return ndc_kept_if(work->done_at == 0);
}

enum ndc_applied
ndc_rule_abort_at_once(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    return ends_at_once(model, event, finding, NDC_ROUTINE_ABORT);
}

enum ndc_applied
ndc_rule_reset_at_once(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    return ends_at_once(model, event, finding, NDC_ROUTINE_RESET);
}

/* ABORT-02 */
enum ndc_applied
ndc_rule_abort_cancels(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_ended *ended = subject == NULL ? NULL : ndc_ended(ndc_here(model), subject);

    if (ended == NULL || ended->in_progress == model->subject ||
        (event->kind == NDC_EVENT_FETCH && event->c != 0))
        return NDC_NOT_APPLICABLE;
    return ndc_ended_touched(model, event, finding, NDC_ROUTINE_ABORT);
}

/*
 * ABORT-03, RESET-02: halted, when each descriptor asked for status and the list had not
 * come to its end by itself.
 */
static enum ndc_applied
word_is_halted(const struct ndc_model *model, const struct ndc_event *event,
               struct ndc_finding *finding, enum ndc_routine routine)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!ndc_succeeded(event, routine) || channel->call_mode != NDC_MODE_R || channel->list == 0 ||
        !channel->all_status || channel->done == channel->count)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->call_at;
    return ndc_word_at_return(model, finding, NDC_CODE_HALTED);
}

enum ndc_applied
ndc_rule_abort_word(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    return word_is_halted(model, event, finding, NDC_ROUTINE_ABORT);
}

enum ndc_applied
ndc_rule_reset_word(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    return word_is_halted(model, event, finding, NDC_ROUTINE_RESET);
}

/* ABORT-04 */
enum ndc_applied
ndc_rule_abort_then_start(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    return ndc_start_owed(model, event, finding, NDC_OWED_ABORT);
}

/* ABORT-05 */
enum ndc_applied
ndc_rule_abort_is_over(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (event->kind == NDC_EVENT_RETURN)
        return ndc_succeeded(event, NDC_ROUTINE_ABORT) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_STATUS && subject != NULL && subject->done_at != 0 &&
        ndc_ended(ndc_here(model), subject) != NULL && ndc_here(model)->mode == NDC_MODE_H &&
        !ndc_in_any_call(ndc_here(model)) && !ndc_failed_since(ndc_here(model)))
        return ndc_broken_since(finding, ndc_ended(ndc_here(model), subject)->at);
    return ndc_ended_touched(model, event, finding, NDC_ROUTINE_ABORT);
}

/* ABORT-06 */
enum ndc_applied
ndc_rule_abort_forgotten(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    bool starting = ndc_in_call(channel, NDC_ROUTINE_START) && channel->call_mode == NDC_MODE_H;
    bool started = !ndc_in_any_call(channel) && channel->started_from == NDC_MODE_H;
    uint32_t newest = starting ? channel->offered_list : channel->list;
    const struct ndc_submission *subject = ndc_subject(model);

    if (!ndc_is_fetch(event) || (!starting && !started) || newest == 0 ||
        channel->fetched_list == newest)
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->wanted = channel->call_first;
    finding->because = channel->owed_at;
    return ndc_kept_if(subject != NULL && subject->list == newest &&
                       subject->previous == NDC_NO_SUBMISSION);
}

/* ABORT-08 */
enum ndc_applied
ndc_rule_abort_codes(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)model;
    return ndc_codes(event, finding, NDC_ROUTINE_ABORT, false);
}

enum ndc_applied
ndc_rule_abort_irql(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_ABORT);
}

/* ABORT-09: while one channel is aborted no other running one stops. */
enum ndc_applied
ndc_rule_abort_alone(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_calling *call;

    if (event->kind == NDC_EVENT_RETURN)
        return ndc_succeeded(event, NDC_ROUTINE_ABORT) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (model->calling_count == 0 || model->calling_count > NDC_CALLS_NESTED_MAX)
        return NDC_NOT_APPLICABLE;
    call = &model->calling[model->calling_count - 1];
    if (call->routine != NDC_ROUTINE_ABORT || call->channel == model->here ||
        channel->mode != NDC_MODE_R || ndc_in_any_call(channel) || event->c != 0 ||
        (event->b != NDC_CODE_HALTED && event->b != NDC_CODE_SUSPEND))
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    return ndc_broken_since(finding, call->at);
}

/* ABORT-10 */
enum ndc_applied
ndc_rule_abort_harmless(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    bool harmless = channel->call_mode == NDC_MODE_F || channel->call_mode == NDC_MODE_I;

    if (!harmless)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_RETURN)
        return ndc_succeeded(event, NDC_ROUTINE_ABORT) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (!ndc_is_fetch(event) || !ndc_in_call(channel, NDC_ROUTINE_ABORT))
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    return ndc_broken_since(finding, channel->call_at);
}
