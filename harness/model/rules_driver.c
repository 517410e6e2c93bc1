/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Driver plumbing: what DriverEntry, AddDevice, PnP and Unload owe. */
#include "model/rules.h"

/* Field routine of ENTRY and ENTRY_DONE. */
#define DRIVER_ENTRY 0
#define ADD_DEVICE 1
/* Field shape of ENTRY_DONE: what must be there; bit 4 would be a hole in the table. */
#define SHAPE_WHOLE 0xFu
#define STATUS_FAILED 0x80000000u
#define STATUS_NOT_SUPPORTED 0xC00000BBu
/* IRP_MJ_PNP and its minor codes. */
#define PNP 0x1Bu
#define MN_REMOVE 0x02u
#define MN_STOP 0x04u
#define MN_FILTER 0x0Du
#define INSIDE_START 33 /* bit of the field transfer of START_PROVIDER */

static bool
entered(const struct ndc_event *event, unsigned routine)
{
    return event->a == routine && (event->b & STATUS_FAILED) == 0;
}

enum ndc_applied
ndc_rule_entry_supplies(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    (void)model;
    if (!entered(event, DRIVER_ENTRY))
        return NDC_NOT_APPLICABLE;
    return ndc_compared(event->c == SHAPE_WHOLE, finding, event->c, SHAPE_WHOLE);
}

enum ndc_applied
ndc_rule_one_device(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)model;
    if (!entered(event, ADD_DEVICE))
        return NDC_NOT_APPLICABLE;
    return ndc_compared(event->c == 1, finding, event->c, 1);
}

/* A driver that keeps its device without serving it may do so where it claims nothing. */
enum ndc_applied
ndc_rule_one_provider(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    uint32_t count = model->provider.registrations;

    if (!entered(event, ADD_DEVICE) || (count == 0 && !ndc_claimed(model)))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.register_at;
    return ndc_compared(count == 1, finding, count, 1);
}

enum ndc_applied
ndc_rule_filter_at_once(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    bool failed = (event->c & STATUS_FAILED) != 0 && event->c != STATUS_NOT_SUPPORTED;

    if (event->a != PNP || event->b != MN_FILTER || model->provider.phase != NDC_PHASE_REGISTERED)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.added_at;
    return ndc_compared(!failed, finding, event->c, 0);
}

enum ndc_applied
ndc_rule_start_in_order(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    bool inside = (event->c >> INSIDE_START & 1) != 0;

    finding->because = provider->irp_at;
    return ndc_compared(inside && provider->writes != provider->irp_writes, finding, 0, 0);
}

enum ndc_applied
ndc_rule_stopped_with_device(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;
    bool ends = event->a == PNP && (event->b == MN_STOP || event->b == MN_REMOVE);
    bool started = ndc_provider_is_started(provider);

    if (!ends || (!started && provider->stop_at < provider->irp_at))
        return NDC_NOT_APPLICABLE;
    finding->because = provider->start_at;
    return ndc_compared(!started, finding, 0, 0);
}

/* Where AddDevice fails behind its registration it has to take that back. */
enum ndc_applied
ndc_rule_deregistered_in_place(const struct ndc_model *model, const struct ndc_event *event,
                               struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (provider->entry == ADD_DEVICE + 1)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->irp_at;
    return ndc_compared(event->b == MN_REMOVE && !ndc_provider_is_started(provider), finding,
                        event->b, MN_REMOVE);
}

enum ndc_applied
ndc_rule_deregistered_with_device(const struct ndc_model *model, const struct ndc_event *event,
                                  struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->a != PNP || event->b != MN_REMOVE || provider->phase == NDC_PHASE_UNREGISTERED)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->registered_at;
    return ndc_compared(provider->phase == NDC_PHASE_DEREGISTERED, finding, 0, 0);
}

static bool
is_leak(uint64_t kind)
{
    return kind >= NDC_MISUSED_LEAK_POOL && kind <= NDC_MISUSED_LEAK_INTERFACE;
}

/* Everything is there until the driver is unloaded: the memory of DriverEntry is marked. */
enum ndc_applied
ndc_rule_unload_releases(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_provider_state *provider = &model->provider;

    if (event->kind == NDC_EVENT_SCRIPT_END)
        return provider->unloaded_at != 0 ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (!is_leak(event->a) || (event->c & NDC_LEAK_OF_ENTRY) == 0)
        return NDC_NOT_APPLICABLE;
    finding->because = provider->entered_at;
    return NDC_BROKEN;
}
