/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules of the group Interrupt CPU affinity: what the provider makes of NetDMA's wishes.
 * assumed: channel n of SetDmaChannelCpuAffinity is the one whose interrupt is message n.
 */
#include "model/rules.h"

#define IRP_MJ_PNP 0x1B
#define IRP_MN_START_DEVICE 0x00
/* Field changed of WISH. */
#define CHANGED_AFFINITY 1u
/* IrqPolicySpecifiedProcessors */
#define SPECIFIED_PROCESSORS 4u

/* ---- the callback ---- */

enum ndc_applied
ndc_rule_affinity_bytes(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    return ndc_stays_inside(model, event, finding, NDC_ROUTINE_SET_AFFINITY);
}

enum ndc_applied
ndc_rule_affinity_codes(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    (void)model;
    return ndc_codes(event, finding, NDC_ROUTINE_SET_AFFINITY, true);
}

/* ---- the filtered requirements ---- */

/* Of WISH: the alternative, and the message that the descriptor asks for, or -1. */
static unsigned
alternative_of(const struct ndc_event *event)
{
    return event->a & 0xFF;
}

static int
message_of(const struct ndc_event *event)
{
    return (int)(event->a >> 24 & 0xFF) - 1;
}

static bool
names_processors(const struct ndc_event *event)
{
    return (event->c & 0xFFFF) == SPECIFIED_PROCESSORS;
}

/* A mask of the CPU that byte n of a wish names; 0: none, or the callback had no success. */
static uint64_t
mask_of(const struct ndc_model *model, uint64_t wishes, int message)
{
    uint64_t cpu = message >= 0 && message < NDC_CHANNELS_MAX ? wishes >> 8 * message & 0xFF : 0xFF;

    return model->provider.affinity_taken_at == 0 || cpu > 63 ? 0 : (uint64_t)1 << cpu;
}

/* The CPU that the memory of the array named only after the call. */
static bool
kept_pointer(const struct ndc_model *model, const struct ndc_event *event)
{
    uint64_t unwished = mask_of(model, model->provider.unwished, message_of(event));

    return unwished != 0 && event->d == unwished;
}

static uint64_t
all_wished(const struct ndc_model *model)
{
    uint64_t all = 0;

    for (int i = 0; i < NDC_CHANNELS_MAX; i++)
        all |= mask_of(model, model->provider.wished, i);
    return all;
}

/*
 * A driver may leave the alternatives alone that are not the best. The CPU of a kept pointer is the
 * business of AFF-06.
 */
enum ndc_applied
ndc_rule_affinity_asked(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    uint64_t wished = mask_of(model, model->provider.wished, message_of(event));

    if (alternative_of(event) != 0 || wished == 0 || kept_pointer(model, event))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.affinity_at;
    return ndc_compared(names_processors(event) && (event->d == 0 || event->d & all_wished(model)),
                        finding, event->d, wished);
}

enum ndc_applied
ndc_rule_affinity_processors(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    if ((event->b & CHANGED_AFFINITY) == 0 || !names_processors(event))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.affinity_at;
    return ndc_compared(event->d != 0, finding, event->d, 0);
}

enum ndc_applied
ndc_rule_affinity_order(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    uint64_t wished = mask_of(model, model->provider.wished, message_of(event));

    if (wished == 0 || !names_processors(event) || event->d == 0 || kept_pointer(model, event))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.affinity_at;
    return ndc_compared((event->d & wished) != 0, finding, event->d, wished);
}

enum ndc_applied
ndc_rule_affinity_copied(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    uint64_t wished = mask_of(model, model->provider.wished, message_of(event));

    if (wished == 0 || !names_processors(event))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.affinity_taken_at;
    return ndc_compared(!kept_pointer(model, event), finding, event->d, wished);
}

enum ndc_applied
ndc_rule_affinity_only_messages(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    finding->because = model->provider.irp_at;
    return ndc_compared(message_of(event) >= 0, finding, event->a >> 8 & 0xFF, 0);
}

/* ---- what comes of it ---- */

static bool
is_every_cpu(const struct ndc_model *model, uint64_t processors)
{
    return model->provider.cpus > 1 && __builtin_popcountll(processors) >=
                                           (model->provider.cpus < 64 ? model->provider.cpus : 64);
}

enum ndc_applied
ndc_rule_affinity_programmed(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    uint64_t wished = mask_of(model, model->provider.wished, (int)event->a);

    if (event->b == 0 || wished == 0 || model->provider.other_cpus)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.affinity_at;
    return ndc_compared((event->c & wished) != 0 && !is_every_cpu(model, event->c), finding,
                        event->c, wished);
}

enum ndc_applied
ndc_rule_messages_used(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    bool of_message =
        event->kind == NDC_EVENT_CONNECT ? event->b != 0 : model->provider.message_connected;

    if (!model->provider.msix)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.irp_at;
    return ndc_kept_if(of_message);
}

/* A start that succeeds, and channels as long as there are free ones, where nothing else fails. */
static enum ndc_applied
still_works(const struct ndc_model *model, const struct ndc_event *event,
            struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    uint64_t status = event->kind == NDC_EVENT_RETURN ? event->b : event->c;

    finding->because = provider->register_at;
    if ((model->fired | ndc_here(model)->fired) != 0)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_RETURN) {
        if (!ndc_returned(event, NDC_ROUTINE_ALLOCATE) ||
            provider->allocated >= ndc_high(provider->start_engine))
            return NDC_NOT_APPLICABLE;
    } else if (event->a != IRP_MJ_PNP || event->b != IRP_MN_START_DEVICE) {
        return NDC_NOT_APPLICABLE;
    }
    return ndc_compared(status == NDC_STATUS_SUCCESS, finding, status, NDC_STATUS_SUCCESS);
}

enum ndc_applied
ndc_rule_affinity_not_called(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    if (model->provider.registered_at == 0 || model->provider.affinity_at != 0)
        return NDC_NOT_APPLICABLE;
    return still_works(model, event, finding);
}

enum ndc_applied
ndc_rule_affinity_not_granted(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    bool fewer = provider->vectors != 0 && provider->vectors < provider->machine_channels;

    if (!provider->line_granted && !(provider->msix && (provider->other_cpus || fewer)))
        return NDC_NOT_APPLICABLE;
    return still_works(model, event, finding);
}
