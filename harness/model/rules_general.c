/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group General. */
#include "model/rules.h"

enum ndc_applied
ndc_rule_channels_independent(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_calling *call = ndc_current_call(model);
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
    const struct ndc_calling *call = ndc_current_call(model);

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

/* ---- what every callback owes ---- */

static bool
may_lack_resources(uint64_t routine)
{
    return routine == NDC_ROUTINE_SET_AFFINITY || routine == NDC_ROUTINE_ALLOCATE ||
           routine == NDC_ROUTINE_START;
}

enum ndc_applied
ndc_rule_listed_codes(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    if (event->a == NDC_ROUTINE_FREE) /* it returns nothing */
        return NDC_NOT_APPLICABLE;
    return ndc_codes(event, finding, (enum ndc_routine)event->a, may_lack_resources(event->a));
}

/* Work that nothing but what happened in between can have refused. */
static bool
has_to_succeed(const struct ndc_model *model, const struct ndc_event *event)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if ((model->fired | channel->fired) != 0)
        return false;
    switch ((enum ndc_routine)event->a) {
    case NDC_ROUTINE_START:
        return channel->call_mode == NDC_MODE_F || channel->call_mode == NDC_MODE_I ||
               channel->call_mode == NDC_MODE_R;
    case NDC_ROUTINE_APPEND:
        return channel->call_mode == NDC_MODE_R || channel->call_mode == NDC_MODE_I;
    case NDC_ROUTINE_ABORT:
    case NDC_ROUTINE_RESET:
        return channel->call_mode == NDC_MODE_R;
    default:
        return false;
    }
}

static bool
is_tangle(uint64_t kind)
{
    return kind == NDC_MISUSED_LOCK_RECURSION || kind == NDC_MISUSED_LOCK_ORDER ||
           kind == NDC_MISUSED_LOCK_IRQL_MIXED || kind == NDC_MISUSED_REINITIALISED_OBJECT ||
           kind == NDC_MISUSED_IRQL_LEAKED;
}

/*
 * A call in the middle of which something else ran: it comes back, untangled, with its work done.
 * One CPU nests where several would overlap; both find what is left half done between two accesses.
 */
static enum ndc_applied
undisturbed(const struct ndc_model *model, const struct ndc_event *event,
            struct ndc_finding *finding, uint32_t at)
{
    if (at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = at;
    if (event->kind == NDC_EVENT_LIMIT)
        return NDC_BROKEN;
    if (event->kind == NDC_EVENT_MISUSE)
        return is_tangle(event->a) ? NDC_BROKEN : NDC_NOT_APPLICABLE;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS || !has_to_succeed(model, event), finding,
                        event->b, NDC_STATUS_SUCCESS);
}

enum ndc_applied
ndc_rule_interrupts_meanwhile(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_calling *call = ndc_current_call(model);

    return undisturbed(model, event, finding, call == NULL ? 0 : call->disturbed_at);
}

enum ndc_applied
ndc_rule_others_meanwhile(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_calling *call = ndc_current_call(model);

    return undisturbed(model, event, finding, call == NULL ? 0 : call->other_at);
}

/* A fault that fired for the channel, or for the whole device, is what an engine does not answer
 * to.
 */
enum ndc_applied
ndc_rule_bounded(const struct ndc_model *model, const struct ndc_event *event,
                 struct ndc_finding *finding)
{
    const struct ndc_calling *call = ndc_current_call(model);
    uint64_t fired = model->fired | ndc_here(model)->fired;

    if (call == NULL || (event->kind == NDC_EVENT_RETURN && fired == 0))
        return NDC_NOT_APPLICABLE;
    finding->because = call->at;
    return ndc_kept_if(event->kind == NDC_EVENT_RETURN);
}
