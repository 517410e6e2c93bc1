/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Acts put off by a fault: they happen some ticks later, or right after the next act of their
 * kind on the same channel. They survive a channel reset, as a write already on the bus would.
 */
#include "engine/parts.h"

bool
ndc_engine_put_off(struct ndc_engine *engine, const struct ndc_engine_late *act)
{
    if (engine->late_count == NDC_ENGINE_LATE_MAX)
        return false;
    engine->late[engine->late_count++] = *act;
    return true;
}

static struct ndc_engine_late
take_out(struct ndc_engine *engine, uint32_t place)
{
    struct ndc_engine_late act = engine->late[place];

    engine->late_count--;
    for (uint32_t i = place; i < engine->late_count; i++)
        engine->late[i] = engine->late[i + 1];
    return act;
}

static void
perform(struct ndc_engine *engine, const struct ndc_engine_late *act)
{
    if (act->kind == NDC_LATE_WORD)
        ndc_engine_put_word(engine, act->channel, act->at, act->value, act->bytes);
    else
        ndc_engine_registers_write(engine, (uint32_t)act->at, act->value, act->bytes);
}

bool
ndc_engine_late_tick(struct ndc_engine *engine)
{
    bool counting = false;
    uint32_t i = 0;

    while (i < engine->late_count) {
        struct ndc_engine_late *late = &engine->late[i];

        counting |= late->ticks != 0;
        if (late->ticks == 0 || --late->ticks != 0) {
            i++;
            continue;
        }
        struct ndc_engine_late act = take_out(engine, i);
        perform(engine, &act);
    }
    return counting;
}

void
ndc_engine_late_after(struct ndc_engine *engine, enum ndc_late_kind kind, unsigned channel)
{
    uint32_t i = 0;

    while (i < engine->late_count) {
        const struct ndc_engine_late *late = &engine->late[i];

        if (late->kind != kind || late->channel != channel || late->ticks != 0) {
            i++;
            continue;
        }
        struct ndc_engine_late act = take_out(engine, i);
        perform(engine, &act);
    }
}
