/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Interrupts: what NetDmaIsr and NetDmaInterruptDpc were told, and when. */
#include "model/rules.h"

#define DISPATCH 2

/* The last descriptor that asked for an interrupt, if it still is the channel's; else NULL. */
static const struct ndc_submission *
asked(const struct ndc_model *model)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *flagged = ndc_submission_at(model, channel->irq_done);

    if (channel->irq_done_at == 0 || flagged == NULL || !ndc_is_live(channel, flagged))
        return NULL;
    return flagged;
}

enum ndc_applied
ndc_rule_interrupt_raised(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *flagged = asked(model);

    (void)event;
    if (flagged == NULL)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->irq_done_at;
    finding->object = flagged->object;
    return ndc_compared(channel->interrupt.raises > 0, finding, 0, 1);
}

enum ndc_applied
ndc_rule_isr_called(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *flagged = asked(model);

    (void)event;
    if (flagged == NULL || channel->interrupt.raises == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.raise_at;
    finding->object = flagged->object;
    return ndc_compared(channel->interrupt.isrs > 0, finding, 0, 1);
}

enum ndc_applied
ndc_rule_interrupt_unasked(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    bool stray = model->provider.foreign ||
                 (model->provider.interrupts != 0 && channel->interrupt.raises == 0) ||
                 channel->hints.contexts != 0; /* bit 0 there: DCA-12 */

    if (event->c != NDC_HANDLE_GOOD || stray)
        return NDC_NOT_APPLICABLE; /* nobody's, or of the user before: INT-16, INT-17 */
    return ndc_compared(channel->irq_done_at != 0 || channel->engine_error_at != 0, finding,
                        event->a, 0);
}

enum ndc_applied
ndc_rule_isr_level(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    finding->because = model->provider.interrupt_at;
    return ndc_compared(event->irql > DISPATCH && model->provider.interrupts > 0, finding,
                        event->irql, DISPATCH + 1);
}

/* Since when a descriptor is not the channel's to report; 0: it was never done. */
static uint32_t
not_reportable_since(const struct ndc_model_channel *channel, const struct ndc_submission *named)
{
    const struct ndc_ended *ended = ndc_ended(channel, named);

    return ended != NULL ? ended->at : 0;
}

/* The list was overtaken by a Start, and NetDmaIsr has not yet named anything of a newer one. */
static bool
may_still_be_named(const struct ndc_model *model, const struct ndc_submission *named,
                   ndc_object before)
{
    const struct ndc_ended *ended = ndc_ended(ndc_here(model), named);
    const struct ndc_submission *earlier = ndc_submission_at(model, ndc_state_find(model, before));

    return ended != NULL && ended->routine == NDC_ROUTINE_START &&
           (earlier == NULL || earlier->list <= named->list);
}

/*
 * A name is right when it is a completed descriptor of the live list, or of one that a Start has
 * overtaken while its interrupt was on the way. A-04: any from the flagged to the last one.
 */
static bool
may_name(const struct ndc_model *model, const struct ndc_event *event, ndc_object before)
{
    const struct ndc_submission *named = ndc_subject(model);

    if (named == NULL || named->channel != model->here || named->done_at == 0)
        return false;
    if (ndc_is_live(ndc_here(model), named))
        return true;
    return !ndc_object_dead(event->b) && may_still_be_named(model, named, before);
}

/* Never back: what was reported before may be reported again, but nothing older. */
static bool
goes_back(const struct ndc_model *model, const struct ndc_submission *named, ndc_object before)
{
    const struct ndc_submission *earlier = ndc_submission_at(model, ndc_state_find(model, before));

    return earlier != NULL && earlier->list == named->list && earlier->channel == named->channel &&
           earlier->done_number > named->done_number;
}

static enum ndc_applied
names_completed(const struct ndc_model *model, const struct ndc_event *event,
                struct ndc_finding *finding, ndc_object before)
{
    const struct ndc_submission *named = ndc_subject(model);

    if (event->c != NDC_HANDLE_GOOD)
        return NDC_NOT_APPLICABLE;
    /* A descriptor's low six address bits are free: what stands there was not masked off. */
    if (NDC_WORD_ADDRESS(event->a) == event->a && may_name(model, event, before) &&
        !goes_back(model, named, before))
        return NDC_KEPT;
    if (named != NULL)
        finding->because = not_reportable_since(ndc_here(model), named);
    finding->object = event->b;
    finding->seen = event->a;
    return NDC_BROKEN;
}

enum ndc_applied
ndc_rule_isr_names_completed(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->a == 0 && (channel->engine_error_at != 0 || model->provider.gone))
        return NDC_KEPT; /* nothing to name after an error, or when the engine is not there */
    return names_completed(model, event, finding, channel->interrupt.isr_named);
}

/* Zero says that the call is made for another reason than a completion. */
enum ndc_applied
ndc_rule_dpc_names_completed(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    if (event->a == 0)
        return NDC_KEPT;
    return names_completed(model, event, finding, ndc_here(model)->interrupt.dpc_named);
}

enum ndc_applied
ndc_rule_isr_late(const struct ndc_model *model, const struct ndc_event *event,
                  struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (channel->irq_done == NDC_NO_SUBMISSION || channel->last_done == channel->irq_done)
        return NDC_NOT_APPLICABLE;
    return names_completed(model, event, finding, channel->interrupt.isr_named);
}

enum ndc_applied
ndc_rule_dpc_target(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    uint64_t given = event->b < 64 * NDC_GROUPS_MAX ? provider->isr_cpus[event->b / 64] : 0;

    if (provider->interrupts == 0 || provider->isrs_alone == 0 || event->c == 0)
        return NDC_NOT_APPLICABLE; /* for a channel that had nothing to tell NetDMA */
    finding->because = provider->isr_at;
    return ndc_compared((given >> event->b % 64 & 1) != 0, finding, event->b, given);
}

enum ndc_applied
ndc_rule_isr_cpu_given(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    uint32_t mask = ndc_here(model)->interrupt.affinity;

    if (event->c != NDC_HANDLE_GOOD)
        return NDC_NOT_APPLICABLE;
    return ndc_compared(event->d < 32 && (mask >> event->d & 1) != 0, finding, event->d, mask);
}

enum ndc_applied
ndc_rule_isr_is_short(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)event;
    finding->because = model->provider.interrupt_at;
    return ndc_compared(model->provider.interrupts == 0, finding, 0, 0);
}

enum ndc_applied
ndc_rule_dpc_level(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->irql == DISPATCH, finding, event->irql, DISPATCH);
}

enum ndc_applied
ndc_rule_dpc_error(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (channel->mode != NDC_MODE_E || channel->engine_error_at == 0 || event->c != NDC_HANDLE_GOOD)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->engine_error_at;
    return ndc_compared(event->a == 0, finding, event->a, 0);
}

enum ndc_applied
ndc_rule_dpc_follows(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_interrupt_state *interrupt = &ndc_here(model)->interrupt;

    (void)event;
    if (interrupt->isrs == 0 || asked(model) == NULL)
        return NDC_NOT_APPLICABLE;
    finding->because = interrupt->isr_at;
    finding->object = interrupt->isr_named;
    return ndc_compared(interrupt->dpc_at > interrupt->isr_at, finding, 0, 0);
}

/* A DPC call comes after the last completion that asked for one; interrupts may have merged.
 */
static enum ndc_applied
dpc_after_last(const struct ndc_model *model, struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *flagged = asked(model);

    if (flagged == NULL)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->irq_done_at;
    finding->object = flagged->object;
    return ndc_compared(channel->interrupt.dpc_at > channel->irq_done_at, finding, 0, 0);
}

enum ndc_applied
ndc_rule_no_lost_interrupt(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)event;
    return dpc_after_last(model, finding);
}

enum ndc_applied
ndc_rule_shared_reported(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    (void)event;
    if (model->provider.msix || model->provider.allocated < 2)
        return NDC_NOT_APPLICABLE;
    return dpc_after_last(model, finding);
}

/* Nothing of the engine's had been raised when the line interrupted: somebody else's device. */
enum ndc_applied
ndc_rule_foreign_declined(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (provider->msix || !provider->foreign)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->interrupt_at;
    if (event->kind == NDC_EVENT_ISR)
        return NDC_BROKEN;
    return ndc_compared(event->b == 0, finding, event->b, 0);
}

enum ndc_applied
ndc_rule_handle_valid(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->c != NDC_HANDLE_UNKNOWN, finding, event->a, 0);
}

enum ndc_applied
ndc_rule_no_storm(const struct ndc_model *model, const struct ndc_event *event,
                  struct ndc_finding *finding)
{
    if (event->a != NDC_LIMIT_NESTING)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.interrupt_at;
    finding->seen = event->b;
    return NDC_BROKEN;
}
