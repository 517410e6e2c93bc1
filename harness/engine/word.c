/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The completion word: an image of CHANSTS written to the address in CHANCMP, in one piece,
 * unless a fault says otherwise.
 */
#include "engine/parts.h"

#include <string.h>

/* The word as the faults of its address, its code and the whole of it let it be. */
static uint64_t
spoil_parts(struct ndc_engine *engine, const struct ndc_engine_channel *channel, enum ndc_code code)
{
    uint64_t address = channel->last;
    uint64_t status = code;
    uint64_t unused = 0;

    (void)ndc_engine_pass(engine, NDC_PLACE_ENGINE_STATUS_ADDRESS, channel->name, &address,
                          &unused);
    (void)ndc_engine_pass(engine, NDC_PLACE_ENGINE_STATUS_CODE, channel->name, &status, &unused);
    return (address & NDC_STATUS_ADDRESS) | (status & NDC_STATUS_CODE);
}

void
ndc_engine_put_word(struct ndc_engine *engine, unsigned channel, uint64_t address, uint64_t value,
                    uint32_t bytes)
{
    uint64_t seen = 0;

    /* What will be there: after a torn write not what was meant. */
    if (!ndc_memory_read(engine->memory, address, &seen, sizeof seen))
        return;
    memcpy(&seen, &value, bytes);
    ndc_trace_add(engine->trace, NDC_EVENT_STATUS, channel,
                  ndc_memory_object(engine->memory, address), address, seen,
                  ndc_memory_object(engine->memory, seen & NDC_STATUS_ADDRESS));
    (void)ndc_memory_write(engine->memory, address, &value, bytes);
}

/* A word is put off: by ticks, or (0) until the channel's next one. False: no room, write it now.
 */
static bool
put_off(struct ndc_engine *engine, unsigned channel, uint64_t address, uint64_t value,
        uint64_t ticks)
{
    return ndc_engine_put_off(engine, &(struct ndc_engine_late){
                                          .kind = NDC_LATE_WORD,
                                          .channel = (uint8_t)channel,
                                          .bytes = sizeof value,
                                          .at = address,
                                          .value = value,
                                          .ticks = (uint32_t)(ticks < 0xFFFF ? ticks : 0xFFFF),
                                      });
}

/* Sends a word on its way; false when a fault took it out of the way. */
static bool
send_word(struct ndc_engine *engine, unsigned channel, uint64_t address, uint64_t value)
{
    uint64_t operand = 0;
    uint32_t bytes = sizeof value;

    switch (ndc_engine_pass(engine, NDC_PLACE_ENGINE_STATUS_WRITE, channel, &value, &operand)) {
    case NDC_OPERATOR_DROP:
        return false;
    case NDC_OPERATOR_DELAY:
        if (operand != 0 && put_off(engine, channel, address, value, operand))
            return false;
        break;
    case NDC_OPERATOR_SWAP:
    case NDC_OPERATOR_HOLD: /* nobody releases words: held until the next one */
        if (put_off(engine, channel, address, value, 0))
            return false;
        break;
    case NDC_OPERATOR_REPEAT:
        ndc_engine_put_word(engine, channel, address, value, bytes);
        break;
    case NDC_OPERATOR_TEAR:
        bytes /= 2;
        break;
    default:
        break;
    }
    ndc_engine_put_word(engine, channel, address, value, bytes);
    return true;
}

bool
ndc_engine_write_word(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                      enum ndc_code code)
{
    uint64_t address = channel->completion;

    if (address % sizeof(uint64_t) != 0 ||
        ndc_memory_at(engine->memory, address, sizeof(uint64_t)) == NULL)
        return false;
    channel->word = channel->last | code;
    if (send_word(engine, channel->name, address, spoil_parts(engine, channel, code)))
        ndc_engine_late_after(engine, NDC_LATE_WORD, channel->name);
    return true;
}
