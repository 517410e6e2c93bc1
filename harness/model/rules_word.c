/* SPDX-License-Identifier: Apache-2.0 */
/* COMPL, the reader's side: what the completion word means when it is seen in memory. */
#include "model/rules.h"

/* The word says that a descriptor of the list under way is done. */
static const struct ndc_submission *
said_done(const struct ndc_model *model, const struct ndc_event *event)
{
    const struct ndc_submission *named = ndc_subject(model);

    if (named == NULL || NDC_WORD_CODE(event->a) > NDC_CODE_SUSPEND ||
        !ndc_is_live(ndc_here(model), named))
        return NULL;
    return named;
}

/* NetDMA looks no more at a descriptor whose list it has replaced: nothing is known then. */
static bool
data_arrived(const struct ndc_submission *submission)
{
    return !ndc_is_copy(submission) || submission->data == NDC_DATA_WHOLE ||
           submission->data == NDC_DATA_UNKNOWN;
}

/* COMPL-12: the reader sees what the engine wrote. */
enum ndc_applied
ndc_rule_compl_whole(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->c != 0 || channel->status_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->a;
    finding->wanted = channel->status_value;
    finding->because = channel->status_at;
    return ndc_kept_if(event->a == channel->status_value);
}

/* The first descriptor before the named one that is not done; each is looked at once. */
static const struct ndc_submission *
first_missing(const struct ndc_model *model, const struct ndc_submission *named)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    uint32_t sequence = named->previous;

    for (uint32_t i = 0; i < NDC_SUBMISSIONS_MAX && sequence != channel->verified; i++) {
        const struct ndc_submission *before = ndc_submission_at(model, sequence);
        if (before == NULL)
            break;
        if (before->done_at == 0 || !data_arrived(before))
            return before;
        sequence = before->previous;
    }
    return NULL;
}

static enum ndc_applied
all_before_done(const struct ndc_model *model, const struct ndc_submission *named,
                struct ndc_finding *finding)
{
    const struct ndc_submission *missing = first_missing(model, named);

    if (missing == NULL)
        return NDC_KEPT;
    finding->wanted = missing->object;
    finding->seen = missing->data;
    return ndc_broken_since(finding, missing->called_at);
}

/* COMPL-13 */
enum ndc_applied
ndc_rule_compl_before(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *named = said_done(model, event);

    if (named == NULL || named->previous == NDC_NO_SUBMISSION)
        return NDC_NOT_APPLICABLE;
    return all_before_done(model, named, finding);
}

/* NULL-08: the same, for a NULL descriptor put there to tell it. */
enum ndc_applied
ndc_rule_null_proves(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *named = said_done(model, event);

    if (named == NULL || !ndc_is_null(named) || named->previous == NDC_NO_SUBMISSION)
        return NDC_NOT_APPLICABLE;
    return all_before_done(model, named, finding);
}

/* COMPL-14 */
enum ndc_applied
ndc_rule_compl_data(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *named = said_done(model, event);

    if (named == NULL || !ndc_is_copy(named))
        return NDC_NOT_APPLICABLE;
    finding->seen = named->data;
    finding->because = named->called_at;
    return ndc_kept_if(data_arrived(named));
}

/* A CPU wrote a word that claims more than the engine reached. */
static enum ndc_applied
cpu_claims(const struct ndc_model *model, const struct ndc_event *event,
           struct ndc_finding *finding)
{
    const struct ndc_submission *named = ndc_subject(model);
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->c != 1)
        return NDC_NOT_APPLICABLE;
    finding->seen = NDC_WORD_CODE(event->a);
    finding->object = event->b;
    finding->because = channel->status_at;
    if (NDC_WORD_ADDRESS(event->a) == 0)
        return NDC_KEPT;
    bool invented = named == NULL || named->done_at == 0 ||
                    (finding->seen == NDC_CODE_IDLE && named->list == channel->list &&
                     channel->done < channel->count);
    return ndc_kept_if(!invented || finding->seen == NDC_CODE_HALTED);
}

/* COMPL-18: a word that the engine wrote keeps it. */
enum ndc_applied
ndc_rule_compl_invented(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    return event->c == 0 ? NDC_KEPT : cpu_claims(model, event, finding);
}

/* COMPL-19: also when a write of the engine was lost. */
enum ndc_applied
ndc_rule_compl_repaired(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    if ((ndc_here(model)->fired & NDC_FAULT_ENGINE_STATUS_WRITE) == 0)
        return NDC_NOT_APPLICABLE;
    return cpu_claims(model, event, finding);
}
