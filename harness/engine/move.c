/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The data phase: one piece a tick, at most 4 KiB, never across a page break.
 *
 *  - Without a page-break flag a transfer uses consecutive addresses, across pages too.
 *  - assumed: generation 1 does not know page breaks and ignores their flags.
 *  - assumed: a continuation address that is no page is an address error, once it is needed.
 */
#include "engine/parts.h"

#include <string.h>

/* One side of the piece to be moved. */
struct side {
    uint64_t address;
    uint32_t room; /* bytes from there on that are consecutive */
    bool wrong;
    uint8_t *at; /* its memory, once it was found */
};

static struct side
side_at(uint64_t first, uint64_t next, bool broken, uint32_t moved)
{
    uint32_t head = NDC_MEMORY_PAGE - (uint32_t)(first % NDC_MEMORY_PAGE);

    if (!broken)
        return (struct side){.address = first + moved, .room = NDC_ENGINE_PIECE_MAX};
    if (moved < head)
        return (struct side){.address = first + moved, .room = head - moved};
    return (struct side){.address = next + (moved - head),
                         .room = NDC_ENGINE_PIECE_MAX,
                         .wrong = next % NDC_MEMORY_PAGE != 0};
}

static uint32_t
least(uint32_t one, uint32_t other)
{
    return one < other ? one : other;
}

/* Finds the memory of a side; false when it is none. */
static bool
find(const struct ndc_engine *engine, struct side *side, uint32_t bytes)
{
    side->at = side->wrong ? NULL : ndc_memory_at(engine->memory, side->address, bytes);
    return side->at != NULL;
}

static void
move_piece(struct ndc_engine *engine, struct ndc_engine_channel *channel, struct side source,
           struct side target, uint32_t bytes)
{
    uint64_t counted = (uint64_t)channel->work.moved << 32 | bytes;

    const struct ndc_region *to = ndc_memory_region(engine->memory, target.address);

    ndc_trace_add(engine->trace, NDC_EVENT_MOVE, channel->name, channel->work.object,
                  ndc_memory_object(engine->memory, source.address),
                  to != NULL ? to->object : ndc_memory_object(engine->memory, target.address),
                  counted);
    memmove(target.at, source.at, bytes);
    ndc_memory_wrote(engine->memory, to, target.address, bytes);
    if (__builtin_expect((channel->work.flags & NDC_FLAG_DCA) != 0, 0))
        ndc_engine_hint(engine, channel, bytes);
}

/* The first piece of a transfer, past the faults of place engine.data. */
static void
move_spoiled(struct ndc_engine *engine, struct ndc_engine_channel *channel, struct side source,
             struct side target, uint32_t bytes)
{
    uint8_t byte = *source.at;
    uint64_t value = byte;
    uint64_t operand = 0;
    enum ndc_operator operator=
        ndc_engine_pass(engine, NDC_PLACE_ENGINE_DATA, channel->name, &value, &operand);
    if (operator== NDC_OPERATOR_DROP)
        return;
    if (operator== NDC_OPERATOR_TEAR)
        bytes = (bytes + 1) / 2;
    move_piece(engine, channel, source, target, bytes);
    if (operator== NDC_OPERATOR_NONE ||(uint8_t) value == byte)
        return;
    byte = (uint8_t)value;
    (void)ndc_memory_write(engine->memory, target.address, &byte, 1);
}

void
ndc_engine_move(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    struct ndc_engine_work *work = &channel->work;
    bool breaks = engine->config.generation != 1;
    struct side source = side_at(work->source, work->next_source,
                                 breaks && (work->flags & NDC_FLAG_SOURCE_BREAK) != 0, work->moved);
    struct side target = side_at(work->target, work->next_target,
                                 breaks && (work->flags & NDC_FLAG_TARGET_BREAK) != 0, work->moved);
    uint32_t bytes = least(least(source.room, target.room), work->bytes - work->moved);
    uint32_t error = find(engine, &source, bytes) ? 0 : NDC_CHANERR_SOURCE;

    error |= find(engine, &target, bytes) ? 0 : NDC_CHANERR_TARGET;
    if (error != 0) {
        ndc_engine_fail(engine, channel, error);
        return;
    }
    if (work->moved == 0)
        move_spoiled(engine, channel, source, target, bytes);
    else
        move_piece(engine, channel, source, target, bytes);
    work->moved += bytes;
    if (work->moved == work->bytes)
        ndc_engine_set_phase(engine, channel, NDC_PHASE_COMPLETE);
}
