/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The trace: what happened, in order. The narrow waist of the suite.
 *
 *  - Whatever acts (script, NetDMA side, provider through the kernel services,
 *    engine, faults) only adds events; whatever judges or draws only reads them.
 *  - An event is 40 bytes, plain data, free of host addresses: equal runs give equal bytes.
 *  - The log is bounded and belongs to the caller. When it is full the script has
 *    passed a limit (NDC_LIMIT_EVENTS); the last slots are kept for saying so.
 *  - It does no input or output. Files of events are run/trace_file.h.
 */
#ifndef NDC_TRACE_TRACE_H
#define NDC_TRACE_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "trace/object.h"

#define NDC_CHANNEL_NONE 0xFF
/* What belongs to no channel of the computer's second device; see ndc_trace.device. */
#define NDC_CHANNEL_NONE_SECOND 0xFE
#define NDC_CHANNELS_MAX 8
#define NDC_DEVICES_MAX 2u /* of one computer, all of one driver */

enum ndc_event_kind {
#define NDC_EVENT(identifier, name, lane, a, b, c, d) NDC_EVENT_##identifier,
#include "trace/events.def"
#undef NDC_EVENT
    NDC_EVENT_KINDS
};

/* Whether something belongs to no channel, of whichever device. */
static inline bool
ndc_channel_is_none(unsigned channel)
{
    return channel >= NDC_CHANNEL_NONE_SECOND;
}

struct ndc_event {
    uint32_t tick;   /* logical time; see world/world.h for what moves it */
    uint8_t kind;    /* enum ndc_event_kind */
    uint8_t channel; /* 0 .. 7, or NDC_CHANNEL_NONE (_SECOND) */
    uint8_t cpu;     /* the CPU the actor ran on; 0 for the engine */
    uint8_t irql;    /* the IRQL the actor ran at */
    uint64_t a, b, c, d;
};

/* Routines of a provider, in the order of the characteristics structure. */
enum ndc_routine {
    NDC_ROUTINE_SET_AFFINITY,
    NDC_ROUTINE_ALLOCATE,
    NDC_ROUTINE_FREE,
    NDC_ROUTINE_START,
    NDC_ROUTINE_SUSPEND,
    NDC_ROUTINE_RESUME,
    NDC_ROUTINE_ABORT,
    NDC_ROUTINE_APPEND,
    NDC_ROUTINE_RESET,
    NDC_ROUTINES
};

/* Bytes of a transfer's target, against the pattern its source was filled with. */
enum ndc_data {
    NDC_DATA_UNTOUCHED, /* no byte of the target changed (also: a transfer without data) */
    NDC_DATA_WHOLE,     /* every byte is the right one */
    NDC_DATA_PARTIAL,   /* a right beginning, the rest untouched */
    NDC_DATA_WRONG      /* some byte is neither */
};

/* In the field more of a MISUSE that is a leak of memory: DriverEntry allocated it. */
#define NDC_LEAK_OF_ENTRY ((uint64_t)1 << 32)

/* What the channel handle passed to NetDmaIsr or NetDmaInterruptDpc was worth. */
enum ndc_handle {
    NDC_HANDLE_GOOD,   /* a channel that is allocated now */
    NDC_HANDLE_FREED,  /* a channel that was freed; the event's channel says which */
    NDC_HANDLE_UNKNOWN /* never given out */
};

/* Which hints of direct cache access are aimed: those of data, by a context change, or those of the
 * completion word, by a register. */
enum ndc_aim { NDC_AIM_DATA, NDC_AIM_WORD };
#define NDC_AIM_NOWHERE 0xFFFFFFFFu

enum ndc_limit {
    NDC_LIMIT_ACCESSES, /* register accesses of the provider; offset: the register it was polling */
    NDC_LIMIT_EVENTS,   /* length of the trace */
    NDC_LIMIT_NESTING,  /* interrupts within interrupts, or an interrupt storm */
    NDC_LIMIT_STEPS,    /* `run` came to no end */
    NDC_LIMIT_SECONDS   /* the last guard: no service called for seconds, see run/ */
};

/* One kind as data, for printing and parsing. */
enum ndc_lane { NDC_LANE_NETDMA, NDC_LANE_PROVIDER, NDC_LANE_ENGINE, NDC_LANE_MODEL };
enum ndc_field_type {
    NDC_FIELD_UNUSED,
    NDC_FIELD_HEX,
    NDC_FIELD_DEC,
    NDC_FIELD_OBJ,
    NDC_FIELD_STATUS
};
struct ndc_event_shape {
    const char *name; /* "engine.fetch" */
    enum ndc_lane lane;
    struct {
        const char *name; /* NULL when unused */
        enum ndc_field_type type;
    } fields[4];
};
extern const struct ndc_event_shape ndc_event_shapes[NDC_EVENT_KINDS];

/* Events kept free at the end of the log for LIMIT and the closing events. */
#define NDC_TRACE_RESERVE 16

struct ndc_trace {
    struct ndc_event *events; /* owned by the caller */
    uint32_t count;
    uint32_t capacity; /* > NDC_TRACE_RESERVE */
    uint32_t tick;     /* stamped on every event */
    uint8_t cpu;
    uint8_t irql;
    uint8_t device; /* 1: what belongs to no channel is the second device's */
    /* Called once when only the reserve is left; may leave by a jump. NULL: events are dropped. */
    void (*on_full)(void *context);
    void *context;
};

/* Empties the log and sets time, CPU and IRQL to zero. */
void ndc_trace_reset(struct ndc_trace *trace);

/* The slow path of ndc_trace_add: the log is nearly full. */
void ndc_trace_full(struct ndc_trace *trace);

static inline void
ndc_trace_add(struct ndc_trace *trace, enum ndc_event_kind kind, unsigned channel, uint64_t a,
              uint64_t b, uint64_t c, uint64_t d)
{
    if (__builtin_expect(trace->count + NDC_TRACE_RESERVE >= trace->capacity, 0)) {
        ndc_trace_full(trace);
        if (trace->count >= trace->capacity)
            return;
    }
    trace->events[trace->count++] = (struct ndc_event){
        .tick = trace->tick,
        .kind = (uint8_t)kind,
        .channel = (uint8_t)(channel - (channel == NDC_CHANNEL_NONE ? trace->device : 0u)),
        .cpu = trace->cpu,
        .irql = trace->irql,
        .a = a,
        .b = b,
        .c = c,
        .d = d,
    };
}

/*
 * A digest of events: equal traces give equal digests. One event is a sum of
 * products with odd constants, which do not wait for each other and are short enough to stand in an
 * instruction; every bit of every field reaches the upper half, which is folded into the digest.
 */
#define NDC_TRACE_DIGEST_NONE ((uint64_t)0x9FB21C651E98DF25u)

static inline uint64_t
ndc_trace_digest_add(uint64_t digest, const struct ndc_event *event)
{
    uint64_t head; /* tick, kind, channel, cpu, irql: as the little-endian word they are */

    memcpy(&head, event, sizeof head);
    uint64_t mixed = head * 0x7FEB352Du + event->a * 0x6C8E9CF5u + event->b * 0x5851F42Du +
                     event->c * 0x4F1BBCDDu + event->d * 0x3C6EF373u;

    digest = (digest ^ mixed ^ (mixed >> 32)) * 0x9FB21C651E98DF25u;
    return digest ^ digest >> 29;
}

uint64_t ndc_trace_digest(const struct ndc_event *events, uint32_t count);

#endif
