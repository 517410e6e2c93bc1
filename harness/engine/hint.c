/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Direct cache access: with a write goes a hint to the CPU that will want the data.
 *
 *  - A context change aims the hints of the data behind it; DCACTRL those of the completion word.
 *    Reset and loss of power forget both.
 *  - A hint changes no byte. Hints of data are events; where those of the word go is told whenever
 *    it changes, so a status write needs no event beside its own.
 *  - assumed: a context change whose bit 0 is clear changes nothing.
 *  - assumed: without a context change there is nobody to hint to, and no hint.
 *  - assumed: target 0xFFFF (any CPU) is told as nowhere.
 */
#include "engine/parts.h"

#define CONTEXT_BITS 0xFFu

bool
ndc_engine_has_dca(const struct ndc_engine *engine)
{
    return engine->config.generation != 1 && !engine->config.no_dca;
}

static void
tell(struct ndc_engine *engine, const struct ndc_engine_channel *channel, enum ndc_aim what,
     ndc_object descriptor, uint32_t cpu)
{
    ndc_trace_add(engine->trace, NDC_EVENT_AIM, channel->name, descriptor, what, cpu, 0);
}

static uint32_t
word_target(uint32_t control)
{
    uint32_t target = control & NDC_DCACTRL_TARGET;
    bool aimed = (control & NDC_DCACTRL_ENABLE) != 0 && target != NDC_DCACTRL_TARGET;

    return aimed ? target : NDC_AIM_NOWHERE;
}

void
ndc_engine_hint(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint32_t bytes)
{
    if (channel->context != 0)
        ndc_trace_add(engine->trace, NDC_EVENT_HINT, channel->name, channel->work.object,
                      channel->context - 1, (uint64_t)channel->work.moved << 32 | bytes, 0);
}

void
ndc_engine_aim_data(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    uint32_t context = channel->work.bytes & CONTEXT_BITS;

    if (!ndc_engine_has_dca(engine) || (channel->work.flags & NDC_FLAG_CONTEXT_CHANGES) == 0)
        return;
    channel->context = context + 1;
    tell(engine, channel, NDC_AIM_DATA, channel->work.object, context);
}

void
ndc_engine_aim_word(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint32_t control)
{
    uint32_t before = word_target(channel->dca);

    if (!ndc_engine_has_dca(engine))
        return;
    channel->dca = control & NDC_DCACTRL_KEPT;
    if (word_target(channel->dca) != before)
        tell(engine, channel, NDC_AIM_WORD, NDC_OBJECT_NOTHING, word_target(channel->dca));
}

void
ndc_engine_aim_lost(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    if (channel->context != 0)
        tell(engine, channel, NDC_AIM_DATA, NDC_OBJECT_NOTHING, NDC_AIM_NOWHERE);
    if (word_target(channel->dca) != NDC_AIM_NOWHERE)
        tell(engine, channel, NDC_AIM_WORD, NDC_OBJECT_NOTHING, NDC_AIM_NOWHERE);
}

void
ndc_engine_aim_told(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    if (channel->context != 0)
        tell(engine, channel, NDC_AIM_DATA, NDC_OBJECT_NOTHING, channel->context - 1);
    if (word_target(channel->dca) != NDC_AIM_NOWHERE)
        tell(engine, channel, NDC_AIM_WORD, NDC_OBJECT_NOTHING, word_target(channel->dca));
}
