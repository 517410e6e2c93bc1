/* SPDX-License-Identifier: Apache-2.0 */
/* SUSP: a list stops between two descriptors. */
#include "model/rules.h"

/* The event is the return of a Suspend that stopped a running list. */
static bool
suspended_now(const struct ndc_model_channel *channel, const struct ndc_event *event)
{
    return ndc_succeeded(event, NDC_ROUTINE_SUSPEND) && channel->call_mode == NDC_MODE_R;
}

/* The report of such a Suspend: it follows the return. */
static bool
reports_suspend(const struct ndc_model *model)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    return channel->last_call == NDC_ROUTINE_SUSPEND + 1 && channel->call_mode == NDC_MODE_R &&
           channel->reported_at < channel->last_call_at;
}

/* SUSP-01 */
enum ndc_applied
ndc_rule_susp_finished(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *work = ndc_submission_at(model, channel->in_progress);

    if (!suspended_now(channel, event))
        return NDC_NOT_APPLICABLE;
    if (work == NULL)
        return NDC_KEPT;
    finding->object = work->object;
    return ndc_broken_since(finding, work->fetched_at);
}

/* SUSP-02, with either reading of the parameter */
enum ndc_applied
ndc_rule_susp_address(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_done);
    bool begun = channel->done != 0;

    if (!reports_suspend(model))
        return NDC_NOT_APPLICABLE;
    if (event->b == 0 && !begun)
        return NDC_KEPT;
    finding->seen = event->a;
    finding->wanted = last == NULL ? NDC_OBJECT_NOTHING : last->object;
    finding->object = finding->wanted;
    finding->because = last == NULL ? 0 : last->done_at;
    return ndc_kept_if(last != NULL && model->subject == channel->last_done);
}

/* SUSP-03, when each descriptor of the list asked for status */
enum ndc_applied
ndc_rule_susp_word(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_done);

    if (!suspended_now(channel, event) || !channel->all_status || channel->done == 0 ||
        last == NULL)
        return NDC_NOT_APPLICABLE;
    finding->object = last->object;
    finding->because = channel->call_at;
    bool ended = channel->done == channel->count; /* SUSP-08 */
    enum ndc_applied applied = ndc_word_at_return(model, finding, NDC_CODE_SUSPEND);
    if (applied == NDC_BROKEN && ended && finding->seen == NDC_CODE_IDLE)
        applied = NDC_KEPT;
    return applied == NDC_KEPT ? ndc_kept_if(channel->status_named == channel->last_done ||
                                             ndc_object_same(channel->word_named, last->object))
                               : applied;
}

/* SUSP-04 */
enum ndc_applied
ndc_rule_susp_same(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!reports_suspend(model) || !channel->all_status || channel->done == 0 ||
        channel->word_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->seen = event->b;
    finding->wanted = NDC_WORD_ADDRESS(channel->word);
    finding->because = channel->word_at;
    return ndc_kept_if(finding->seen == finding->wanted);
}

/* SUSP-05 */
enum ndc_applied
ndc_rule_susp_quiet(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->kind == NDC_EVENT_RETURN)
        return ndc_returned(event, NDC_ROUTINE_RESUME) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (ndc_in_any_call(channel) && !ndc_in_call(channel, NDC_ROUTINE_APPEND))
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    return ndc_broken_since(finding, channel->last_call_at);
}

/* SUSP-07 */
enum ndc_applied
ndc_rule_susp_codes(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)model;
    return ndc_codes(event, finding, NDC_ROUTINE_SUSPEND, false);
}

enum ndc_applied
ndc_rule_susp_irql(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_SUSPEND);
}

/* SUSP-08: when the word says idle, everything is done and the last descriptor is reported. */
enum ndc_applied
ndc_rule_susp_at_end(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *tail = ndc_submission_at(model, channel->tail);

    if (!reports_suspend(model) || tail == NULL || channel->status_list != channel->list ||
        channel->done == 0)
        return NDC_NOT_APPLICABLE;
    bool idle = NDC_WORD_CODE(channel->status_value) == NDC_CODE_IDLE;
    if (!idle && channel->done < channel->count)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->a;
    finding->wanted = tail->object;
    finding->because = channel->status_at;
    return ndc_kept_if(channel->done == channel->count && model->subject == channel->tail);
}

/* SUSP-09 */
enum ndc_applied
ndc_rule_susp_failed(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)event;
    if (!channel->suspend_failed)
        return NDC_NOT_APPLICABLE;
    if ((channel->fired & NDC_FAULT_ENGINE_STALL) != 0 &&
        channel->engine_state != NDC_CODE_SUSPEND + 1)
        return NDC_NOT_APPLICABLE; /* the engine never moved again; nobody stopped it */
    if (channel->engine_state == NDC_CODE_HALTED + 1 &&
        NDC_WORD_CODE(channel->status_value) == NDC_CODE_HALTED)
        return NDC_KEPT;
    return ndc_list_done(model, finding, true);
}
