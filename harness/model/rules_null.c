/* SPDX-License-Identifier: Apache-2.0 */
/* NULL: a descriptor without data is a descriptor. NULL-08 is in rules_word.c. */
#include "model/rules.h"

/* NULL-01 */
enum ndc_applied
ndc_rule_null_done(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (event->kind == NDC_EVENT_DONE)
        return subject != NULL && ndc_is_null(subject) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (subject == NULL || !ndc_is_null(subject))
        return NDC_NOT_APPLICABLE;
    return ndc_list_done(model, finding, true);
}

/* NULL-02 */
enum ndc_applied
ndc_rule_null_status(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *owed = ndc_submission_at(model, channel->status_owed);

    if (owed == NULL || !ndc_is_null(owed))
        return NDC_NOT_APPLICABLE;
    return ndc_rule_compl_written(model, event, finding);
}

/* NULL-03: what comes behind one is done, and its interrupt is told. */
enum ndc_applied
ndc_rule_null_processed(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_done);

    (void)event;
    if (last == NULL || !ndc_is_null(last) || !ndc_is_live(channel, last))
        return NDC_NOT_APPLICABLE;
    enum ndc_applied applied = ndc_list_done(model, finding, true);
    if (applied != NDC_KEPT || channel->irq_done != channel->last_done)
        return applied;
    finding->object = last->object;
    finding->because = last->done_at;
    return ndc_kept_if(channel->interrupt.dpc_at > channel->irq_done_at);
}

/* NULL-04 */
enum ndc_applied
ndc_rule_null_moves_nothing(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || !ndc_is_null(subject))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    if (event->kind == NDC_EVENT_MOVE)
        return NDC_BROKEN;
    finding->seen = event->b;
    return subject->done_at == 0 ? NDC_NOT_APPLICABLE : ndc_kept_if(event->b == NDC_DATA_UNTOUCHED);
}

/* NULL-05, a permission */
enum ndc_applied
ndc_rule_null_unexamined(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    (void)event;
    (void)finding;
    return subject != NULL && ndc_is_null(subject) ? NDC_KEPT : NDC_NOT_APPLICABLE;
}

/* NULL-06 */
enum ndc_applied
ndc_rule_null_size_examined(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || ndc_is_null(subject) || NDC_OPERATION(subject->flags) != 0)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        return subject->bytes == 0 ? ndc_list_done(model, finding, true) : NDC_NOT_APPLICABLE;
    finding->seen = subject->moved;
    finding->wanted = subject->bytes;
    finding->because = subject->called_at;
    return subject->done_at != 0 ? NDC_NOT_APPLICABLE
                                 : ndc_kept_if(subject->moved == subject->bytes);
}

/* NULL-09 */
enum ndc_applied
ndc_rule_null_ends_idle(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)event;
    if (channel->list == 0 || !channel->all_null || channel->count == 0 ||
        ndc_miscounted(model, channel))
        return NDC_NOT_APPLICABLE;
    if (channel->done == channel->count) {
        finding->because = channel->accepted_at;
        return ndc_kept_if(channel->engine_state != NDC_CODE_SUSPEND + 1 &&
                           channel->engine_state != NDC_CODE_HALTED + 1 &&
                           channel->engine_state != NDC_CODE_ACTIVE + 1);
    }
    return ndc_list_done(model, finding, true);
}
