/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules about the revisions of the channel parameters: 1, and 2 with groups of processors.
 * A provider knows groups when it registers as 2.1 with the flag for them.
 */
#include "model/rules.h"

#define INTERFACE_2_1 0x20001u
#define FLAG_GROUPS 2u
#define REVISION_2 8u /* RETURN of Allocate, field extra */

static bool
knows_groups(const struct ndc_provider_state *provider)
{
    uint32_t version = (uint32_t)(provider->registered_what & 0xFF) << 16 |
                       (uint32_t)(provider->registered_what >> 8 & 0xFF);

    return version >= INTERFACE_2_1 && (ndc_high(provider->registered_what) & FLAG_GROUPS) != 0;
}

/* Parameters of revision 1 end behind CpuNumber. */
enum ndc_applied
ndc_rule_parameters_end(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    if (model->provider.interface_version >= INTERFACE_2_1)
        return NDC_NOT_APPLICABLE;
    return ndc_stays_inside(model, event, finding, NDC_ROUTINE_ALLOCATE);
}

enum ndc_applied
ndc_rule_group_mask(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    uint32_t mask = ndc_high(event->d);

    if (!ndc_succeeded(event, NDC_ROUTINE_ALLOCATE) || (event->d & REVISION_2) == 0 ||
        !knows_groups(&model->provider))
        return NDC_NOT_APPLICABLE;
    finding->because = ndc_here(model)->call_at;
    return ndc_compared(event->c < 32 && (mask >> event->c & 1) != 0, finding, event->c, mask);
}

/* The group of a DPC, where all that NetDmaIsr gave back in this interrupt is of one group. */
enum ndc_applied
ndc_rule_group_dpc(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    uint64_t group = event->b / 64;

    if (provider->interrupts == 0 || event->c == 0 || provider->isrs_alone == 0 ||
        provider->cpus <= 64 || !knows_groups(provider))
        return NDC_NOT_APPLICABLE;
    finding->because = provider->isr_at;
    return ndc_compared(group < NDC_GROUPS_MAX && provider->isr_cpus[group] != 0, finding, group,
                        provider->isr_cpus[0] != 0 ? 0 : 1);
}

enum ndc_applied
ndc_rule_groups_unknown(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (!ndc_returned(event, NDC_ROUTINE_ALLOCATE) || provider->interface_version < INTERFACE_2_1 ||
        knows_groups(provider) || provider->allocated >= ndc_high(provider->start_engine) ||
        (model->fired | ndc_here(model)->fired) != 0)
        return NDC_NOT_APPLICABLE;
    finding->because = ndc_here(model)->call_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}
