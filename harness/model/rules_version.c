/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Version negotiation. */
#include "model/rules.h"

enum ndc_applied
ndc_rule_version_looked_up(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->b != 0, finding, event->a, 0);
}

enum ndc_applied
ndc_rule_version_not_above(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    uint32_t version = (uint32_t)(event->a & 0xFF) << 16 | (uint32_t)(event->a >> 8 & 0xFF);
    uint32_t interface = model->provider.interface_version;

    return ndc_compared(version <= interface, finding, version, interface);
}

enum ndc_applied
ndc_rule_version_level(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->irql == 0, finding, event->irql, 0);
}
