/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A bench for one engine: memory, wire, faults and trace, and words to say what software does.
 *
 *  - Register offsets are written out here on purpose: the engine's own table must agree.
 */
#ifndef NDC_TEST_ENGINE_BENCH_H
#define NDC_TEST_ENGINE_BENCH_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "engine/engine.h"

#define MEMORY_BYTES (1u << 22)
#define EVENTS_MAX 65536u
#define INTERRUPT 0x01u
#define STATUS 0x08u
#define NULL_TRANSFER 0x20u
#define SOURCE_BREAK 0x40u
#define TARGET_BREAK 0x80u
#define CONTEXT 0xFF000000u

enum {
    CMD_START = 1,
    CMD_APPEND = 2,
    CMD_SUSPEND = 4,
    CMD_ABORT = 8,
    CMD_RESUME = 16,
    CMD_RESET = 32
};
enum { ACTIVE, IDLE, SUSPENDED, HALTED, ARMED };
enum { CTRL = 0x00, CMP = 0x18, CDAR = 0x20, ERR = 0x28, MASK = 0x2C, COUNT = 0x06, DCA = 0x30 };

static struct ndc_memory memory;
static struct ndc_region regions[NDC_MEMORY_REGIONS_MAX];
static uint16_t granules[MEMORY_BYTES / NDC_MEMORY_GRANULE];
static _Alignas(4096) uint8_t arena[MEMORY_BYTES];
static struct ndc_event events[EVENTS_MAX];
static struct ndc_trace trace;
static struct ndc_faults faults;
static struct ndc_wire wire;
static struct ndc_engine *engine;
static struct ndc_device device;
static unsigned generation;
static int words[NDC_CHANNELS_MAX]; /* regions of the completion words */
static uint16_t total[NDC_CHANNELS_MAX];

static inline uint64_t
get(uint32_t offset, uint32_t bytes)
{
    return device.ops->read(device.self, offset, bytes);
}

static inline void
put(uint32_t offset, uint64_t value, uint32_t bytes)
{
    device.ops->write(device.self, offset, value, bytes);
}

static inline uint32_t
at(unsigned channel, uint32_t offset)
{
    return 0x80 + 0x80 * channel + offset;
}

static inline uint32_t
command_at(unsigned channel)
{
    return at(channel, generation == 1 ? 0x14 : 0x04);
}

static inline uint32_t
chain_at(unsigned channel)
{
    return at(channel, generation == 1 ? 0x0C : 0x10);
}

static inline uint64_t
chansts(unsigned channel)
{
    return get(at(channel, generation == 1 ? 0x04 : 0x08), 8);
}

static inline void
command(unsigned channel, uint8_t bits)
{
    put(command_at(channel), bits, 1);
}

static inline uint64_t
word(unsigned channel)
{
    uint64_t value;

    memcpy(&value, ndc_memory_bytes(&memory, words[channel]), sizeof value);
    return value;
}

static inline uint64_t
address_of(const void *pointer)
{
    uint64_t address = 0;

    assert_true(ndc_memory_physical(&memory, pointer, &address));
    return address;
}

/* One tick; returns whether anything moved. */
static inline bool
tick(void)
{
    trace.tick++;
    return device.ops->tick(device.self);
}

static inline void
ticks(unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        tick();
}

static inline void
run(void)
{
    for (unsigned i = 0; i < 100000; i++)
        if (!tick())
            return;
    fail_msg("the engine does not come to rest");
}

static inline void
machine_of(const struct ndc_engine_config *config)
{

    trace = (struct ndc_trace){.events = events, .capacity = EVENTS_MAX};
    faults.trace = &trace;
    ndc_faults_reset(&faults);
    memory.arena = arena;
    memory.bytes = MEMORY_BYTES;
    memory.granules = granules;
    memory.regions = regions;
    ndc_memory_reset(&memory);
    wire = (struct ndc_wire){.faults = &faults, .line_based = !config->msix};
    ndc_wire_reset(&wire);
    if (engine == NULL)
        engine = calloc(1, ndc_engine_size());
    assert_non_null(engine);
    ndc_engine_init(engine, &memory, &faults, &wire, &trace);
    ndc_engine_reset(engine, config);
    device = ndc_engine_device(engine);
    generation = config->generation;
    if (config->msix)
        device.ops->config_write(device.self, 0x82, 0x8000, 2);
    put(0x03, 1, 1);
    for (unsigned c = 0; c < 2; c++) {
        words[c] = ndc_memory_allot(&memory, 8, NDC_MEMORY_ANYWHERE,
                                    ndc_object_make(NDC_OBJECT_WORD, c, 1));
        memset(ndc_memory_bytes(&memory, words[c]), 0, 8);
        put(at(c, CTRL), 0x1D, 2);
        put(at(c, CMP), address_of(ndc_memory_bytes(&memory, words[c])), 8);
        total[c] = 0;
    }
}

/* A machine with two channels, each with a completion word and everything enabled. */
static inline void
machine(unsigned which, bool msix)
{
    const struct ndc_engine_config config = {
        .generation = (uint8_t)which, .channels = 2, .transfer_log2 = 14, .msix = msix};

    machine_of(&config);
}

#endif
