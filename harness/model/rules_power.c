/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Power and PnP notification. */
#include "model/rules.h"

#define POWER_DOWN 5u
#define POWER_UP 6u
#define REVISION 1u
#define SIZE 32u

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
    return ndc_compared(event->c == 0, finding, event->c, 0);
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

enum ndc_applied
ndc_rule_notify_level(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->irql == 0, finding, event->irql, 0);
}

enum ndc_applied
ndc_rule_start_after_power_up(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (!ndc_returned(event, NDC_ROUTINE_START) || provider->notified_up_at == 0 ||
        provider->power != 0)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->notified_up_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}

enum ndc_applied
ndc_rule_notify_not_in_1_0(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)event;
    finding->because = model->provider.register_at;
    return NDC_BROKEN;
}
