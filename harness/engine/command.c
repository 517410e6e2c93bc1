/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What makes a channel go, and what stops it: the commands of CHANCMD, and in generation 2 the
 * writes of CHAINADDR and DMACOUNT.
 *
 *  - A descriptor is in work from its fetch until its completion. Suspend and a new chain wait for
 *    that; abort and reset do not.
 *  - assumed: generation 2 ignores START and APPEND; both generations know the other commands.
 *  - assumed: CHANERR that was not cleared does not keep a channel from starting.
 *  - assumed: a command that makes no sense in the channel's state does nothing.
 */
#include "engine/parts.h"

static bool
in_work(const struct ndc_engine_channel *channel)
{
    return channel->phase == NDC_PHASE_MOVE || channel->phase == NDC_PHASE_COMPLETE;
}

static void
go(struct ndc_engine *engine, struct ndc_engine_channel *channel, enum ndc_phase phase)
{
    ndc_engine_set_phase(engine, channel, phase);
    ndc_engine_set_code(engine, channel, NDC_CODE_ACTIVE);
}

/* A channel without a descriptor in work forgets the chain it had; CHANSTS names nothing now. */
static void
forget_chain(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    ndc_engine_drop_work(engine, channel);
    channel->last = 0;
    channel->last_object = NDC_OBJECT_NOTHING;
    channel->word = UINT64_MAX;
}

/* Generation 1. While a list runs the descriptor in work is finished and its next one ignored. */
static void
start(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    /* assumed: a start overrides a suspend that has not taken effect */
    channel->suspend_waits = false;
    channel->append_waits = false;
    if (!in_work(channel)) {
        forget_chain(engine, channel);
        go(engine, channel, NDC_PHASE_FETCH);
    }
    channel->head_waits = true;
}

/* Generation 1. Before the end nothing is to be done: the pointer is not read yet. */
static void
append(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    if (in_work(channel))
        channel->append_waits = true;
    else if (channel->code == NDC_CODE_IDLE && channel->work.address != 0)
        go(engine, channel, NDC_PHASE_REREAD);
}

/* assumed: a channel that is idle or armed is suspended too, at once. */
static void
suspend(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    if (channel->code == NDC_CODE_SUSPENDED || channel->code == NDC_CODE_HALTED)
        return;
    if (in_work(channel)) {
        channel->suspend_waits = true;
        return;
    }
    ndc_engine_set_phase(engine, channel, NDC_PHASE_REST);
    ndc_engine_set_code(engine, channel, NDC_CODE_SUSPENDED);
    if (channel->completion != 0 && !ndc_engine_write_word(engine, channel, NDC_CODE_SUSPENDED))
        ndc_engine_fail(engine, channel, NDC_CHANERR_COMPLETION);
}

static void
resume(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    bool ready = engine->config.generation == 1 || ndc_engine_counts_more(channel);

    channel->suspend_waits = false;
    if (channel->code != NDC_CODE_SUSPENDED)
        return;
    if (channel->head_waits && ready)
        go(engine, channel, NDC_PHASE_FETCH);
    else if (!channel->head_waits && channel->work.address != 0)
        go(engine, channel, NDC_PHASE_REREAD);
    else
        ndc_engine_set_code(engine, channel, NDC_CODE_ARMED);
}

/* Code 3, whether or not the channel did anything. assumed: it names the last completed descriptor.
 */
static void
halt(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    ndc_engine_set_code(engine, channel, NDC_CODE_HALTED);
    if (channel->completion != 0 && !ndc_engine_write_word(engine, channel, NDC_CODE_HALTED))
        channel->error |= NDC_CHANERR_COMPLETION;
}

static void
begin_reset(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    ndc_engine_drop_work(engine, channel);
    channel->reset_ticks = NDC_ENGINE_RESET_TICKS;
    ndc_engine_set_phase(engine, channel, NDC_PHASE_RESET);
}

/* assumed: the word goes to the completion address as it was; CHANERR survives, it is sticky. */
void
ndc_engine_reset_done(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    ndc_object done = channel->done;
    uint32_t error;

    halt(engine, channel);
    error = channel->error;
    ndc_engine_rearm(engine, channel);
    ndc_engine_aim_lost(engine, channel);
    ndc_engine_channel_power_on(channel);
    channel->error = error;
    channel->done = done;
    ndc_engine_set_phase(engine, channel, NDC_PHASE_REST);
}

void
ndc_engine_command(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint32_t bits)
{
    bool linked = engine->config.generation == 1;

    if ((bits & (bits - 1)) != 0) {
        ndc_engine_fail(engine, channel, NDC_CHANERR_COMMAND);
        return;
    }
    if (bits == NDC_CHANCMD_START && linked)
        start(engine, channel);
    else if (bits == NDC_CHANCMD_APPEND && linked)
        append(engine, channel);
    else if (bits == NDC_CHANCMD_SUSPEND)
        suspend(engine, channel);
    else if (bits == NDC_CHANCMD_RESUME)
        resume(engine, channel);
    else if (bits == NDC_CHANCMD_RESET)
        begin_reset(engine, channel);
    else if (bits == NDC_CHANCMD_ABORT) {
        ndc_engine_drop_work(engine, channel);
        halt(engine, channel);
    }
}

/* Generation 1 looks at the address when START is written; a channel at rest is armed by it. */
void
ndc_engine_chain_written(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    bool linked = engine->config.generation == 1;

    if (linked && channel->phase != NDC_PHASE_REST)
        return;
    channel->counted = 0;
    channel->count_end = 0;
    if (in_work(channel)) {
        channel->work.counts = false;
        channel->suspend_waits = false;
    } else {
        forget_chain(engine, channel);
        ndc_engine_set_code(engine, channel, NDC_CODE_ARMED);
    }
    channel->head_waits = !linked;
}

/* assumed: a suspended or halted channel keeps the count and does nothing about it. */
void
ndc_engine_count_written(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    bool waits = channel->code == NDC_CODE_ARMED || channel->code == NDC_CODE_IDLE;

    if (waits && channel->phase == NDC_PHASE_REST && ndc_engine_counts_more(channel))
        go(engine, channel, NDC_PHASE_FETCH);
}
