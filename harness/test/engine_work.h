/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work for the engine on the bench, and what the trace says about it.
 *
 *  - Transfer n is a descriptor with source and target; the source holds pattern n.
 */
#ifndef NDC_TEST_ENGINE_WORK_H
#define NDC_TEST_ENGINE_WORK_H

#include "test/engine_bench.h"
#include "memory/pattern.h"

struct descriptor {
    uint32_t size, flags;
    uint64_t source, target, next, next_source, next_target, user[2];
};

static inline void *
allot(enum ndc_object_kind kind, unsigned number, uint32_t bytes, uint32_t offset)
{
    int region = ndc_memory_allot(&memory, bytes, offset, ndc_object_make(kind, number, 1));

    assert_true(region >= 0);
    return ndc_memory_bytes(&memory, region);
}

/* Transfer n of bytes; 0 bytes: without buffers. */
static inline struct descriptor *
transfer(unsigned number, uint32_t bytes, uint32_t flags)
{
    struct descriptor *made = allot(NDC_OBJECT_DESCRIPTOR, number, 64, NDC_MEMORY_ANYWHERE);

    memset(made, 0, sizeof *made);
    made->size = bytes;
    made->flags = flags;
    if (bytes == 0)
        return made;
    void *source = allot(NDC_OBJECT_SOURCE, number, bytes, NDC_MEMORY_ANYWHERE);
    ndc_pattern_fill(source, bytes, number, 0, 0);
    made->source = address_of(source);
    made->target = address_of(allot(NDC_OBJECT_TARGET, number, bytes, NDC_MEMORY_ANYWHERE));
    return made;
}

static inline bool
copied(unsigned number, const struct descriptor *of)
{
    const void *target = ndc_memory_at(&memory, of->target, of->size);

    return ndc_pattern_differs(target, of->size, number, 0, 0) == of->size;
}

/* Numbered transfers in a chain; in generation 2 the last one names a spare slot. */
static inline void
chain(struct descriptor **made, unsigned first, unsigned count, uint32_t bytes, uint32_t flags)
{
    for (unsigned i = 0; i < count; i++) {
        made[i] = transfer(first + i, bytes, flags);
        if (i > 0)
            made[i - 1]->next = address_of(made[i]);
    }
    if (generation == 2)
        made[count - 1]->next = address_of(allot(NDC_OBJECT_SLOT, first, 64, NDC_MEMORY_ANYWHERE));
}

static inline void
count_more(unsigned channel, unsigned count)
{
    total[channel] = (uint16_t)(total[channel] + count);
    put(at(channel, COUNT), total[channel], 2);
}

static inline void
start(unsigned channel, const struct descriptor *head, unsigned count)
{
    put(chain_at(channel), address_of(head), 8);
    total[channel] = 0;
    if (generation == 1)
        command(channel, CMD_START);
    else
        count_more(channel, count);
}

static inline void
arm(enum ndc_place place, enum ndc_operator operator, uint16_t hit, uint64_t operand)
{
    struct ndc_fault_plan plan = {.place = (uint8_t)place,
                                  .channel = 0,
                                  .operator=(uint8_t) operator,
                                  .hit = hit,
                                  .operand = operand};

    assert_true(ndc_fault_arm(&faults, &plan));
}

static inline unsigned
seen(enum ndc_event_kind kind)
{
    unsigned count = 0;

    for (uint32_t i = 0; i < trace.count; i++)
        count += events[i].kind == kind;
    return count;
}

/* How often an engine event of this kind was about transfer n. */
static inline unsigned
seen_of(enum ndc_event_kind kind, unsigned number)
{
    ndc_object object = ndc_object_make(NDC_OBJECT_DESCRIPTOR, number, 1);
    unsigned count = 0;

    for (uint32_t i = 0; i < trace.count; i++)
        count += events[i].kind == kind && events[i].a == object;
    return count;
}

static inline const struct ndc_event *
last(enum ndc_event_kind kind)
{
    for (uint32_t i = trace.count; i > 0; i--)
        if (events[i - 1].kind == kind)
            return &events[i - 1];
    fail_msg("there is no such event");
    return NULL;
}

#endif
