/* SPDX-License-Identifier: Apache-2.0 */
/* RESUME: the list goes on behind its last processed descriptor, as it is linked now. */
#include "model/rules.h"

static bool
resumed(const struct ndc_model_channel *channel)
{
    return channel->last_call == NDC_ROUTINE_RESUME + 1 || ndc_in_call(channel, NDC_ROUTINE_RESUME);
}

/* RESUME-01: after an edit, work goes on where the last processed descriptor now points. */
enum ndc_applied
ndc_rule_resume_reloads(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_done);

    if (!ndc_is_fetch(event) || !channel->edited || !resumed(channel) ||
        ndc_in_call(channel, NDC_ROUTINE_START))
        return NDC_NOT_APPLICABLE;
    bool begun = last != NULL && ndc_is_live(channel, last);
    uint32_t next = begun ? last->next : channel->head;
    const struct ndc_submission *wanted = ndc_submission_at(model, next);
    if (wanted == NULL)
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->wanted = wanted->object;
    finding->because = channel->last_call_at;
    return ndc_kept_if(model->subject == next);
}

/* RESUME-02: what was taken out is not executed. */
enum ndc_applied
ndc_rule_resume_removed(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || subject->offer != NDC_OFFER_UNLINKED ||
        (event->kind == NDC_EVENT_FETCH && event->c != 0))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->forbidden_at;
    if (event->kind != NDC_EVENT_DATA)
        return NDC_BROKEN;
    return subject->fetched_at != 0 ? NDC_NOT_APPLICABLE
                                    : ndc_kept_if(event->b == NDC_DATA_UNTOUCHED);
}

/* RESUME-02: everything else is. */
enum ndc_applied
ndc_rule_resume_rest(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)event;
    if (!channel->was_edited || !channel->was_resumed)
        return NDC_NOT_APPLICABLE;
    return ndc_list_done(model, finding, true);
}

/* RESUME-03 */
enum ndc_applied
ndc_rule_resume_again(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    (void)event;
    if (subject == NULL || !resumed(channel) || !ndc_is_live(channel, subject))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->done_at;
    return ndc_kept_if(subject->done_at == 0);
}

/* RESUME-05 */
enum ndc_applied
ndc_rule_resume_codes(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    return ndc_codes(event, finding, NDC_ROUTINE_RESUME, false);
}

enum ndc_applied
ndc_rule_resume_irql(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_RESUME);
}

/* RESUME-06 */
enum ndc_applied
ndc_rule_resume_empty(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!channel->resumed_empty || channel->list == 0 || ndc_miscounted(model, channel))
        return NDC_NOT_APPLICABLE;
    finding->because = channel->last_call_at;
    if (event->kind != NDC_EVENT_SCRIPT_QUIET) {
        if (!ndc_is_fetch(event) || ndc_in_any_call(channel))
            return NDC_NOT_APPLICABLE;
        finding->object = event->a;
        return NDC_BROKEN;
    }
    if (channel->mode == NDC_MODE_S)
        return NDC_NOT_APPLICABLE; /* suspended once more */
    return ndc_kept_if(channel->engine_state != NDC_CODE_SUSPEND + 1 &&
                       channel->engine_state != NDC_CODE_HALTED + 1);
}

/* RESUME-07 */
enum ndc_applied
ndc_rule_resume_count(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!channel->was_resumed || channel->was_edited)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        return ndc_list_done(model, finding, true);
    return ndc_rule_start_count(model, event, finding);
}
