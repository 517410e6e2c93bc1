/* SPDX-License-Identifier: Apache-2.0 */
/* RESET: the channel is as after its allocation; what was submitted before is nobody's. RESET-01
 * and -02 are beside their counterparts in rules_abort.c. */
#include "model/rules.h"

/* RESET-03: when the call returns, and until the next Start, the engine rests. */
enum ndc_applied
ndc_rule_reset_rests(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->kind == NDC_EVENT_RETURN) {
        if (!ndc_succeeded(event, NDC_ROUTINE_RESET))
            return NDC_NOT_APPLICABLE;
        finding->because = channel->call_at;
        return ndc_kept_if(channel->engine_state != NDC_CODE_ACTIVE + 1);
    }
    if (channel->mode != NDC_MODE_F || channel->resets == 0 || ndc_in_any_call(channel))
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, channel->reset_at);
}

/* RESET-04 */
enum ndc_applied
ndc_rule_reset_access(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (channel->resets == 0 || subject == NULL || subject->called_at == 0)
        return NDC_NOT_APPLICABLE;
    bool before = subject->called_at < channel->reset_at;
    finding->because = channel->reset_at;
    if (event->kind != NDC_EVENT_DATA)
        return ndc_kept_if(!before);
    if (!before || subject->fetched_at != 0)
        return NDC_NOT_APPLICABLE;
    return ndc_kept_if(event->b == NDC_DATA_UNTOUCHED);
}

/* RESET-04: nor does the provider report one of them. */
enum ndc_applied
ndc_rule_reset_reported(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (channel->resets == 0 || subject == NULL || event->c != NDC_HANDLE_GOOD ||
        subject->channel != model->here)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->reset_at;
    return ndc_kept_if(subject->called_at > channel->reset_at);
}

/* RESET-05 */
enum ndc_applied
ndc_rule_reset_then_start(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    return ndc_start_owed(model, event, finding, NDC_OWED_RESET);
}

/* RESET-06: completion address and handle stay valid. */
enum ndc_applied
ndc_rule_reset_keeps(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (channel->resets == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->reset_at;
    if (event->kind != NDC_EVENT_STATUS)
        return channel->mode == NDC_MODE_U ? NDC_NOT_APPLICABLE
                                           : ndc_kept_if(event->c == NDC_HANDLE_GOOD);
    finding->object = event->a;
    return ndc_kept_if(ndc_object_kind(event->a) == NDC_OBJECT_WORD &&
                       ndc_object_index(event->a) == model->here);
}

/* RESET-07 */
enum ndc_applied
ndc_rule_reset_clears_error(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)event;
    if (channel->resets == 0 || !channel->halted_before_reset ||
        channel->accepted_at < channel->reset_at)
        return NDC_NOT_APPLICABLE;
    enum ndc_applied applied = ndc_list_done(model, finding, true);
    finding->because = channel->reset_at;
    return applied;
}

/* RESET-08 */
enum ndc_applied
ndc_rule_reset_stale_word(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (channel->resets == 0 || NDC_WORD_CODE(event->a) > NDC_CODE_SUSPEND || subject == NULL ||
        !ndc_is_live(channel, subject) || subject->called_at < channel->reset_at)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->reset_at;
    return ndc_kept_if(subject->done_at != 0);
}

/* RESET-09 */
enum ndc_applied
ndc_rule_reset_codes(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)model;
    return ndc_codes(event, finding, NDC_ROUTINE_RESET, false);
}

enum ndc_applied
ndc_rule_reset_irql(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_RESET);
}

/* RESET-10 */
enum ndc_applied
ndc_rule_reset_interrupts(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *asked = ndc_submission_at(model, channel->irq_done);

    (void)event;
    if (channel->resets == 0 || channel->irq_done_at <= channel->reset_at || asked == NULL ||
        !ndc_is_live(channel, asked))
        return NDC_NOT_APPLICABLE;
    finding->object = asked->object;
    finding->because = channel->irq_done_at;
    return ndc_kept_if(channel->interrupt.dpc_at > channel->irq_done_at);
}
