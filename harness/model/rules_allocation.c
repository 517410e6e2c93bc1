/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the groups Channel allocation and Channel free. */
#include "model/rules.h"

/* RETURN of Allocate, field extra. */
#define CONTEXT_WRITTEN 1u
#define CONTEXT_NEW 2u
#define CPU_WRITTEN 4u
/* Field writer of WORD. */
#define BY_CPU 1u

enum ndc_applied
ndc_rule_allocate_at_dispatch(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_ALLOCATE);
}

enum ndc_applied
ndc_rule_free_at_dispatch(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_FREE);
}

static enum ndc_applied
wrote(const struct ndc_event *event, struct ndc_finding *finding, uint64_t bit)
{
    if (!ndc_succeeded(event, NDC_ROUTINE_ALLOCATE))
        return NDC_NOT_APPLICABLE;
    return ndc_compared((event->d & bit) != 0, finding, 0, 0);
}

enum ndc_applied
ndc_rule_allocate_context(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)model;
    return wrote(event, finding, CONTEXT_WRITTEN);
}

enum ndc_applied
ndc_rule_allocate_context_new(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    (void)model;
    return wrote(event, finding, CONTEXT_NEW);
}

enum ndc_applied
ndc_rule_allocate_cpu_written(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    (void)model;
    return wrote(event, finding, CPU_WRITTEN);
}

/* CpuNumber against the mask that was passed. */
static enum ndc_applied
cpu_in_mask(const struct ndc_model *model, const struct ndc_event *event,
            struct ndc_finding *finding)
{
    uint32_t mask = ndc_high(event->d);

    if (!ndc_succeeded(event, NDC_ROUTINE_ALLOCATE) || (event->d & CPU_WRITTEN) == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = ndc_here(model)->call_at;
    return ndc_compared(event->c < 32 && (mask >> event->c & 1) != 0, finding, event->c, mask);
}

enum ndc_applied
ndc_rule_allocate_prefers_cpu(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    return model->provider.msix ? cpu_in_mask(model, event, finding) : NDC_NOT_APPLICABLE;
}

enum ndc_applied
ndc_rule_allocate_targets_cpu(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    return model->provider.msix ? NDC_NOT_APPLICABLE : cpu_in_mask(model, event, finding);
}

enum ndc_applied
ndc_rule_allocate_cpu_in_mask(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    return cpu_in_mask(model, event, finding);
}

enum ndc_applied
ndc_rule_channel_handle(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_submission *named = ndc_subject(model);

    if (named == NULL)
        return event->c == NDC_HANDLE_UNKNOWN ? NDC_BROKEN : NDC_NOT_APPLICABLE;
    finding->because = named->called_at;
    return ndc_compared(named->channel == event->channel, finding, event->channel, named->channel);
}

/* The provider answers a Start that follows an allocation at once. */
enum ndc_applied
ndc_rule_allocated_starts(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!ndc_returned(event, NDC_ROUTINE_START) || channel->call_mode != NDC_MODE_F ||
        channel->resets != 0)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.allocated_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}

enum ndc_applied
ndc_rule_allocate_failure_code(const struct ndc_model *model, const struct ndc_event *event,
                               struct ndc_finding *finding)
{
    (void)model;
    if (!ndc_returned(event, NDC_ROUTINE_ALLOCATE) || event->b == NDC_STATUS_SUCCESS)
        return NDC_NOT_APPLICABLE;
    return ndc_compared(event->b == NDC_STATUS_RESOURCES || event->b == NDC_STATUS_UNSUCCESSFUL,
                        finding, event->b, NDC_STATUS_RESOURCES);
}

enum ndc_applied
ndc_rule_allocate_bounded(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    uint32_t count = ndc_high(model->provider.start_engine);

    if (!ndc_returned(event, NDC_ROUTINE_ALLOCATE) || model->provider.allocated < count)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.start_at;
    return ndc_compared(event->b != NDC_STATUS_SUCCESS, finding, event->b, count);
}

/* What is written to: the completion word of an allocation of this channel. */
static bool
is_word_of(const struct ndc_event *event)
{
    return ndc_object_kind(event->a) == NDC_OBJECT_WORD &&
           ndc_object_index(event->a) == event->channel;
}

enum ndc_applied
ndc_rule_status_address(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    if (ndc_object_kind(event->a) == NDC_OBJECT_NONE)
        return NDC_NOT_APPLICABLE; /* ALLOC-13 */
    finding->because = ndc_here(model)->interrupt.allocated_at;
    finding->object = event->d;
    return ndc_compared(is_word_of(event), finding, event->b, 0);
}

/* An engine that cannot write to its completion address says so in bit 12 of CHANERR. */
#define COMPLETION_ADDRESS_ERROR 12

enum ndc_applied
ndc_rule_status_physical(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (model->here == NDC_CHANNEL_NOWHERE || channel->interrupt.allocated_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.allocated_at;
    if (event->kind == NDC_EVENT_STATE)
        return (event->c >> COMPLETION_ADDRESS_ERROR & 1) == 0
                   ? NDC_NOT_APPLICABLE
                   : ndc_compared(false, finding, event->c, 0);
    finding->object = event->d;
    return ndc_compared(ndc_object_kind(event->a) != NDC_OBJECT_NONE, finding, event->b, 0);
}

enum ndc_applied
ndc_rule_status_former(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (!is_word_of(event) || channel->interrupt.freed_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.freed_at;
    finding->object = event->d;
    return ndc_compared(!ndc_object_dead(event->a), finding, event->b, 0);
}

/* Priorities above the hardware's range are no reason to refuse. CALL carries it as count. */
enum ndc_applied
ndc_rule_allocate_priority(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    uint32_t count = ndc_high(model->provider.start_engine);

    if (!ndc_returned(event, NDC_ROUTINE_ALLOCATE) || model->provider.allocated >= count ||
        channel->priority == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->call_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, channel->priority);
}

/* ALLOC-19: neither inside the call nor until the first Start; a CPU has nothing to write either.
 */
enum ndc_applied
ndc_rule_allocate_silent(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    bool by_cpu = event->kind == NDC_EVENT_WORD && event->c == BY_CPU;

    if (model->here == NDC_CHANNEL_NOWHERE || (event->kind == NDC_EVENT_WORD && !by_cpu))
        return NDC_NOT_APPLICABLE; /* what the engine wrote is judged when it writes */
    bool written = by_cpu || (event->kind == NDC_EVENT_STATUS && !ndc_object_dead(event->a));
    if (written && ndc_in_call(channel, NDC_ROUTINE_ALLOCATE))
        return ndc_broken_since(finding, channel->call_at);
    if (channel->interrupt.allocated_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.allocated_at;
    bool untouched = channel->call_at < channel->interrupt.allocated_at; /* not even in vain */
    return ndc_compared(channel->mode != NDC_MODE_F || channel->lists != 0 || !untouched ||
                            ndc_in_any_call(channel),
                        finding, 0, 0);
}

enum ndc_applied
ndc_rule_free_is_last(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->a == NDC_ROUTINE_ALLOCATE || event->a == NDC_ROUTINE_SET_AFFINITY)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.freed_at;
    return ndc_compared(channel->mode != NDC_MODE_U, finding, event->a, 0);
}

/* FREE-04. When the channel was allocated again: work that was handed over before it was freed, and
 * is not merely told of late. */
static enum ndc_applied
works_for_the_former(const struct ndc_model_channel *channel, const struct ndc_submission *subject,
                     const struct ndc_event *event, struct ndc_finding *finding)
{
    if (subject == NULL || subject->called_at == 0 ||
        (event->kind != NDC_EVENT_FETCH && subject->done_at != 0))
        return NDC_NOT_APPLICABLE;
    finding->object = subject->object;
    return ndc_kept_if(subject->called_at > channel->interrupt.freed_at);
}

enum ndc_applied
ndc_rule_free_ends_access(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (channel->interrupt.freed_at == 0)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        return NDC_KEPT;
    finding->because = channel->interrupt.freed_at;
    if (channel->mode != NDC_MODE_U)
        return works_for_the_former(channel, ndc_subject(model), event, finding);
    finding->object = event->a;
    return NDC_BROKEN;
}

enum ndc_applied
ndc_rule_free_ends_calls(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    finding->because = ndc_here(model)->interrupt.freed_at;
    return ndc_compared(event->c != NDC_HANDLE_FREED, finding, event->a, 0);
}

enum ndc_applied
ndc_rule_free_releases(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    uint32_t count = ndc_high(model->provider.start_engine);

    if (!ndc_returned(event, NDC_ROUTINE_ALLOCATE) || model->provider.allocated >= count ||
        model->provider.freed_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.freed_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}
