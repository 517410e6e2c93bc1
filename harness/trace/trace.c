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
    trace->device = 0;
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

uint64_t
ndc_trace_digest(const struct ndc_event *events, uint32_t count)
{
    uint64_t digest = NDC_TRACE_DIGEST_NONE;

    for (uint32_t i = 0; i < count; i++)
        digest = ndc_trace_digest_add(digest, &events[i]);
    return digest;
}
