/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What reading and writing each register does.
 *
 *  - A 64-bit register may be written at once or in two halves. assumed: CHAINADDR takes effect
 *    with its high half.
 *  - assumed: while a reset is not over, writes to the channel's registers are lost.
 */
#include "engine/parts.h"

static uint64_t
global_get(struct ndc_engine *engine, enum ndc_register id)
{
    bool counted = engine->config.generation != 1;

    switch (id) {
    case NDC_REGISTER_CHANCNT:
        return engine->config.channels;
    case NDC_REGISTER_XFERCAP:
        return engine->config.transfer_log2;
    case NDC_REGISTER_GENCTRL:
        return engine->general;
    case NDC_REGISTER_INTRCTRL:
        return ndc_engine_interrupt_read(engine);
    case NDC_REGISTER_ATTNSTATUS:
        return ndc_engine_attention_read(engine);
    case NDC_REGISTER_CBVER:
        return counted ? 0x20 : 0x12;
    case NDC_REGISTER_INTRDELAY:
        return engine->delay; /* assumed: kept, without effect; bit 15 says so */
    case NDC_REGISTER_DMACAPABILITY:
        return NDC_CAPABILITY_PAGE_BREAK | (ndc_engine_has_dca(engine) ? NDC_CAPABILITY_DCA : 0);
    default:
        return 0;
    }
}

static void
global_set(struct ndc_engine *engine, enum ndc_register id, uint64_t value, uint64_t mask)
{
    switch (id) {
    case NDC_REGISTER_GENCTRL:
        engine->general = value & 1;
        break;
    case NDC_REGISTER_INTRCTRL:
        ndc_engine_interrupt_write(engine, (uint8_t)value);
        break;
    case NDC_REGISTER_ATTNSTATUS:
        ndc_engine_attention_write(engine, (uint32_t)(value & mask));
        break;
    case NDC_REGISTER_INTRDELAY:
        engine->delay = (uint16_t)(((engine->delay & ~mask) | (value & mask)) & 0x3FFF);
        break;
    default:
        break;
    }
}

/* Reading claims the channel: the first read after a release shows bit 8 clear. */
static uint16_t
read_control(struct ndc_engine_channel *channel)
{
    uint16_t control = channel->control;

    channel->control |= NDC_CHANCTRL_IN_USE;
    return control;
}

static uint64_t
channel_peek(const struct ndc_engine *engine, const struct ndc_engine_channel *channel,
             enum ndc_register id)
{
    switch (id) {
    case NDC_REGISTER_CHANCTRL:
        return channel->control;
    case NDC_REGISTER_DMA_COMP:
        return engine->config.generation == 1 ? 1 : 2;
    case NDC_REGISTER_CHANCMD:
        return channel->phase == NDC_PHASE_RESET ? NDC_CHANCMD_RESET : 0;
    case NDC_REGISTER_DMACOUNT:
        return channel->count_end;
    case NDC_REGISTER_CHANSTS:
        return channel->last | channel->code;
    case NDC_REGISTER_CHAINADDR:
        return channel->chain;
    case NDC_REGISTER_CHANCMP:
        return channel->completion;
    case NDC_REGISTER_CDAR:
        return channel->work.address;
    case NDC_REGISTER_CHANERR:
        return channel->error;
    case NDC_REGISTER_CHANERRMASK:
        return channel->error_mask;
    case NDC_REGISTER_DCACTRL:
        return channel->dca;
    default:
        return 0;
    }
}

uint64_t
ndc_engine_register_get(struct ndc_engine *engine, enum ndc_register id, unsigned channel)
{
    if (id < NDC_REGISTERS_GLOBAL)
        return global_get(engine, id);
    if (id == NDC_REGISTER_CHANCTRL)
        return read_control(&engine->channels[channel]);
    return channel_peek(engine, &engine->channels[channel], id);
}

static void
write_control(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint64_t merged,
              uint64_t ones)
{
    uint64_t disabled = channel->control & NDC_CHANCTRL_DISABLED;

    channel->control = (uint16_t)((merged & NDC_CHANCTRL_KEPT) | disabled);
    if ((ones & NDC_CHANCTRL_DISABLED) != 0)
        ndc_engine_rearm(engine, channel);
}

static void
channel_set(struct ndc_engine *engine, struct ndc_engine_channel *channel, enum ndc_register id,
            uint64_t value, uint64_t mask)
{
    uint64_t ones = value & mask;
    uint64_t merged = (channel_peek(engine, channel, id) & ~mask) | ones;

    switch (id) {
    case NDC_REGISTER_CHANCTRL:
        write_control(engine, channel, merged, ones);
        break;
    case NDC_REGISTER_CHANCMD:
        ndc_engine_command(engine, channel, (uint32_t)ones & NDC_CHANCMD_ALL);
        break;
    case NDC_REGISTER_DMACOUNT:
        channel->count_end = (uint16_t)merged;
        ndc_engine_count_written(engine, channel);
        break;
    case NDC_REGISTER_CHAINADDR:
        channel->chain = merged;
        if (mask >> 32 != 0)
            ndc_engine_chain_written(engine, channel);
        break;
    case NDC_REGISTER_CHANCMP:
        channel->completion = merged;
        if (mask >> 32 != 0)
            ndc_engine_name_channel(engine, channel);
        break;
    case NDC_REGISTER_CHANERR:
        channel->error &= (uint32_t)~ones;
        break;
    case NDC_REGISTER_CHANERRMASK:
        channel->error_mask = (uint32_t)merged;
        break;
    case NDC_REGISTER_DCACTRL:
        ndc_engine_aim_word(engine, channel, (uint32_t)merged);
        break;
    default:
        break;
    }
}

void
ndc_engine_register_set(struct ndc_engine *engine, enum ndc_register id, unsigned channel,
                        uint64_t value, uint64_t mask)
{
    if (id < NDC_REGISTERS_GLOBAL)
        global_set(engine, id, value, mask);
    else if (engine->channels[channel].phase != NDC_PHASE_RESET)
        channel_set(engine, &engine->channels[channel], id, value, mask);
}
