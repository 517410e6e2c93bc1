/* SPDX-License-Identifier: Apache-2.0 */
/* CLAIM: what the script says must, or must never, be seen. */
#include "model/rules.h"

/* CLAIM-01 */
enum ndc_applied
ndc_rule_claim_status(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    finding->object = channel->word_named;
    finding->seen = NDC_WORD_CODE(channel->word);
    finding->wanted = event->a;
    finding->because = channel->word_at;
    return ndc_kept_if(
        channel->word_at != 0 && finding->seen == event->a &&
        (event->b == NDC_OBJECT_NOTHING || ndc_object_same(channel->word_named, event->b)));
}

/* One of the claimed descriptors was named last. Decided at the last event of the claim. */
static enum ndc_applied
named_last(const struct ndc_event *event, struct ndc_finding *finding, ndc_object last,
           uint32_t count, bool matches)
{
    if (event->b != 0)
        return NDC_NOT_APPLICABLE;
    finding->object = count != 0 ? last : NDC_OBJECT_NOTHING;
    finding->seen = count;
    finding->wanted = event->a;
    return ndc_kept_if(matches || (count != 0 && ndc_object_same(last, event->a)));
}

/* CLAIM-02 */
enum ndc_applied
ndc_rule_claim_isr(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    finding->because = channel->interrupt.isr_at;
    return named_last(event, finding, channel->last_isr, channel->isr_count, channel->isr_matches);
}

/* CLAIM-03 */
enum ndc_applied
ndc_rule_claim_dpc(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    finding->because = channel->interrupt.dpc_at;
    return named_last(event, finding, channel->last_dpc, channel->dpc_count, channel->dpc_matches);
}

/* CLAIM-04 */
enum ndc_applied
ndc_rule_claim_copied(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    finding->object = event->a;
    if (subject == NULL)
        return NDC_BROKEN; /* never submitted */
    finding->seen = subject->data;
    finding->because = subject->called_at;
    return ndc_kept_if(ndc_is_copy(subject) ? subject->data == NDC_DATA_WHOLE
                                            : subject->done_at != 0);
}

/* CLAIM-05 */
enum ndc_applied
ndc_rule_claim_untouched(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    finding->object = event->a;
    if (subject == NULL || subject->data == NDC_DATA_UNKNOWN)
        return NDC_KEPT;
    finding->seen = subject->data;
    finding->because = subject->fetched_at;
    return ndc_kept_if(subject->data == NDC_DATA_UNTOUCHED);
}

/* A claim on what is not submitted yet, or "other than", is about each life of a transfer. */
static bool
is_meant(const struct ndc_never *claim, ndc_object named)
{
    if (claim->allowed || ndc_object_life(claim->named) == 0)
        return ndc_object_kind(claim->named) == ndc_object_kind(named) &&
               ndc_object_index(claim->named) == ndc_object_index(named);
    return ndc_object_same(claim->named, named);
}

static bool
in_group(const struct ndc_model *model, uint32_t first, ndc_object named)
{
    const struct ndc_never *claim = &model->never[first];

    for (uint32_t i = first; i < model->never_count && model->never[i].group == claim->group; i++) {
        if (is_meant(&model->never[i], named))
            return true;
    }
    return false;
}

/* Each claim "never" on this kind of call and channel; a call that names nothing is none's
 * business. */
static enum ndc_applied
never_named(const struct ndc_model *model, const struct ndc_event *event,
            struct ndc_finding *finding)
{
    enum ndc_applied applied = NDC_NOT_APPLICABLE;
    unsigned group = 0;

    if (event->a == 0)
        return NDC_NOT_APPLICABLE;
    for (uint32_t i = 0; i < model->never_count; i++) {
        const struct ndc_never *claim = &model->never[i];
        if (claim->group == group)
            continue;
        group = claim->group;
        if (claim->kind != event->kind || claim->channel != model->here)
            continue;
        applied = NDC_KEPT;
        if (in_group(model, i, event->b) == claim->allowed)
            continue;
        finding->object = event->b;
        finding->seen = event->a;
        return ndc_broken_since(finding, claim->at);
    }
    return applied;
}

/* CLAIM-06, CLAIM-07 */
enum ndc_applied
ndc_rule_claim_never_isr(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    return never_named(model, event, finding);
}

enum ndc_applied
ndc_rule_claim_never_dpc(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    return never_named(model, event, finding);
}

/* CLAIM-08 */
enum ndc_applied
ndc_rule_claim_never_touch(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || !subject->never_touch)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_DATA)
        return NDC_KEPT;
    return ndc_broken_since(finding, subject->forbidden_at);
}

/* CLAIM-09 */
enum ndc_applied
ndc_rule_claim_never_status(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (channel->never_codes == 0)
        return NDC_NOT_APPLICABLE;
    finding->object = event->b;
    finding->seen = NDC_WORD_CODE(event->a);
    finding->because = channel->never_codes_at;
    return ndc_kept_if((channel->never_codes >> finding->seen & 1) == 0);
}

/* CLAIM-10 */
enum ndc_applied
ndc_rule_claim_return(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    finding->seen = event->b;
    finding->wanted = event->c;
    return ndc_kept_if(event->b == event->c || event->b == event->d);
}

/* CLAIM-11 */
enum ndc_applied
ndc_rule_claim_fault(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)model;
    finding->seen = event->b;
    return event->kind == NDC_EVENT_FAULT_FIRED ? NDC_KEPT : NDC_BROKEN;
}
