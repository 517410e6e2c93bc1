/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The data phase: one piece a tick, at most 4 KiB, never across a page break.
 *
 *  - Without a page-break flag a transfer uses consecutive addresses, across pages too.
 *  - assumed: generation 1 does not know page breaks and ignores their flags.
 *  - assumed: a continuation address that is no page is an address error, once it is needed.
 */
#include "engine/parts.h"

/* One side of the piece to be moved. */
struct side {
    uint64_t address;
    uint32_t room; /* bytes from there on that are consecutive */
    bool wrong;
};

static struct side
side_at(uint64_t first, uint64_t next, bool broken, uint32_t moved)
{
    uint32_t head = NDC_MEMORY_PAGE - (uint32_t)(first % NDC_MEMORY_PAGE);

    if (!broken)
        return (struct side){first + moved, NDC_ENGINE_PIECE_MAX, false};
    if (moved < head)
        return (struct side){first + moved, head - moved, false};
    return (struct side){next + (moved - head), NDC_ENGINE_PIECE_MAX, next % NDC_MEMORY_PAGE != 0};
}

static uint32_t
least(uint32_t one, uint32_t other)
{
    return one < other ? one : other;
}

static bool
is_memory(const struct ndc_engine *engine, struct side side, uint32_t bytes)
{
    return !side.wrong && ndc_memory_at(engine->memory, side.address, bytes) != NULL;
}

static void
move_piece(struct ndc_engine *engine, struct ndc_engine_channel *channel, struct side source,
           struct side target, uint32_t bytes)
{
    uint64_t counted = (uint64_t)channel->work.moved << 32 | bytes;

    ndc_trace_add(engine->trace, NDC_EVENT_MOVE, channel->name, channel->work.object,
                  ndc_memory_object(engine->memory, source.address),
                  ndc_memory_object(engine->memory, target.address), counted);
    (void)ndc_memory_move(engine->memory, target.address, source.address, bytes);
    if (__builtin_expect((channel->work.flags & NDC_FLAG_DCA) != 0, 0))
        ndc_engine_hint(engine, channel, bytes);
}

/* The first piece of a transfer, past the faults of place engine.data. */
static void
move_spoiled(struct ndc_engine *engine, struct ndc_engine_channel *channel, struct side source,
             struct side target, uint32_t bytes)
{
    uint8_t byte = 0;
    uint64_t operand = 0;

    (void)ndc_memory_read(engine->memory, source.address, &byte, 1);
    uint64_t value = byte;
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
    uint32_t error = is_memory(engine, source, bytes) ? 0 : NDC_CHANERR_SOURCE;

    error |= is_memory(engine, target, bytes) ? 0 : NDC_CHANERR_TARGET;
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
