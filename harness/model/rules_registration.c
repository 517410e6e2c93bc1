/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the group Registration: what the provider told NetDMA about itself. */
#include "model/rules.h"

#define ENTRY_ADD_DEVICE 1 /* field routine of ENTRY_DONE */
#define SIZE_1 96u         /* without FriendlyName */
#define SIZE_2 112u        /* with it */
#define PASSIVE 0
#define IN_ADD_DEVICE 18
#define PDO_MATCHES 16
#define NAME_GIVEN 17

static bool
offers(uint64_t callbacks, enum ndc_routine routine)
{
    return callbacks >> routine & 1;
}

enum ndc_applied
ndc_rule_register_place(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->irql == PASSIVE && offers(event->b, IN_ADD_DEVICE), finding,
                        event->irql, PASSIVE);
}

/* The Size that a 1.x interface expects is not public: both shapes are taken. */
enum ndc_applied
ndc_rule_register_size(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    uint64_t size = event->a >> 16 & 0xFFFF;
    bool kept = size == SIZE_2 || (!ndc_counted(model) && size == SIZE_1);

    return ndc_compared(kept, finding, size, ndc_counted(model) ? SIZE_2 : SIZE_1);
}

enum ndc_applied
ndc_rule_register_flags_1(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(ndc_high(event->a) == 0, finding, ndc_high(event->a), 0);
}

enum ndc_applied
ndc_rule_register_flags_2(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    uint32_t defined = model->version == 8 ? 3 : 1;
    uint32_t unknown = ndc_high(event->a) & ~defined;

    return ndc_compared(unknown == 0, finding, unknown, 0);
}

enum ndc_applied
ndc_rule_register_pdo(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(offers(event->b, PDO_MATCHES), finding, 0, 0);
}

enum ndc_applied
ndc_rule_register_channels(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(event->c >= 1, finding, event->c, 1);
}

enum ndc_applied
ndc_rule_register_mandatory(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const uint64_t mandatory = 1u << NDC_ROUTINE_ALLOCATE | 1u << NDC_ROUTINE_FREE |
                               1u << NDC_ROUTINE_START | 1u << NDC_ROUTINE_APPEND;
    uint64_t missing = mandatory & ~event->b;

    (void)model;
    return ndc_compared(missing == 0, finding, missing, 0);
}

enum ndc_applied
ndc_rule_register_resume(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    (void)model;
    if (!offers(event->b, NDC_ROUTINE_SUSPEND))
        return NDC_NOT_APPLICABLE;
    return ndc_compared(offers(event->b, NDC_ROUTINE_RESUME), finding, 0, 0);
}

enum ndc_applied
ndc_rule_register_name(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)model;
    return ndc_compared(offers(event->b, NAME_GIVEN), finding, 0, 0);
}

enum ndc_applied
ndc_rule_register_affinity(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    if (!model->provider.msix)
        return NDC_NOT_APPLICABLE;
    return ndc_compared(offers(event->b, NDC_ROUTINE_SET_AFFINITY), finding, 0, 0);
}

enum ndc_applied
ndc_rule_register_ready(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    if (event->a != NDC_ROUTINE_SET_AFFINITY || !model->provider.registering)
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.register_at;
    return ndc_compared(event->b != NDC_STATUS_UNSUCCESSFUL, finding, event->b, NDC_STATUS_SUCCESS);
}

/* Where an optional routine has to work: the table of states says what it does there. */
static bool
has_to_work(uint64_t routine, unsigned mode)
{
    static const uint8_t optional[NDC_ROUTINES] = {
        [NDC_ROUTINE_SUSPEND] = NDC_ON_SUSPEND,
        [NDC_ROUTINE_RESUME] = NDC_ON_RESUME,
        [NDC_ROUTINE_ABORT] = NDC_ON_ABORT,
        [NDC_ROUTINE_RESET] = NDC_ON_RESET,
    };
    unsigned on = routine < NDC_ROUTINES ? optional[routine] : 0;

    return on != 0 && ndc_moves[on][mode].standing == NDC_STANDING_DEFINED;
}

enum ndc_applied
ndc_rule_optional_works(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    if (!has_to_work(event->a, ndc_here(model)->call_mode))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.register_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}

static bool
handle_is_good(const struct ndc_event *event)
{
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_START_PROVIDER:
        return event->c >> 32 & 1;
    case NDC_EVENT_NOTIFY:
        return event->d == 1;
    default:
        return event->a == 1;
    }
}

/* The last registration failed. */
static bool
is_refused(const struct ndc_model *model)
{
    return model->provider.registered_at != 0 &&
           model->provider.register_status != NDC_STATUS_SUCCESS;
}

enum ndc_applied
ndc_rule_handle_used(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    finding->because = model->provider.registered_at;
    return ndc_compared(handle_is_good(event), finding, 0, 0);
}

enum ndc_applied
ndc_rule_register_failure_start(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    if (model->provider.registered_at == 0)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_SCRIPT_END)
        return is_refused(model) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    finding->because = model->provider.registered_at;
    return ndc_compared(!is_refused(model), finding, model->provider.register_status,
                        NDC_STATUS_SUCCESS);
}

/* DRV-12: nothing is asked of NetDMA, and nothing is told to it. */
enum ndc_applied
ndc_rule_refused_silent(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    if (!is_refused(model))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.registered_at;
    return ndc_compared(event->kind == NDC_EVENT_SCRIPT_END, finding,
                        model->provider.register_status, NDC_STATUS_SUCCESS);
}

/* DRV-12: AddDevice fails, and leaves neither a device object nor anything else. */
enum ndc_applied
ndc_rule_refused_clean(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    bool leak = event->kind == NDC_EVENT_MISUSE && event->a >= NDC_MISUSED_LEAK_POOL &&
                event->a <= NDC_MISUSED_LEAK_INTERFACE;
    bool added = event->kind == NDC_EVENT_ENTRY_DONE && event->a == ENTRY_ADD_DEVICE;

    if (!is_refused(model) || (!leak && !added))
        return NDC_NOT_APPLICABLE;
    finding->because = model->provider.registered_at;
    return ndc_kept_if(added && event->b != NDC_STATUS_SUCCESS && event->c == 0);
}
