/* SPDX-License-Identifier: Apache-2.0 */
/* Rules about two devices of one driver. */
#include "model/rules.h"

#define HANDLE_OF_OTHER 2u
#define START_OF_OTHER 34

static bool
is_of_other(const struct ndc_event *event)
{
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_START_PROVIDER:
        return event->c >> START_OF_OTHER & 1;
    case NDC_EVENT_NOTIFY:
        return event->d == HANDLE_OF_OTHER;
    default:
        return event->a == HANDLE_OF_OTHER;
    }
}

enum ndc_applied
ndc_rule_own_handle(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    if (!model->provider.two_devices)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.registered_at;
    return ndc_kept_if(!is_of_other(event));
}
