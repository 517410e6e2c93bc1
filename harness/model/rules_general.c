/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group General. */
#include "model/rules.h"

/* The innermost call of NetDMA into the provider; NULL when none is under way. */
static const struct ndc_calling *
current_call(const struct ndc_model *model)
{
    if (model->calling_count == 0 || model->calling_count > NDC_CALLS_NESTED_MAX)
        return NULL;
    return &model->calling[model->calling_count - 1];
}

enum ndc_applied
ndc_rule_channels_independent(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_calling *call = current_call(model);
    bool stopped = event->b == NDC_CODE_SUSPEND || event->b == NDC_CODE_HALTED;

    if (call == NULL || call->channel == event->channel || call->routine == NDC_ROUTINE_ALLOCATE ||
        call->routine == NDC_ROUTINE_SET_AFFINITY)
        return NDC_NOT_APPLICABLE;
    finding->because = call->at;
    return ndc_compared(!stopped, finding, event->b, event->a);
}

/* A passed limit while the routine was being called: it waited without a bound. */
static enum ndc_applied
never_returned(const struct ndc_model *model, struct ndc_finding *finding, enum ndc_routine routine)
{
    const struct ndc_calling *call = current_call(model);

    if (call == NULL || call->routine != (uint8_t)routine)
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, call->at);
}

enum ndc_applied
ndc_rule_suspend_returns(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    (void)event;
    return never_returned(model, finding, NDC_ROUTINE_SUSPEND);
}

enum ndc_applied
ndc_rule_abort_returns(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)event;
    return never_returned(model, finding, NDC_ROUTINE_ABORT);
}

enum ndc_applied
ndc_rule_reset_returns(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)event;
    return never_returned(model, finding, NDC_ROUTINE_RESET);
}
