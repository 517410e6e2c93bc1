/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases of the lane of the provider. */
#include "trace/words_scene.h"

#define IRP_MAJOR_POWER 22
#define IRP_MAJOR_PNP 27
#define NOTIFY_POWER_DOWN 5
#define NOTIFY_POWER_UP 6

/* An address written into a register: the descriptor that was submitted there, if any. */
static void
put_value(const struct ndc_scene *scene, uint64_t value)
{
    for (uint32_t i = scene->index; value > UINT32_MAX && i > 0; i--) {
        if (scene->events[i - 1].kind != NDC_EVENT_SUBMIT || scene->events[i - 1].d != value)
            continue;
        put_object(scene, scene->events[i - 1].a);
        return;
    }
    ndc_text_hex(scene->text, value);
}

static void
register_words(const struct ndc_scene *scene, const struct ndc_event *event, const char *between)
{
    const struct ndc_lane_names *names = scene->names;
    const struct ndc_event *before = event;
    uint64_t value = event->b;

    if (names->device_register != NULL)
        put(scene, names->device_register(names->context, (uint32_t)event->a));
    else
        ndc_text_hex(scene->text, event->a);
    put(scene, between);
    if (ndc_phrase_half(names, scene->events, scene->index + 1, scene->index) == NDC_HALF_SECOND) {
        do
            before--;
        while (before->kind != event->kind);
        value = event->a > before->a ? event->b << 32 | before->b : before->b << 32 | event->b;
    }
    put_value(scene, value);
}

/* "IRP START_DEVICE": the requests of PnP and power that people know by name. */
static void
irp_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    static const char *const pnp[] = {
        [0] = "START_DEVICE",  [1] = "QUERY_REMOVE",      [2] = "REMOVE_DEVICE",
        [3] = "CANCEL_REMOVE", [4] = "STOP_DEVICE",       [5] = "QUERY_STOP",
        [6] = "CANCEL_STOP",   [13] = "FILTER_RESOURCES", [23] = "SURPRISE_REMOVAL",
    };
    static const char *const power[] = {[2] = "SET_POWER", [3] = "QUERY_POWER"};
    const char *name = NULL;

    if (event->a == IRP_MAJOR_PNP && event->b < sizeof pnp / sizeof pnp[0])
        name = pnp[event->b];
    if (event->a == IRP_MAJOR_POWER && event->b < sizeof power / sizeof power[0])
        name = power[event->b];
    put(scene, "IRP ");
    if (name != NULL) {
        put(scene, name);
        return;
    }
    ndc_text_number(scene->text, event->a);
    numbered(scene, ".", event->b);
}

/* "NetDmaIsr A2"; what is no descriptor is told by its address. */
static void
report_words(const struct ndc_scene *scene, const char *routine, const struct ndc_event *event)
{
    put(scene, routine);
    if (ndc_object_kind(event->b) == NDC_OBJECT_DESCRIPTOR)
        put_object(scene, event->b);
    else
        ndc_text_hex(scene->text, event->a);
}

static void
notify_words(const struct ndc_scene *scene, uint64_t code)
{
    if (code == NOTIFY_POWER_DOWN)
        put(scene, "notifies PowerDown");
    else if (code == NOTIFY_POWER_UP)
        put(scene, "notifies PowerUp");
    else
        numbered(scene, "notifies, code ", code);
}

/* "asks for message 1 on 0x4", or what else of the requirements was changed. */
static void
wish_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    uint64_t message = event->a >> 24 & 0xFF;

    if (message == 0) {
        numbered(scene, "changes requirement ", event->a >> 8 & 0xFF);
        return;
    }
    numbered(scene, "asks for message ", message - 1);
    if (event->d == 0)
        return;
    put(scene, " on ");
    ndc_text_hex(scene->text, event->d);
}

/* Small things that only a picture of every event shows. */
static bool
provider_details(const struct ndc_scene *scene, const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_DPC_QUEUE:
        numbered(scene, "queues dpc ", event->a);
        put(scene, event->c != 0 ? "" : ", already queued");
        return true;
    case NDC_EVENT_DPC_DONE:
        numbered(scene, "dpc done: ", event->a);
        return true;
    case NDC_EVENT_DPC_TARGET:
        numbered(scene, "dpc ", event->a);
        numbered(scene, " to cpu ", event->b);
        return true;
    case NDC_EVENT_WISH:
        wish_words(scene, event);
        return true;
    case NDC_EVENT_CONNECT:
        numbered(scene, event->b != 0 ? "connects message " : "connects line ", event->a);
        return true;
    case NDC_EVENT_LOOKUP:
        put(scene, event->b != 0 ? "looks a routine up" : "looks a routine up, in vain");
        return true;
    case NDC_EVENT_NOTIFY:
        notify_words(scene, event->a);
        return true;
    case NDC_EVENT_GET_VERSION:
        numbered(scene, "NetDmaGetVersion: ", event->a >> 16);
        numbered(scene, ".", event->a & 0xFFFF);
        return true;
    default:
        return false;
    }
}

bool
ndc_phrase_provider(const struct ndc_scene *scene, const struct ndc_event *event)
{
    static const char *const entries[] = {"DriverEntry", "AddDevice", "Unload"};

    switch (event->kind) {
    case NDC_EVENT_ISR:
        report_words(scene, "NetDmaIsr ", event);
        return true;
    case NDC_EVENT_DPC:
        report_words(scene, "NetDmaInterruptDpc ", event);
        return true;
    case NDC_EVENT_READ:
        register_words(scene, event, " = ");
        return true;
    case NDC_EVENT_WRITE:
        register_words(scene, event, " := ");
        return true;
    case NDC_EVENT_INTERRUPT:
        numbered(scene, event->b != 0 ? "isr, nothing raised, irq " : "isr, irq ", event->a);
        return true;
    case NDC_EVENT_INTERRUPT_DONE:
        put(scene, event->b != 0 ? "isr: mine" : "isr: not mine");
        return true;
    case NDC_EVENT_DPC_RUN:
        numbered(scene, "dpc ", event->a);
        return true;
    case NDC_EVENT_ENTRY:
        put(scene, event->a < 3 ? entries[event->a] : "entry");
        return true;
    case NDC_EVENT_IRP:
        irp_words(scene, event);
        return true;
    case NDC_EVENT_ENTRY_DONE:
    case NDC_EVENT_IRP_DONE:
        put(scene, "returns ");
        ndc_phrase_status(scene->text,
                          (uint32_t)(event->kind == NDC_EVENT_IRP_DONE ? event->c : event->b));
        return true;
    case NDC_EVENT_MISUSE:
        if (scene->names->misuse != NULL)
            put(scene, scene->names->misuse(scene->names->context, event->a));
        else
            numbered(scene, "misuse ", event->a);
        return true;
    case NDC_EVENT_REGISTER:
        put(scene, "NetDmaRegisterProvider");
        return true;
    case NDC_EVENT_START_PROVIDER:
        put(scene, "NetDmaProviderStart");
        return true;
    case NDC_EVENT_STOP_PROVIDER:
        put(scene, "NetDmaProviderStop");
        return true;
    case NDC_EVENT_DEREGISTER:
        put(scene, "NetDmaDeregisterProvider");
        return true;
    default:
        return provider_details(scene, event);
    }
}
