/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The driver side of the state: registration, device life, interrupts.
 */
#include <string.h>

#include "model/state_look.h"

#include "rules.inc"

/* NET_DMA_PNP_NOTIFICATION_CODE */
#define POWER_DOWN 5
#define POWER_UP 6
/* Fields major and minor of IRP. */
#define IRP_MJ_PNP 0x1B
#define IRP_MN_START_DEVICE 0x00
#define IRP_MN_SURPRISE_REMOVAL 0x17
/* Field routine of LOOKUP. */
#define LOOKED_UP_VERSION 1
/* Fields routine of ENTRY and ENTRY_DONE. */
#define DRIVER_ENTRY 0
#define ADD_DEVICE 1
/* Field act of WIRE. */
#define WIRE_HELD 0
#define WIRE_RELEASED 4
#define WIRE_INJECTED 5

static uint8_t
version_bit(unsigned major, unsigned minor)
{
    if (major <= 1)
        return major == 1 && minor != 0 ? 2 : 1;
    return major == 2 && minor == 0 ? 4 : 8;
}

/* The bit of a published version; an odd one counts as the next older published one. */
uint8_t
ndc_version_bit_of(uint32_t version)
{
    if (version >= 2u << 16)
        return version == 2u << 16 ? 4 : 8;
    return version > 1u << 16 ? 2 : 1;
}

bool
ndc_claimed(const struct ndc_model *model)
{
    const struct ndc_provider_state *provider = &model->provider;

    return provider->claims == 0 ||
           (provider->claims & ndc_version_bit_of(provider->interface_version)) != 0;
}

void
ndc_provider_before(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_provider_state *provider = &model->provider;

    if (event->kind == NDC_EVENT_REGISTER) {
        model->version = version_bit(event->a & 0xFF, event->a >> 8 & 0xFF);
        return;
    }
    provider->interface_version = ndc_low(event->a);
    provider->generation = (uint8_t)event->b;
    provider->machine_channels = (uint8_t)(event->b >> 8);
    provider->msix = (event->b >> 16 & 1) != 0;
    provider->two_devices = (event->b >> 56 & 1) != 0;
    provider->no_dca = (event->b >> 17 & 1) != 0;
    provider->other_cpus = (event->b >> 18 & 1) != 0;
    provider->line_granted = (event->b >> 19 & 1) != 0;
    provider->vectors = (uint8_t)(event->b >> 32);
    provider->cpus = (uint8_t)(event->b >> 40);
    provider->transfer_log2 = (uint8_t)(event->b >> 24);
    provider->vendor = (uint16_t)event->d;
    provider->claims = event->d >> 16 & 0xF;
    provider->registers = event->d >> 20 & 0xF;
}

/* What the provider finds out about NetDMA's version, before it registers. */
static void
after_question(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_provider_state *provider = &model->provider;

    if (event->kind == NDC_EVENT_GET_VERSION) {
        provider->told_at = model->index;
        provider->told_version = ndc_low(event->a);
    } else if (event->a == LOOKED_UP_VERSION && event->b == 0) {
        provider->lookup_at = model->index;
    }
}

static void
move_phase(struct ndc_provider_state *provider, enum ndc_phase_on on)
{
    provider->phase = ndc_phase_moves[on][provider->phase].to;
}

static void
after_notification(struct ndc_model *model, uint64_t code)
{
    struct ndc_provider_state *provider = &model->provider;

    provider->notify_at = model->index;
    provider->notified_down = code == POWER_DOWN;
    if (provider->notified_down)
        provider->notified_down_at = model->index;
    if (code == POWER_UP)
        provider->notified_up_at = model->index;
    if (code == POWER_DOWN || code == POWER_UP)
        move_phase(provider, code == POWER_DOWN ? NDC_PHASE_ON_POWER_DOWN : NDC_PHASE_ON_POWER_UP);
}

static void
after_life(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_provider_state *provider = &model->provider;

    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_REGISTER:
        provider->register_at = model->index;
        provider->registrations++;
        provider->registering = true;
        provider->registered_what = event->a;
        provider->callbacks = event->b;
        provider->channels_max = ndc_low(event->c);
        break;
    case NDC_EVENT_REGISTERED:
        provider->registered_at = model->index;
        provider->registering = false;
        provider->register_status = ndc_low(event->a);
        if (event->a == NDC_STATUS_SUCCESS)
            move_phase(provider, NDC_PHASE_ON_REGISTER);
        break;
    case NDC_EVENT_START_PROVIDER:
        provider->start_at = model->index;
        provider->starting = true;
        provider->starts++;
        provider->start_what = event->a;
        provider->start_engine = event->b;
        provider->start_transfer = event->c;
        provider->start_space = event->d;
        move_phase(provider, NDC_PHASE_ON_START);
        provider->notified_down = false;
        break;
    case NDC_EVENT_STARTED_PROVIDER:
        provider->starting = false;
        break;
    case NDC_EVENT_STOP_PROVIDER:
        provider->stop_at = model->index;
        provider->stopping = true;
        provider->stops++;
        break;
    case NDC_EVENT_STOPPED_PROVIDER:
        provider->stopping = false;
        move_phase(provider, NDC_PHASE_ON_STOP);
        break;
    case NDC_EVENT_NOTIFY:
        after_notification(model, event->a);
        break;
    case NDC_EVENT_SCRIPT_QUIET:
        provider->quiet = true;
        break;
    case NDC_EVENT_DEREGISTER:
        provider->deregister_at = model->index;
        move_phase(provider, NDC_PHASE_ON_DEREGISTER);
        break;
    default:
        break;
    }
}

/* The engine forgets everything: nothing it was about to finish or to tell is owed any more. */
static void
lose_power(struct ndc_model *model)
{
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++) {
        struct ndc_model_channel *channel = &model->channels[i];

        channel->engine_state = 0;
        channel->irq_done = channel->status_owed = NDC_NO_SUBMISSION;
        channel->in_progress = channel->must_finish = NDC_NO_SUBMISSION;
    }
}

static void
after_wire(struct ndc_model *model, uint64_t act)
{
    uint8_t channel = (uint8_t)(model->here == NDC_CHANNEL_NOWHERE ? 0 : 1u << model->here);

    model->provider.injected |= act == WIRE_INJECTED;
    if (act == WIRE_HELD)
        model->provider.held_up |= channel;
    else if (act == WIRE_RELEASED)
        model->provider.held_up &= (uint8_t)~channel;
}

static void
after_irp(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_provider_state *provider = &model->provider;

    provider->irp_major = (uint8_t)event->a;
    provider->irp_minor = (uint8_t)event->b;
    provider->in_irp = true;
    provider->irp_at = model->index;
    provider->irp_touches = provider->touches;
    provider->irp_writes = provider->writes;
    if (event->a == IRP_MJ_PNP && event->b == IRP_MN_START_DEVICE)
        provider->message_connected = false;
    if (event->a == IRP_MJ_PNP && event->b == IRP_MN_SURPRISE_REMOVAL) {
        provider->gone = true;
        model->fired |= NDC_FAULT_DEVICE_GONE;
        lose_power(model);
    }
}

static void
after_entry(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_provider_state *provider = &model->provider;
    bool done = event->kind == NDC_EVENT_ENTRY_DONE;

    provider->entry = done ? 0 : (uint8_t)(event->a + 1);
    if (event->a == DRIVER_ENTRY && !done)
        provider->entered_at = model->index;
    else if (event->a == ADD_DEVICE && !done)
        provider->registrations = 0;
    else if (event->a == ADD_DEVICE)
        provider->added_at = model->index;
    else if (done)
        provider->unloaded_at = model->index;
}

/* Something of the kernel runs in the middle of every call there is. */
static void
disturb(struct ndc_model *model)
{
    for (uint32_t i = 0; i < model->calling_count && i < NDC_CALLS_NESTED_MAX; i++)
        model->calling[i].disturbed_at = model->index;
}

/* NetDmaIsr or NetDmaInterruptDpc for one channel in the middle of a call for another. */
static void
disturb_others(struct ndc_model *model)
{
    for (uint32_t i = 0; i < model->calling_count && i < NDC_CALLS_NESTED_MAX; i++)
        if (model->calling[i].channel != model->here)
            model->calling[i].other_at = model->index;
}

/* Where the driver's code runs now. */
static void
after_kernel(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_provider_state *provider = &model->provider;

    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_ENTRY:
    case NDC_EVENT_ENTRY_DONE:
        after_entry(model, event);
        break;
    case NDC_EVENT_IRP:
        after_irp(model, event);
        break;
    case NDC_EVENT_CONNECT:
        provider->message_connected |= event->b != 0;
        break;
    case NDC_EVENT_IRP_DONE:
        provider->in_irp = false;
        break;
    case NDC_EVENT_INTERRUPT:
        disturb(model);
        provider->interrupts++;
        provider->interrupt_at = model->index;
        memset(provider->isr_cpus, 0, sizeof provider->isr_cpus);
        provider->isrs_alone = 0;
        provider->foreign = provider->injected && !provider->raised;
        provider->raised = false;
        break;
    case NDC_EVENT_INTERRUPT_DONE:
        if (provider->interrupts > 0)
            provider->interrupts--;
        provider->foreign = provider->injected = false;
        break;
    case NDC_EVENT_DPC_QUEUE:
        if (event->c != 0 && provider->isrs_alone > 0)
            provider->isrs_alone--;
        break;
    case NDC_EVENT_DPC_RUN:
        disturb(model);
        provider->dpcs++;
        break;
    case NDC_EVENT_DPC_DONE:
        if (provider->dpcs > 0)
            provider->dpcs--;
        break;
    case NDC_EVENT_DPC_TARGET:
        if (event->a < NDC_DPCS_MAX)
            provider->dpc_target[event->a] = (uint8_t)(event->b + 1);
        break;
    case NDC_EVENT_DEVICE_POWER:
        provider->power = (uint8_t)event->a;
        provider->power_at = model->index;
        provider->touches_asleep = provider->touches;
        if (event->a != 0)
            lose_power(model);
        break;
    case NDC_EVENT_WIRE:
        after_wire(model, event->b);
        break;
    default:
        break;
    }
}

static void
after_return(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_interrupt_state *interrupt = &model->channels[model->here].interrupt;

    if (event->a == NDC_ROUTINE_SET_AFFINITY && event->b == NDC_STATUS_SUCCESS)
        model->provider.affinity_taken_at = model->index;
    if (event->a == NDC_ROUTINE_ALLOCATE && event->b == NDC_STATUS_SUCCESS) {
        *interrupt = (struct ndc_interrupt_state){
            .allocated_at = model->index,
            .freed_at = interrupt->freed_at,
            .cpu = ndc_low(event->c),
            .affinity = ndc_high(event->d),
            .group = (uint8_t)(event->d >> 8),
        };
        model->provider.allocated++;
    } else if (event->a == NDC_ROUTINE_FREE) {
        interrupt->freed_at = model->index;
        model->provider.freed_at = model->index;
        model->provider.allocated -= model->provider.allocated > 0;
    }
}

void
ndc_provider_after(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_interrupt_state *interrupt = &model->channels[model->here].interrupt;

    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_RETURN:
        after_return(model, event);
        break;
    case NDC_EVENT_CALL:
        if (event->a == NDC_ROUTINE_ALLOCATE)
            model->channels[model->here].priority = ndc_low(event->c);
        if (event->a == NDC_ROUTINE_SET_AFFINITY)
            model->provider.affinity_at = model->index;
        break;
    case NDC_EVENT_WISHED:
        model->provider.wished = event->a;
        model->provider.unwished = event->b;
        break;
    case NDC_EVENT_ISR:
        disturb_others(model);
        interrupt->isr_at = model->index;
        interrupt->isr_address = event->a;
        interrupt->isr_named = event->b;
        interrupt->isr_cpu = ndc_low(event->d);
        interrupt->isrs++;
        model->provider.isr_at = model->index;
        model->provider.isr_cpus[interrupt->group % NDC_GROUPS_MAX] |= (uint64_t)1
                                                                       << (event->d & 63);
        model->provider.isrs_alone++;
        break;
    case NDC_EVENT_DPC:
        disturb_others(model);
        interrupt->dpc_at = model->index;
        interrupt->dpc_address = event->a;
        interrupt->dpc_named = event->b;
        interrupt->dpcs++;
        interrupt->reported = interrupt->asked;
        break;
    case NDC_EVENT_RAISE:
        interrupt->raises++;
        interrupt->raise_at = model->index;
        model->provider.raised = true;
        model->provider.foreign = false; /* the one under way finds something after all */
        break;
    case NDC_EVENT_LOOKUP:
    case NDC_EVENT_GET_VERSION:
        after_question(model, event);
        break;
    default:
        after_life(model, event);
        after_kernel(model, event);
        break;
    }
}
