/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading descriptors: the fetch of one to be worked on, and the reread of the last one for a
 * next pointer that was written after it had been fetched.
 *
 *  - assumed: an error in a descriptor is found when it is fetched.
 *  - assumed: to an engine of generation 2 without direct cache access a context change is an
 *    unknown operation.
 *  - assumed: a chain address is looked at when its descriptor is fetched, and every error of it
 *    is a chain address error; a next pointer likewise (alignment, or next descriptor address).
 */
#include "engine/parts.h"

static bool
moves_data(const struct ndc_engine_work *work)
{
    return (work->flags & NDC_FLAG_NULL) == 0 && NDC_OPCODE(work->flags) == NDC_OPCODE_COPY &&
           work->bytes != 0; /* assumed: size 0 is an empty transfer, with and without NULL flag */
}

/* The next pointer of a descriptor, past the faults of reading it. */
static uint64_t
next_of(struct ndc_engine *engine, unsigned channel, const uint64_t *words)
{
    uint64_t next = words[NDC_WORD_NEXT];
    uint64_t operand = 0;

    switch (ndc_engine_pass(engine, NDC_PLACE_ENGINE_FETCH_NEXT, channel, &next, &operand)) {
    case NDC_OPERATOR_DROP:
        return 0;
    case NDC_OPERATOR_TEAR:
        return next & UINT32_MAX;
    default:
        return next;
    }
}

static uint32_t
flags_of(struct ndc_engine *engine, unsigned channel, const uint64_t *words)
{
    uint64_t flags = words[NDC_WORD_SIZE_FLAGS] >> 32;
    uint64_t operand = 0;

    switch (ndc_engine_pass(engine, NDC_PLACE_ENGINE_FETCH_FLAGS, channel, &flags, &operand)) {
    case NDC_OPERATOR_DROP:
        return 0;
    case NDC_OPERATOR_TEAR:
        return (uint32_t)(flags & UINT16_MAX);
    default:
        return (uint32_t)flags;
    }
}

static void
latch(struct ndc_engine *engine, struct ndc_engine_channel *channel, const uint64_t *words)
{
    struct ndc_engine_work *work = &channel->work;

    work->source = words[NDC_WORD_SOURCE];
    work->target = words[NDC_WORD_TARGET];
    work->next_source = words[NDC_WORD_NEXT_SOURCE];
    work->next_target = words[NDC_WORD_NEXT_TARGET];
    work->bytes = (uint32_t)words[NDC_WORD_SIZE_FLAGS];
    work->flags = flags_of(engine, channel->name, words);
    work->moved = 0;
    work->counts = true;
    channel->next = next_of(engine, channel->name, words);
}

static uint32_t
descriptor_error(const struct ndc_engine *engine, const struct ndc_engine_work *work)
{
    uint32_t opcode = NDC_OPCODE(work->flags);

    if (opcode != NDC_OPCODE_COPY && (opcode != NDC_OPCODE_CONTEXT || engine->config.no_dca))
        return NDC_CHANERR_CONTROL;
    if (moves_data(work) && work->bytes > 1u << engine->config.transfer_log2)
        return NDC_CHANERR_LENGTH;
    return 0;
}

/* Reads the eight words of the descriptor at work.address; returns an error or 0. */
static uint32_t
read_words(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint64_t *words,
           bool again)
{
    uint64_t address = channel->work.address;

    if (address % NDC_DESCRIPTOR_BYTES != 0)
        return NDC_CHANERR_ALIGNMENT;
    ndc_trace_add(engine->trace, NDC_EVENT_FETCH, channel->name, channel->work.object, address,
                  again, 0);
    return ndc_memory_read(engine->memory, address, words, NDC_DESCRIPTOR_BYTES) ? 0
                                                                                 : NDC_CHANERR_NEXT;
}

void
ndc_engine_fetch(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    uint64_t words[NDC_WORDS];
    bool head = channel->head_waits;
    uint64_t address = head ? channel->chain : channel->next;

    channel->head_waits = false;
    channel->append_waits = false;
    channel->work.address = address;
    channel->work.object = ndc_memory_object(engine->memory, address);
    uint32_t error = read_words(engine, channel, words, false);
    if (error != 0) {
        ndc_engine_fail(engine, channel, head ? NDC_CHANERR_CHAIN : error);
        return;
    }
    latch(engine, channel, words);
    error = descriptor_error(engine, &channel->work);
    if (error != 0)
        ndc_engine_fail(engine, channel, error);
    else
        ndc_engine_set_phase(engine, channel,
                             moves_data(&channel->work) ? NDC_PHASE_MOVE : NDC_PHASE_COMPLETE);
}

/*
 * Nothing was found behind the last descriptor.
 * assumed: if the word says more work or suspended for it, it is written again with code 1.
 */
static void
go_idle(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    bool word_is_old = (channel->word & NDC_STATUS_ADDRESS) == channel->last &&
                       (channel->word & NDC_STATUS_CODE) != NDC_CODE_IDLE;

    ndc_engine_set_phase(engine, channel, NDC_PHASE_REST);
    ndc_engine_set_code(engine, channel, NDC_CODE_IDLE);
    if (word_is_old && !ndc_engine_write_word(engine, channel, NDC_CODE_IDLE))
        ndc_engine_fail(engine, channel, NDC_CHANERR_COMPLETION);
}

void
ndc_engine_reread(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    uint64_t words[NDC_WORDS];
    bool more;

    channel->append_waits = false;
    channel->work.object = ndc_memory_object(engine->memory, channel->work.address);
    uint32_t error = read_words(engine, channel, words, true);
    if (error != 0) {
        ndc_engine_fail(engine, channel, error);
        return;
    }
    channel->next = next_of(engine, channel->name, words);
    more = engine->config.generation == 1 ? channel->next != 0 : ndc_engine_counts_more(channel);
    if (more)
        ndc_engine_set_phase(engine, channel, NDC_PHASE_FETCH);
    else
        go_idle(engine, channel);
}
