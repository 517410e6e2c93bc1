/* SPDX-License-Identifier: Apache-2.0 */
#include "trace/trace.h"

#define HEX(field)            \
    {                         \
#field, NDC_FIELD_HEX \
    }
#define DEC(field)            \
    {                         \
#field, NDC_FIELD_DEC \
    }
#define OBJ(field)            \
    {                         \
#field, NDC_FIELD_OBJ \
    }
#define STATUS(field)            \
    {                            \
#field, NDC_FIELD_STATUS \
    }
#define UNUSED                 \
    {                          \
        NULL, NDC_FIELD_UNUSED \
    }
const struct ndc_event_shape ndc_event_shapes[NDC_EVENT_KINDS] = {
#define NDC_EVENT(identifier, name, lane, a, b, c, d) {name, NDC_LANE_##lane, {a, b, c, d}},
#include "trace/events.def"
#undef NDC_EVENT
};
#undef HEX
#undef DEC
#undef OBJ
#undef STATUS
#undef UNUSED

void
ndc_trace_reset(struct ndc_trace *trace)
{
    trace->count = 0;
    trace->tick = 0;
    trace->cpu = 0;
    trace->irql = 0;
}

void
ndc_trace_full(struct ndc_trace *trace)
{
    /* on_full adds the LIMIT event itself: from the reserve, and only once. */
    void (*on_full)(void *) = trace->on_full;

    trace->on_full = NULL;
    if (on_full != NULL)
        on_full(trace->context);
}

/*
 * One event as one number: a sum of products with odd constants, which do not wait for each other.
 * Every bit of every field reaches the upper half, which the shift below folds into the digest.
 */
static uint64_t
mix(const struct ndc_event *event)
{
    /* On its own, so that compilers see the four bytes are one word in memory. */
    uint32_t who = (uint32_t)event->kind << 24 | (uint32_t)event->channel << 16 |
                   (uint32_t)event->cpu << 8 | event->irql;
    uint64_t head = (uint64_t)event->tick << 32 | who;

    return head * 0x9E3779B97F4A7C15u + event->a * 0xC2B2AE3D27D4EB4Fu +
           event->b * 0x165667B19E3779F9u + event->c * 0xD6E8FEB86659FD93u +
           event->d * 0xFF51AFD7ED558CCDu;
}

uint64_t
ndc_trace_digest(const struct ndc_event *events, uint32_t count)
{
    uint64_t digest = count;

    for (uint32_t i = 0; i < count; i++) {
        uint64_t mixed = mix(&events[i]);

        digest = (digest ^ mixed ^ (mixed >> 32)) * 0x9FB21C651E98DF25u;
        digest ^= digest >> 29;
    }
    return digest;
}
