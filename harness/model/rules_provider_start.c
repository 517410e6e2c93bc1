/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Provider start, stop, deregister. */
#include "model/rules.h"

#define PASSIVE 0
#define ATTRIBUTES_SIZE 32u
#define TRANSFER_LEAST 4096u
/* The pretend memory lies above 4 GiB, and every engine of the family reaches it. */
#define SPACE_LEAST 0xFFFFFFFFu
#define IRP_MN_START 0

static uint32_t
channels_told(const struct ndc_model *model)
{
    return ndc_high(model->provider.start_engine);
}

/* A callback that must succeed once the provider has been started. */
enum ndc_applied
ndc_rule_start_ready(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->a != NDC_ROUTINE_ALLOCATE || !ndc_provider_is_started(provider) ||
        provider->allocated >= channels_told(model))
        return NDC_NOT_APPLICABLE;
    finding->because = provider->start_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}

enum ndc_applied
ndc_rule_start_initialised(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)event;
    finding->because = model->provider.irp_at;
    return ndc_compared(model->provider.touches != model->provider.irp_touches, finding, 0, 0);
}

enum ndc_applied
ndc_rule_provider_call_irql(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->irql == PASSIVE, finding, event->irql, PASSIVE);
}

/* Bit 0 of Flags is an older header's place of the DCA flag: tolerated. */
enum ndc_applied
ndc_rule_attributes_shape(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    uint64_t size = event->a >> 16 & 0xFFFF;
    uint32_t flags = ndc_high(event->a);

    (void)model;
    return ndc_compared(size == ATTRIBUTES_SIZE && (flags & ~1u) == 0, finding, event->a >> 16,
                        ATTRIBUTES_SIZE);
}

enum ndc_applied
ndc_rule_attributes_vendor(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    if (model->provider.vendor == 0)
        return NDC_NOT_APPLICABLE;
    return ndc_compared(ndc_low(event->b) == model->provider.vendor, finding, ndc_low(event->b),
                        model->provider.vendor);
}

enum ndc_applied
ndc_rule_attributes_channels(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    uint32_t count = ndc_high(event->b);

    finding->because = model->provider.register_at;
    return ndc_compared(count >= 1 && count <= model->provider.channels_max, finding, count,
                        model->provider.channels_max);
}

enum ndc_applied
ndc_rule_attributes_transfer(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(ndc_low(event->c) >= TRANSFER_LEAST, finding, ndc_low(event->c),
                        TRANSFER_LEAST);
}

enum ndc_applied
ndc_rule_attributes_space(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->d > SPACE_LEAST, finding, event->d, SPACE_LEAST);
}

/* The count of channels, and no larger transfers than the engine can do. */
enum ndc_applied
ndc_rule_attributes_engine(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    bool transfer_fits =
        provider->transfer_log2 == 0 || ndc_low(event->c) <= (uint64_t)1 << provider->transfer_log2;

    return ndc_compared(ndc_high(event->b) <= provider->machine_channels && transfer_fits, finding,
                        ndc_high(event->b), provider->machine_channels);
}

enum ndc_applied
ndc_rule_services_after_start(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    if (event->a == NDC_ROUTINE_SET_AFFINITY)
        return NDC_NOT_APPLICABLE;
    return ndc_compared(ndc_provider_is_started(&model->provider), finding, event->a, 0);
}

enum ndc_applied
ndc_rule_stop_before_deregister(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    (void)event;
    finding->because = model->provider.start_at;
    return ndc_compared(!ndc_provider_is_started(&model->provider), finding, 0, 0);
}

enum ndc_applied
ndc_rule_channels_freed(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    (void)event;
    return ndc_compared(model->provider.allocated == 0, finding, model->provider.allocated, 0);
}

enum ndc_applied
ndc_rule_stop_without_locks(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->c == 0, finding, event->c, 0);
}

/* Stop has waited: what is freed now while it still runs will never complete. */
enum ndc_applied
ndc_rule_stop_completes(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *waiting = ndc_submission_at(model, channel->first_undone);

    if (event->a != NDC_ROUTINE_FREE || !model->provider.stopping || model->provider.gone ||
        waiting == NULL || ndc_miscounted(model, channel))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.stop_at;
    finding->object = waiting->object;
    return ndc_compared(channel->done >= channel->count, finding, channel->done, channel->count);
}

static bool
is_start_irp(const struct ndc_event *event)
{
    return event->a == 0x1B && event->b == IRP_MN_START;
}

enum ndc_applied
ndc_rule_start_again(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    if (!is_start_irp(event) || event->c != NDC_STATUS_SUCCESS || model->provider.stops == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.stop_at;
    return ndc_compared(ndc_provider_is_started(&model->provider), finding, 0, 0);
}

static bool
names_freed_channel(const struct ndc_event *event)
{
    return (event->kind == NDC_EVENT_ISR || event->kind == NDC_EVENT_DPC) &&
           event->c == NDC_HANDLE_FREED;
}

enum ndc_applied
ndc_rule_silent_after_end(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    bool gone = provider->phase == NDC_PHASE_DEREGISTERED;
    bool freed = provider->phase == NDC_PHASE_STOPPED && names_freed_channel(event);

    finding->because = gone ? provider->deregister_at : provider->stop_at;
    return ndc_compared(!gone && !freed, finding, 0, 0);
}

enum ndc_applied
ndc_rule_start_stop_alternate(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    bool starting = event->kind == NDC_EVENT_START_PROVIDER;
    bool started = ndc_provider_is_started(&model->provider);

    finding->because = started ? model->provider.start_at : model->provider.stop_at;
    return ndc_compared(starting != started, finding, 0, 0);
}

enum ndc_applied
ndc_rule_failed_start(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (!is_start_irp(event) || event->c == NDC_STATUS_SUCCESS)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->start_at;
    return ndc_compared(provider->start_at < provider->irp_at, finding, event->c, 0);
}
