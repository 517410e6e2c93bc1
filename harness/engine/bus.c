/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Register access as the computer sees it: the registers behind the faults of the way there.
 *
 * assumed: registers of a device without power, or gone, read as all ones; writes are lost.
 */
#include "engine/parts.h"

uint64_t
ndc_engine_low_bytes(uint64_t value, uint32_t bytes)
{
    return bytes >= 8 ? value : value & (((uint64_t)1 << 8 * bytes) - 1);
}

/* Whether there is nothing to talk to, which the access itself may bring about. */
static bool
is_absent(struct ndc_engine *engine, uint32_t offset)
{
    uint64_t value = offset;
    uint64_t operand = 0;

    if (!engine->gone &&
        ndc_engine_pass(engine, NDC_PLACE_DEVICE_GONE, ndc_engine_channel_at(engine, offset),
                        &value, &operand) != NDC_OPERATOR_NONE) {
        engine->gone = true;
        engine->moving = 0;
        engine->late_count = 0;
        engine->wire->level = false;
    }
    return engine->gone || !engine->powered;
}

static uint64_t
read_spoiled(struct ndc_engine *engine, uint32_t offset, uint32_t bytes)
{
    uint64_t value = ndc_engine_registers_read(engine, offset, bytes);
    uint64_t operand = 0;

    switch (ndc_engine_pass(engine, NDC_PLACE_ENGINE_REGISTER_READ,
                            ndc_engine_channel_at(engine, offset), &value, &operand)) {
    case NDC_OPERATOR_DROP:
        return UINT64_MAX;
    case NDC_OPERATOR_TEAR:
        return ndc_engine_low_bytes(value, (bytes + 1) / 2);
    case NDC_OPERATOR_REPEAT:
        return ndc_engine_registers_read(engine, offset, bytes);
    default:
        return value;
    }
}

static bool
put_off_write(struct ndc_engine *engine, uint32_t offset, uint64_t value, uint32_t bytes,
              uint64_t ticks)
{
    return ndc_engine_put_off(engine, &(struct ndc_engine_late){
                                          .kind = NDC_LATE_REGISTER,
                                          .channel = (uint8_t)ndc_engine_channel_at(engine, offset),
                                          .bytes = (uint8_t)bytes,
                                          .at = offset,
                                          .value = value,
                                          .ticks = (uint32_t)(ticks < 0xFFFF ? ticks : 0xFFFF),
                                      });
}

static void
write_spoiled(struct ndc_engine *engine, uint32_t offset, uint64_t value, uint32_t bytes)
{
    unsigned channel = ndc_engine_channel_at(engine, offset);
    uint64_t operand = 0;

    switch (ndc_engine_pass(engine, NDC_PLACE_ENGINE_REGISTER_WRITE, channel, &value, &operand)) {
    case NDC_OPERATOR_DROP:
        return;
    case NDC_OPERATOR_DELAY:
        if (operand != 0 && put_off_write(engine, offset, value, bytes, operand))
            return;
        break;
    case NDC_OPERATOR_SWAP:
    case NDC_OPERATOR_HOLD: /* nobody releases writes: held until the next one */
        if (put_off_write(engine, offset, value, bytes, 0))
            return;
        break;
    case NDC_OPERATOR_REPEAT:
        ndc_engine_registers_write(engine, offset, value, bytes);
        break;
    case NDC_OPERATOR_TEAR:
        bytes = (bytes + 1) / 2;
        break;
    default:
        break;
    }
    ndc_engine_registers_write(engine, offset, value, bytes);
    ndc_engine_late_after(engine, NDC_LATE_REGISTER, channel);
}

uint64_t
ndc_engine_bus_read(struct ndc_engine *engine, uint32_t offset, uint32_t bytes)
{
    uint64_t value = is_absent(engine, offset) ? UINT64_MAX : read_spoiled(engine, offset, bytes);

    return ndc_engine_low_bytes(value, bytes);
}

void
ndc_engine_bus_write(struct ndc_engine *engine, uint32_t offset, uint64_t value, uint32_t bytes)
{
    if (!is_absent(engine, offset))
        write_spoiled(engine, offset, value, bytes);
}
