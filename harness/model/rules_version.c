/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Version negotiation. */
#include "model/rules.h"

/* Field imports of ENTRY. */
#define DRIVER_ENTRY 0
#define IMPORTS_VERSION 1u
#define IMPORTS_NOTIFY 2u
#define VERSION_1_0 0x00010000u
#define VERSION_2_0 0x00020000u
#define VERSION_2_1 0x00020001u
#define NAME_GIVEN 17 /* bit of the field callbacks of REGISTER */

/* NET_DMA_PROVIDER_CHARACTERISTICS.Flags */
#define FLAGS_2_0 1u
#define FLAGS_2_1 3u

static uint32_t
asked_for(const struct ndc_event *event)
{
    return (uint32_t)(event->a & 0xFF) << 16 | (uint32_t)(event->a >> 8 & 0xFF);
}

/* Flags or a name that a version does not know. */
static bool
has_newer(const struct ndc_event *event, uint32_t version)
{
    uint32_t known = version >= VERSION_2_1 ? FLAGS_2_1 : version >= VERSION_2_0 ? FLAGS_2_0 : 0;
    bool named = (event->b >> NAME_GIVEN & 1) != 0;

    return (ndc_high(event->a) & ~known) != 0 || (named && version < VERSION_2_0);
}

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
    uint32_t version = asked_for(event);
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

/* What a driver imports counts where it says that it serves 1.0: there it has to load. */
static enum ndc_applied
not_imported(const struct ndc_model *model, const struct ndc_event *event, unsigned import)
{
    bool serves = (model->provider.claims & 1) != 0 || model->provider.claims == 0;

    if (event->a != DRIVER_ENTRY || !serves || model->provider.interface_version != VERSION_1_0)
        return NDC_NOT_APPLICABLE;
    return ndc_kept_if((event->b & import) == 0);
}

enum ndc_applied
ndc_rule_version_not_imported(const struct ndc_model *model, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    (void)finding;
    return not_imported(model, event, IMPORTS_VERSION);
}

enum ndc_applied
ndc_rule_notify_not_imported(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    (void)finding;
    return not_imported(model, event, IMPORTS_NOTIFY);
}

enum ndc_applied
ndc_rule_version_missing(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    uint32_t version = asked_for(event);

    if (model->provider.lookup_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.lookup_at;
    return ndc_compared(version == VERSION_1_0 && !has_newer(event, VERSION_1_0), finding, version,
                        VERSION_1_0);
}

/* Temptation is what reaches the rules about notifications: the power went away meanwhile. */
static enum ndc_applied
not_notified(const struct ndc_model *model, const struct ndc_event *event)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->kind == NDC_EVENT_NOTIFY)
        return NDC_BROKEN;
    return provider->power_at != 0 && provider->start_at != 0 && provider->notify_at == 0
               ? NDC_KEPT
               : NDC_NOT_APPLICABLE;
}

enum ndc_applied
ndc_rule_version_missing_services(const struct ndc_model *model, const struct ndc_event *event,
                                  struct ndc_finding *finding)
{
    if (model->provider.lookup_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.lookup_at;
    return not_notified(model, event);
}

enum ndc_applied
ndc_rule_notify_is_newer(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    (void)finding;
    if (model->provider.interface_version != VERSION_1_0)
        return NDC_NOT_APPLICABLE;
    return not_notified(model, event);
}

/* What the provider should choose when NetDMA has this version; 0: nothing it has is old enough. */
static uint32_t
choice(const struct ndc_model *model, uint32_t offered)
{
    static const uint32_t published[] = {VERSION_1_0, VERSION_1_0 + 1, VERSION_2_0, VERSION_2_1};
    uint32_t chosen = 0;

    for (unsigned i = 0; i < sizeof published / sizeof published[0]; i++) {
        bool counted = published[i] >= VERSION_2_0;

        if ((model->provider.registers >> i & 1) == 0 || published[i] > offered ||
            (counted && model->provider.generation == 1))
            continue; /* an engine that cannot count serves 1.x only */
        chosen = published[i];
    }
    return chosen;
}

static bool
is_published(uint32_t version)
{
    return version == VERSION_1_0 || version == VERSION_1_0 + 1 || version == VERSION_2_0 ||
           version == VERSION_2_1;
}

/* Whether the choice is that of a driver that takes the minor number for the major one. */
static bool
looks_swapped(const struct ndc_model *model, uint32_t version, uint32_t told)
{
    uint32_t swapped = told << 16 | told >> 16;
    uint32_t lowest = choice(model, VERSION_1_0);
    uint32_t chosen = choice(model, swapped);

    return version == (chosen != 0 ? chosen : lowest);
}

/*
 * An odd version, such as 1.9, is there to be misread: too high a choice, or that of swapped
 * halves. Another version than the right one for a published one is for MAN-01.
 */
enum ndc_applied
ndc_rule_version_decoded(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    uint32_t told = provider->told_version;
    uint32_t version = asked_for(event);
    uint32_t wanted = choice(model, told);

    if (provider->told_at == 0 || told <= VERSION_1_0)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->told_at;
    if (provider->registers == 0)
        return ndc_compared(version <= told, finding, version, told);
    if (wanted == 0)
        return NDC_NOT_APPLICABLE;
    bool misread = version > told || (!is_published(told) && looks_swapped(model, version, told));
    if (version != wanted && !misread)
        return NDC_NOT_APPLICABLE;
    return ndc_compared(version == wanted, finding, version, told);
}

/* The manifest says what the provider registers with; a newer version than NetDMA's is for VER-04.
 */
enum ndc_applied
ndc_rule_manifest_versions(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    uint32_t interface = model->provider.interface_version;
    uint32_t version = asked_for(event);
    uint32_t wanted = choice(model, interface);

    if (wanted == 0 || !is_published(interface) || !ndc_claimed(model) || version > interface)
        return NDC_NOT_APPLICABLE;
    return ndc_compared(version == wanted, finding, version, wanted);
}

/* Whether the provider has something newer than the interface. */
static bool
is_older_interface(const struct ndc_model *model)
{
    unsigned known = ndc_version_bit_of(model->provider.interface_version);

    return (model->provider.registers & ~(2 * known - 1u)) != 0;
}

enum ndc_applied
ndc_rule_version_downgrades(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    uint32_t version = asked_for(event);
    uint32_t interface = model->provider.interface_version;

    if (!is_older_interface(model))
        return NDC_NOT_APPLICABLE;
    return ndc_compared(version <= interface && !has_newer(event, version), finding, version,
                        interface);
}
