/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NetDMA's own duties towards the provider: what this suite itself must keep, and what scripts
 * break on purpose. Moves of specs/states.toml whose standing is `netdma` are among them.
 */
#include "model/rules.h"

#define PAGE 4096u
#define POWER_DOWN 5
#define ENTRIES_MAX 64u /* more channels no engine has: such a provider is told nothing */

static bool
is_call(const struct ndc_event *event, enum ndc_routine routine)
{
    return event->kind == NDC_EVENT_CALL && event->a == (uint64_t)routine;
}

/* Allocated, aborted or reset, and not started since. */
static bool
waits_for_start(const struct ndc_model_channel *channel)
{
    return channel->mode == NDC_MODE_F || channel->mode == NDC_MODE_H;
}

/* The routine that left the channel without a list. */
static enum ndc_applied
kept_if_started(const struct ndc_model_channel *channel, struct ndc_finding *finding)
{
    finding->wanted = channel->last_call == 0 ? NDC_ROUTINE_ALLOCATE : channel->last_call - 1u;
    finding->because = channel->last_call_at;
    return ndc_kept_if(!waits_for_start(channel));
}

/* START-01. assumed: transfer calls are Append, Suspend and Resume; Abort, Reset and Free end. */
enum ndc_applied
ndc_rule_promise_start_first(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (channel->mode == NDC_MODE_U ||
        (event->a != NDC_ROUTINE_APPEND && event->a != NDC_ROUTINE_SUSPEND &&
         event->a != NDC_ROUTINE_RESUME))
        return NDC_NOT_APPLICABLE;
    finding->seen = event->a;
    return kept_if_started(channel, finding);
}

/* APPEND-01 */
enum ndc_applied
ndc_rule_promise_append_started(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!is_call(event, NDC_ROUTINE_APPEND) || channel->mode == NDC_MODE_U)
        return NDC_NOT_APPLICABLE;
    return kept_if_started(channel, finding);
}

/* ABORT-07: also of a channel that was fresh when it was aborted, and so still is. */
enum ndc_applied
ndc_rule_promise_append_after_abort(const struct ndc_model *model, const struct ndc_event *event,
                                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!is_call(event, NDC_ROUTINE_APPEND) || channel->mode == NDC_MODE_U)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->last_call_at;
    return ndc_kept_if(channel->mode != NDC_MODE_H && channel->last_call != NDC_ROUTINE_ABORT + 1u);
}

/* RESUME-04 */
enum ndc_applied
ndc_rule_promise_resume_suspended(const struct ndc_model *model, const struct ndc_event *event,
                                  struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!is_call(event, NDC_ROUTINE_RESUME) || channel->mode == NDC_MODE_U)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->last_call_at;
    return ndc_kept_if(channel->mode == NDC_MODE_S ||
                       channel->last_call == NDC_ROUTINE_SUSPEND + 1u);
}

/* Something the provider accepted and that could still complete. */
static const struct ndc_submission *
outstanding(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    bool under_way = channel->mode == NDC_MODE_R || channel->mode == NDC_MODE_S;

    if (channel->list == 0 || !under_way || channel->done >= channel->count ||
        ndc_miscounted(model, channel))
        return NULL;
    return ndc_submission_at(model, channel->first_undone);
}

/* FREE-01. What was waited for in vain, at the end or while the provider stops, is given up. */
enum ndc_applied
ndc_rule_promise_free_idle(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_provider_state *provider = &model->provider;
    const struct ndc_submission *waiting = outstanding(model, channel);

    if (!is_call(event, NDC_ROUTINE_FREE) || channel->mode == NDC_MODE_U || provider->gone ||
        provider->quiet || provider->stopping || provider->phase != NDC_PHASE_STARTED)
        return NDC_NOT_APPLICABLE;
    if (waiting == NULL)
        return NDC_KEPT;
    finding->object = waiting->object;
    return ndc_broken_since(finding, channel->accepted_at);
}

/* REG-13 */
enum ndc_applied
ndc_rule_promise_context(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    if (event->a != NDC_ROUTINE_ALLOCATE && event->a != NDC_ROUTINE_SET_AFFINITY)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.register_at;
    finding->seen = event->a;
    return ndc_kept_if(event->d == 0);
}

/* GEN-02 */
enum ndc_applied
ndc_rule_promise_one_client(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!ndc_succeeded(event, NDC_ROUTINE_ALLOCATE))
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.allocated_at;
    return ndc_kept_if(channel->mode == NDC_MODE_U);
}

/* AFF-01 */
enum ndc_applied
ndc_rule_promise_affinity_told(const struct ndc_model *model, const struct ndc_event *event,
                               struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->a != NDC_STATUS_SUCCESS || !provider->msix ||
        (provider->callbacks >> NDC_ROUTINE_SET_AFFINITY & 1) == 0 || provider->channels_max == 0 ||
        provider->channels_max > ENTRIES_MAX)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->register_at;
    return ndc_kept_if(provider->affinity_at > provider->register_at);
}

/* AFF-03 */
enum ndc_applied
ndc_rule_promise_affinity_whole(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    if (!is_call(event, NDC_ROUTINE_SET_AFFINITY))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.register_at;
    return ndc_compared(event->c == model->provider.channels_max, finding, event->c,
                        model->provider.channels_max);
}

/* PNP-08: nothing new is posted. */
enum ndc_applied
ndc_rule_promise_quiet_asleep(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (!is_call(event, NDC_ROUTINE_START) && !is_call(event, NDC_ROUTINE_APPEND) &&
        !is_call(event, NDC_ROUTINE_RESUME))
        return NDC_NOT_APPLICABLE;
    if (provider->notified_down_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->a;
    finding->because = provider->notified_down_at;
    return ndc_kept_if(!provider->notified_down);
}

/* As far as the trace tells: not stopped by the provider, nor by an error. */
static bool
is_at_work(const struct ndc_model_channel *channel)
{
    return channel->engine_state == 0 || channel->engine_state == NDC_CODE_ACTIVE + 1 ||
           channel->engine_state == NDC_CODE_ARMED + 1;
}

/*
 * PNP-08: what runs is awaited (A-13: the strong reading). A suspended list may wait for ever, and
 * so may one whose engine the provider stopped: that is PNP-07.
 */
enum ndc_applied
ndc_rule_promise_drained(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    if (event->a != POWER_DOWN || model->provider.gone || model->fired != 0)
        return NDC_NOT_APPLICABLE;
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++) {
        const struct ndc_model_channel *channel = &model->channels[i];
        const struct ndc_submission *waiting = outstanding(model, channel);

        if (waiting == NULL || channel->mode != NDC_MODE_R || channel->fired != 0 ||
            !is_at_work(channel))
            continue;
        finding->object = waiting->object;
        return ndc_broken_since(finding, channel->accepted_at);
    }
    return NDC_KEPT;
}

/* PNP-08: each channel that lived through the power cycle is started again, and that comes first.
 */
enum ndc_applied
ndc_rule_promise_restarted(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    uint32_t woken_at = model->provider.notified_up_at;
    bool posted = event->kind == NDC_EVENT_SCRIPT_QUIET || event->a == NDC_ROUTINE_APPEND ||
                  event->a == NDC_ROUTINE_RESUME;

    if (!posted || channel->mode == NDC_MODE_U || model->provider.phase != NDC_PHASE_STARTED ||
        woken_at <= channel->interrupt.allocated_at)
        return NDC_NOT_APPLICABLE;
    finding->because = woken_at;
    return ndc_kept_if(channel->start_called_at > woken_at);
}

/* DESC-15: of a context change the size means something else. */
enum ndc_applied
ndc_rule_promise_size(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    uint32_t limit = ndc_low(model->provider.start_transfer);

    if (limit == 0 || NDC_OPERATION(ndc_low(event->b)) == NDC_OPERATION_CONTEXT)
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->because = model->provider.start_at;
    return ndc_compared(ndc_high(event->b) <= limit, finding, ndc_high(event->b), limit);
}

enum ndc_applied
ndc_rule_promise_reach(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    uint64_t last = event->c > event->d ? event->c : event->d;

    if (model->provider.start_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.start_at;
    return ndc_compared(last <= model->provider.start_space, finding, last,
                        model->provider.start_space);
}

/* PGBRK-03 */
enum ndc_applied
ndc_rule_promise_page(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    if (event->d == 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->d;
    return ndc_kept_if(event->d % PAGE == 0);
}

/* PGBRK-07 */
enum ndc_applied
ndc_rule_promise_no_break(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)model;
    finding->object = event->a;
    return ndc_kept_if((event->b & (NDC_FLAG_SOURCE_BREAK | NDC_FLAG_TARGET_BREAK)) == 0);
}

/* PGBRK-08 */
enum ndc_applied
ndc_rule_promise_one_page(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || event->d == 0)
        return NDC_NOT_APPLICABLE;
    finding->wanted = PAGE - event->c % PAGE + PAGE;
    finding->seen = subject->bytes;
    return ndc_kept_if(subject->bytes <= finding->wanted);
}

/*
 * DCA-06. assumed: the context change is owed before the first hint that is asked for, and NetDMA
 * suspects a loss of context only where the power was gone.
 */
enum ndc_applied
ndc_rule_promise_context_first(const struct ndc_model *model, const struct ndc_event *event,
                               struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    uint32_t flags = ndc_low(event->b);
    uint32_t lost_at = channel->interrupt.allocated_at;

    if ((flags & NDC_FLAG_DCA) == 0 || NDC_OPERATION(flags) == NDC_OPERATION_CONTEXT ||
        !ndc_hints_announced(model))
        return NDC_NOT_APPLICABLE;
    if (model->provider.power_at > lost_at)
        lost_at = model->provider.power_at;
    finding->object = event->a;
    finding->because = lost_at;
    return ndc_kept_if(channel->hints.context_sent_at > lost_at);
}

/* DCA-07 */
enum ndc_applied
ndc_rule_promise_context_asked(const struct ndc_model *model, const struct ndc_event *event,
                               struct ndc_finding *finding)
{
    if (NDC_OPERATION(ndc_low(event->b)) != NDC_OPERATION_CONTEXT)
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->because = model->provider.register_at;
    return ndc_kept_if(ndc_hints_announced(model));
}
