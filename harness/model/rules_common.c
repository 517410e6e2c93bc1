/* SPDX-License-Identifier: Apache-2.0 */
/* What rules of several groups ask. */
#include "model/rules.h"

static bool
is_irql_misuse(uint64_t kind)
{
    return kind == NDC_MISUSED_IRQL_TOO_HIGH || kind == NDC_MISUSED_PAGED_CODE ||
           kind == NDC_MISUSED_WAIT_AT_DISPATCH;
}

enum ndc_applied
ndc_irql_kept(const struct ndc_model *model, const struct ndc_event *event,
              enum ndc_routine routine)
{
    const struct ndc_calling *call = ndc_current_call(model);

    if (event->kind == NDC_EVENT_RETURN)
        return ndc_returned(event, routine) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (call == NULL || call->routine != routine || model->provider.interrupts != 0 ||
        model->provider.dpcs != 0 || !is_irql_misuse(event->a))
        return NDC_NOT_APPLICABLE;
    return NDC_BROKEN;
}

enum ndc_applied
ndc_stays_inside(const struct ndc_model *model, const struct ndc_event *event,
                 struct ndc_finding *finding, enum ndc_routine routine)
{
    const struct ndc_calling *call = ndc_current_call(model);

    if (event->kind == NDC_EVENT_RETURN)
        return ndc_returned(event, routine) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (event->a != NDC_MISUSED_NETDMA_BEYOND || call == NULL || call->routine != routine)
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, call->at);
}

enum ndc_applied
ndc_start_owed(const struct ndc_model *model, const struct ndc_event *event,
               struct ndc_finding *finding, enum ndc_owed owed)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!ndc_returned(event, NDC_ROUTINE_START) || channel->owed != (uint8_t)owed)
        return NDC_NOT_APPLICABLE;
    if (event->b == NDC_STATUS_SUCCESS)
        return NDC_KEPT;
    if (model->fired_at > channel->owed_at || channel->fired_at > channel->owed_at)
        return NDC_NOT_APPLICABLE; /* a new fault may be the reason */
    finding->object = channel->call_first;
    finding->seen = event->b;
    return ndc_broken_since(finding, channel->owed_at);
}

enum ndc_applied
ndc_ended_touched(const struct ndc_model *model, const struct ndc_event *event,
                  struct ndc_finding *finding, enum ndc_routine routine)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_ended *ended = subject == NULL ? NULL : ndc_ended(ndc_here(model), subject);

    if (ended == NULL || ended->routine != routine)
        return NDC_NOT_APPLICABLE;
    finding->because = ended->at;
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_STATUS: /* a late completion; 3 is the word of the ending itself */
        return NDC_WORD_CODE(event->c) == NDC_CODE_HALTED || subject->done_at != 0
                   ? NDC_NOT_APPLICABLE
                   : NDC_BROKEN;
    case NDC_EVENT_DATA: /* work that was never begun left its target alone */
        if (subject->fetched_at != 0)
            return NDC_NOT_APPLICABLE;
        finding->seen = event->b;
        return ndc_kept_if(event->b == NDC_DATA_UNTOUCHED);
    default:
        return NDC_BROKEN;
    }
}

enum ndc_applied
ndc_word_at_return(const struct ndc_model *model, struct ndc_finding *finding, unsigned code)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    uint64_t word = channel->word_at > channel->status_at ? channel->word : channel->status_value;

    finding->seen = NDC_WORD_CODE(word);
    finding->wanted = code;
    return ndc_kept_if(channel->status_at + channel->word_at != 0 && NDC_WORD_CODE(word) == code);
}
