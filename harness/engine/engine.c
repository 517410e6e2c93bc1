/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine as a device: its life, power and time.
 */
#include "engine/parts.h"

#include "base/check.h"

size_t
ndc_engine_size(void)
{
    return sizeof(struct ndc_engine);
}

void
ndc_engine_init(struct ndc_engine *engine, struct ndc_memory *memory, struct ndc_faults *faults,
                struct ndc_wire *wire, struct ndc_trace *trace)
{
    *engine = (struct ndc_engine){.memory = memory, .faults = faults, .wire = wire, .trace = trace};
}

/* Everything a device without power forgets: all but its ties, its kind and being gone. */
static void
forget(struct ndc_engine *engine)
{
    *engine = (struct ndc_engine){
        .memory = engine->memory,
        .faults = engine->faults,
        .wire = engine->wire,
        .trace = engine->trace,
        .config = engine->config,
        .gone = engine->gone,
        .powered = engine->powered,
    };
    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++) {
        engine->channels[i].number = (uint8_t)i;
        engine->channels[i].name = engine->config.named ? engine->config.names[i] : (uint8_t)i;
        ndc_engine_channel_power_on(&engine->channels[i]);
    }
    ndc_engine_pci_reset(engine);
    engine->wire->level = false;
}

void
ndc_engine_reset(struct ndc_engine *engine, const struct ndc_engine_config *config)
{
    ndc_check(config->generation == 1 || config->generation == 2);
    ndc_check(config->channels >= 1 && config->channels <= NDC_CHANNELS_MAX);
    ndc_check(config->transfer_log2 >= 12 && config->transfer_log2 <= 20);

    engine->config = *config;
    engine->gone = false;
    engine->powered = true;
    forget(engine);
}

ndc_object
ndc_engine_last_done(const struct ndc_engine *engine, unsigned channel)
{
    ndc_check(channel < NDC_CHANNELS_MAX);
    return engine->channels[channel].done;
}

/* ---- the engine's own acts happen on no CPU ---- */

struct actor {
    uint8_t cpu;
    uint8_t irql;
};

static struct actor
enter(const struct ndc_engine *engine)
{
    struct actor actor = {engine->trace->cpu, engine->trace->irql};

    engine->trace->cpu = 0;
    engine->trace->irql = 0;
    return actor;
}

static void
leave(const struct ndc_engine *engine, struct actor actor)
{
    engine->trace->cpu = actor.cpu;
    engine->trace->irql = actor.irql;
}

/* ---- registers and configuration space ---- */

static uint64_t
read_register(void *self, uint32_t offset, uint32_t bytes)
{
    struct ndc_engine *engine = self;
    struct actor actor = enter(engine);
    uint64_t value = ndc_engine_bus_read(engine, offset, bytes);

    leave(engine, actor);
    return value;
}

static void
write_register(void *self, uint32_t offset, uint64_t value, uint32_t bytes)
{
    struct ndc_engine *engine = self;
    struct actor actor = enter(engine);

    ndc_engine_bus_write(engine, offset, value, bytes);
    leave(engine, actor);
}

static uint32_t
read_config(void *self, uint32_t offset, uint32_t bytes)
{
    const struct ndc_engine *engine = self;

    return engine->gone ? (uint32_t)ndc_engine_low_bytes(UINT64_MAX, bytes)
                        : ndc_engine_pci_read(engine, offset, bytes);
}

static void
write_config(void *self, uint32_t offset, uint32_t value, uint32_t bytes)
{
    struct ndc_engine *engine = self;

    if (!engine->gone)
        ndc_engine_pci_write(engine, offset, value, bytes);
}

/* ---- time and power ---- */

/* One step of everything that moves; there is something. */
static inline bool
step(struct ndc_engine *engine)
{
    bool moved = engine->late_count != 0 && ndc_engine_late_tick(engine);

    for (uint32_t left = engine->moving; left != 0; left &= left - 1)
        moved |= ndc_engine_step(engine, &engine->channels[__builtin_ctz(left)]);
    return moved;
}

static bool
tick(void *self)
{
    struct ndc_engine *engine = self;
    struct actor actor;
    bool moved;

    if (engine->moving == 0 && engine->late_count == 0)
        return false;
    actor = enter(engine);
    moved = step(engine);
    leave(engine, actor);
    return moved;
}

static uint32_t
pass(void *self, uint32_t most, bool *moved)
{
    struct ndc_engine *engine = self;
    struct actor actor = enter(engine);
    uint32_t passed = 0;

    do {
        engine->trace->tick++;
        *moved = (engine->moving != 0 || engine->late_count != 0) && step(engine);
    } while (++passed < most && *moved && engine->wire->ready_count == 0);
    leave(engine, actor);
    return passed;
}

static void
power(void *self, bool on)
{
    struct ndc_engine *engine = self;
    struct actor actor = enter(engine);

    for (unsigned i = 0; i < engine->config.channels && !on && !engine->gone; i++) {
        ndc_engine_set_code(engine, &engine->channels[i], NDC_CODE_HALTED);
        ndc_engine_aim_lost(engine, &engine->channels[i]);
    }
    engine->powered = on;
    forget(engine);
    leave(engine, actor);
}

static const char *
register_name(void *self, uint32_t offset)
{
    return ndc_engine_register_name(self, offset);
}

static const struct ndc_device_ops operations = {
    .read = read_register,
    .write = write_register,
    .config_read = read_config,
    .config_write = write_config,
    .tick = tick,
    .pass = pass,
    .power = power,
    .register_name = register_name,
};

struct ndc_device
ndc_engine_device(struct ndc_engine *engine)
{
    return (struct ndc_device){
        .self = engine,
        .ops = &operations,
        .wire = engine->wire,
        .bar_bytes = NDC_ENGINE_BAR_BYTES,
    };
}
