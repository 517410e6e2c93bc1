/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Power and PnP notification. */
#include "model/rules.h"

#define POWER_DOWN 5u
#define POWER_UP 6u
#define REVISION 1u
#define SIZE 32u
#define LOCKS 0xFF00u /* of field buffer: spin locks held */

/* Started and not stopped: NetDMA has its channels. */
static bool
is_started(const struct ndc_provider_state *provider)
{
    return provider->starts > provider->stops;
}

/* What goes wrong with a channel whose engine or wire misbehaves is not the driver's doing. */
static bool
is_sound(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return channel->used && channel->mode != NDC_MODE_U && channel->fired == 0 &&
           model->fired == 0 && !model->provider.gone && !ndc_miscounted(model, channel);
}

static bool
is_unfinished(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return is_sound(model, channel) && channel->mode == NDC_MODE_R &&
           channel->done < channel->count && !channel->suspend_failed;
}

/* The first channel whose list the engine has not finished; NULL when there is none. */
static const struct ndc_model_channel *
first_unfinished(const struct ndc_model *model)
{
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++)
        if (is_unfinished(model, &model->channels[i]))
            return &model->channels[i];
    return NULL;
}

static enum ndc_applied
nothing_unfinished(const struct ndc_model *model, struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = first_unfinished(model);
    const struct ndc_submission *waiting;

    if (channel == NULL)
        return NDC_KEPT;
    waiting = ndc_submission_at(model, channel->first_undone);
    finding->object = waiting != NULL ? waiting->object : NDC_OBJECT_NOTHING;
    return ndc_compared(false, finding, channel->done, channel->count);
}

enum ndc_applied
ndc_rule_notify_shape(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(ndc_low(event->b) == REVISION && ndc_high(event->b) == SIZE, finding,
                        event->b, REVISION);
}

enum ndc_applied
ndc_rule_notify_buffer(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)model;
    if (event->a != POWER_DOWN && event->a != POWER_UP)
        return NDC_NOT_APPLICABLE;
    uint64_t buffer = event->c & ~LOCKS;

    return ndc_compared(buffer == 0, finding, buffer, 0);
}

enum ndc_applied
ndc_rule_notify_code(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->a == POWER_DOWN || event->a == POWER_UP, finding, event->a,
                        POWER_DOWN);
}

enum ndc_applied
ndc_rule_notify_before_down(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->a == 0 || provider->power != 0 || !ndc_provider_is_started(provider))
        return NDC_NOT_APPLICABLE;
    finding->because = provider->registered_at;
    return ndc_compared(provider->notified_down, finding, 0, POWER_DOWN);
}

enum ndc_applied
ndc_rule_notify_after_up(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    if (event->a != POWER_UP)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.power_at;
    return ndc_compared(model->provider.power == 0, finding, 0, 0);
}

/* The device works again, and NetDMA still waits to hear of it. */
enum ndc_applied
ndc_rule_notify_up_told(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    (void)event;
    if (provider->power != 0 || provider->power_at == 0 || provider->gone || !is_started(provider))
        return NDC_NOT_APPLICABLE;
    finding->because = provider->power_at;
    return ndc_kept_if(!provider->notified_down || provider->notified_down_at > provider->power_at);
}

enum ndc_applied
ndc_rule_notify_level(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->irql == 0, finding, event->irql, 0);
}

enum ndc_applied
ndc_rule_notify_without_locks(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared((event->c & LOCKS) == 0, finding, (event->c & LOCKS) >> 8, 0);
}

/* NetDMA has waited inside PowerDown: what is not done now was not allowed to get done. */
enum ndc_applied
ndc_rule_down_completes(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    if (event->a != POWER_DOWN || !is_started(&model->provider))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.notified_down_at;
    return nothing_unfinished(model, finding);
}

/* The engine finished what asked for an interrupt, nothing held it up, and nobody reported it. */
static bool
is_unreported(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return is_sound(model, channel) && model->provider.held_up == 0 &&
           channel->interrupt.dpc_at < channel->irq_done_at;
}

enum ndc_applied
ndc_rule_down_reports(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    if (event->a != POWER_DOWN || !is_started(&model->provider))
        return NDC_NOT_APPLICABLE;
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++) {
        const struct ndc_model_channel *channel = &model->channels[i];
        const struct ndc_submission *asked = ndc_submission_at(model, channel->irq_done);

        if (asked == NULL || !ndc_is_live(channel, asked) || !is_unreported(model, channel))
            continue;
        finding->because = model->provider.notified_down_at;
        finding->object = asked->object;
        return NDC_BROKEN;
    }
    return NDC_KEPT;
}

/* The device wakes up, or the script ends while it sleeps: nobody touched it since. */
enum ndc_applied
ndc_rule_untouched_asleep(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (provider->power == 0 || provider->gone ||
        (event->kind == NDC_EVENT_DEVICE_POWER && event->a != 0))
        return NDC_NOT_APPLICABLE;
    finding->because = provider->power_at;
    return ndc_compared(provider->touches == provider->touches_asleep, finding,
                        provider->touches - provider->touches_asleep, 0);
}

enum ndc_applied
ndc_rule_notify_in_turns(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->a != POWER_DOWN && event->a != POWER_UP)
        return NDC_NOT_APPLICABLE;
    finding->because = event->a == POWER_UP ? provider->notified_up_at : provider->notified_down_at;
    return ndc_compared(provider->notified_down == (event->a == POWER_UP), finding, event->a,
                        provider->notified_down ? POWER_UP : POWER_DOWN);
}

/* Since the device woke up: the Start of a channel. */
static bool
is_awake_again(const struct ndc_provider_state *provider)
{
    return provider->power_at != 0 && provider->power == 0 && !provider->gone;
}

/* The device lost its memory of the channel; the list begun since ends, and says so. */
enum ndc_applied
ndc_rule_works_after_power_up(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *owed = ndc_submission_at(model, channel->status_owed);

    (void)event;
    if (!is_awake_again(&model->provider) || channel->accepted_at < model->provider.power_at ||
        !is_sound(model, channel) || (channel->mode != NDC_MODE_R && channel->mode != NDC_MODE_I))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.power_at;
    if (is_unfinished(model, channel))
        return nothing_unfinished(model, finding);
    if (owed != NULL)
        finding->object = owed->object;
    return ndc_kept_if(owed == NULL);
}

/* 1.0: nobody was told, so nobody waited; the clients are quiet only before a device that is on the
 * paging path. */
enum ndc_applied
ndc_rule_work_before_sleep(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->a == 0 || provider->power != 0 || provider->gone || !is_started(provider))
        return NDC_NOT_APPLICABLE;
    finding->because = provider->registered_at;
    return nothing_unfinished(model, finding);
}

enum ndc_applied
ndc_rule_starts_after_sleep(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    if (!ndc_returned(event, NDC_ROUTINE_START) || !is_awake_again(&model->provider))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.power_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}

enum ndc_applied
ndc_rule_start_after_power_up(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (!ndc_returned(event, NDC_ROUTINE_START) || provider->notified_up_at == 0 ||
        provider->power != 0 || provider->gone)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->notified_up_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}

enum ndc_applied
ndc_rule_notify_not_in_1_0(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    if (event->kind == NDC_EVENT_DEVICE_POWER)
        return NDC_KEPT; /* it had reason to, and did not */
    finding->because = model->provider.register_at;
    return NDC_BROKEN;
}
