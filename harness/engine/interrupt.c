/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Interrupts: the disable bit of each channel, the master enable, and the wire.
 *
 *  - A channel that raised is disabled (CHANCTRL bit 0) until it is re-armed. What it would raise
 *    meanwhile is remembered nowhere.
 *  - Reading INTRCTRL takes the master enable away; writing it back looks at the line again.
 *  - assumed: ATTNSTATUS keeps a channel's bit until the channel is re-armed or a one is written
 *    to it, but once read it no longer asserts the line. Public drivers enable the master again
 *    in the interrupt routine and re-arm in the deferred part; with a line asserted all that time
 *    they could never get there.
 *  - assumed: messages (MSI-X) do not pass the master enable.
 */
#include "engine/parts.h"

static uint32_t
unseen(const struct ndc_engine *engine)
{
    return engine->attention & ~engine->seen;
}

static void
drive_line(struct ndc_engine *engine)
{
    if (!ndc_engine_uses_messages(engine))
        engine->wire->level = engine->master && unseen(engine) != 0;
}

/* Lets every channel that waits for the master enable go over the line, once each. */
static void
raise_waiting(struct ndc_engine *engine)
{
    uint32_t waiting = unseen(engine) & ~engine->raised;

    drive_line(engine);
    if (!engine->master || ndc_engine_uses_messages(engine))
        return;
    engine->raised |= waiting;
    for (unsigned i = 0; i < engine->config.channels; i++)
        if (waiting >> i & 1)
            ndc_wire_raise(engine->wire, 0, engine->channels[i].name);
}

void
ndc_engine_raise(struct ndc_engine *engine, struct ndc_engine_channel *channel, unsigned cause,
                 ndc_object descriptor)
{
    uint32_t bit = 1u << channel->number;
    bool messages = ndc_engine_uses_messages(engine);
    unsigned message = messages ? channel->number : 0;

    if ((channel->control & NDC_CHANCTRL_DISABLED) != 0)
        return;
    channel->control |= NDC_CHANCTRL_DISABLED;
    engine->attention |= bit;
    engine->seen &= ~bit;
    engine->raised &= ~bit;
    ndc_trace_add(engine->trace, NDC_EVENT_RAISE, channel->name, message, cause, descriptor, 0);
    if (messages)
        ndc_wire_raise(engine->wire, message, channel->name);
    else
        raise_waiting(engine);
}

void
ndc_engine_rearm(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    channel->control &= (uint16_t)~NDC_CHANCTRL_DISABLED;
    ndc_engine_attention_write(engine, 1u << channel->number);
}

uint8_t
ndc_engine_interrupt_read(struct ndc_engine *engine)
{
    unsigned value = engine->vector_control ? NDC_INTRCTRL_VECTORS : 0;

    if (unseen(engine) != 0)
        value |= NDC_INTRCTRL_STATUS;
    if (engine->master)
        value |= NDC_INTRCTRL_MASTER;
    if (unseen(engine) != 0 && engine->master)
        value |= NDC_INTRCTRL_INTERRUPT;
    engine->master = false;
    engine->raised = 0; /* a line that rises again interrupts again */
    drive_line(engine);
    return (uint8_t)value;
}

void
ndc_engine_interrupt_write(struct ndc_engine *engine, uint8_t value)
{
    engine->master = (value & NDC_INTRCTRL_MASTER) != 0;
    engine->vector_control = (value & NDC_INTRCTRL_VECTORS) != 0;
    raise_waiting(engine);
}

uint32_t
ndc_engine_attention_read(struct ndc_engine *engine)
{
    engine->seen |= engine->attention;
    drive_line(engine);
    return engine->attention;
}

void
ndc_engine_attention_write(struct ndc_engine *engine, uint32_t ones)
{
    engine->attention &= ~ones;
    engine->seen &= ~ones;
    engine->raised &= ~ones;
    drive_line(engine);
}
