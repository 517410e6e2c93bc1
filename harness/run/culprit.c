/* SPDX-License-Identifier: Apache-2.0 */
#include "run/culprit.h"

#define NO_CULPRIT ((struct ndc_culprit){NDC_CULPRIT_NONE, 0})

/* An act of the provider: it, or a service it called, added the event. */
static bool
is_act(const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_ENTRY: /* the kernel calls the driver */
    case NDC_EVENT_ENTRY_DONE:
    case NDC_EVENT_IRP:
    case NDC_EVENT_INTERRUPT:
    case NDC_EVENT_INTERRUPT_DONE:
    case NDC_EVENT_DPC_RUN:
    case NDC_EVENT_DPC_DONE:
        return false;
    default:
        return event->kind < NDC_EVENT_KINDS &&
               ndc_event_shapes[event->kind].lane == NDC_LANE_PROVIDER;
    }
}

/* The last act of a routine before it returned. */
static struct ndc_culprit
before_return(const struct ndc_event *events, uint32_t returned)
{
    for (uint32_t i = returned; i > 0 && events[i - 1].kind != NDC_EVENT_CALL; i--) {
        if (events[i - 1].kind == NDC_EVENT_RETURN)
            break;
        if (is_act(&events[i - 1]))
            return (struct ndc_culprit){NDC_CULPRIT_LAST_ACT, i - 1};
    }
    return NO_CULPRIT;
}

static struct ndc_culprit
last_write(const struct ndc_event *events, uint32_t before)
{
    for (uint32_t i = before; i > 0; i--)
        if (events[i - 1].kind == NDC_EVENT_WRITE)
            return (struct ndc_culprit){NDC_CULPRIT_LAST_WRITE, i - 1};
    return NO_CULPRIT;
}

static struct ndc_culprit
limit_of(const struct ndc_event *events, uint32_t count)
{
    for (uint32_t i = count; i > 0; i--)
        if (events[i - 1].kind == NDC_EVENT_LIMIT && events[i - 1].a != NDC_LIMIT_EVENTS &&
            events[i - 1].a != NDC_LIMIT_SECONDS)
            return (struct ndc_culprit){NDC_CULPRIT_ITSELF, i - 1};
    return NO_CULPRIT;
}

struct ndc_culprit
ndc_culprit_of(const struct ndc_event *events, uint32_t count, const struct ndc_case_result *result)
{
    uint32_t event = result->finding_count > 0 ? result->findings[0].event : count;

    if (result->verdict == NDC_VERDICT_HANG)
        return limit_of(events, count);
    if (result->verdict != NDC_VERDICT_FAIL && result->verdict != NDC_VERDICT_WARN &&
        result->verdict != NDC_VERDICT_CRASH)
        return NO_CULPRIT;
    if (event >= count)
        return NO_CULPRIT;
    if (is_act(&events[event]))
        return (struct ndc_culprit){NDC_CULPRIT_ITSELF, event};
    if (events[event].kind == NDC_EVENT_RETURN)
        return before_return(events, event);
    if (events[event].kind < NDC_EVENT_KINDS &&
        ndc_event_shapes[events[event].kind].lane == NDC_LANE_ENGINE)
        return last_write(events, event);
    return NO_CULPRIT;
}
