/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the registers are, in both generations. An access may be narrower or wider than a
 * register, or cover several; each register it touches is read or written once, lowest first.
 */
#include "engine/parts.h"

#include <string.h>

struct row {
    const char *name;
    uint8_t offset[2]; /* by generation - 1 */
    uint8_t bytes;
};

static const struct row rows[NDC_REGISTERS] = {
#define NDC_REGISTER(name, first, second, bytes) {#name, {first, second}, bytes},
#include "engine/registers.def"
#undef NDC_REGISTER
};

/* The block an offset lies in, and the rows that describe it. */
struct block {
    uint32_t base;
    uint32_t first, end; /* rows */
    unsigned channel;
};

static struct block
block_at(const struct ndc_engine *engine, uint32_t offset)
{
    uint32_t number = offset / NDC_ENGINE_CHANNEL_BYTES;
    struct block block = {.channel = NDC_CHANNEL_NONE};

    if (number == 0) {
        block.end = NDC_REGISTERS_GLOBAL;
    } else if (number <= engine->config.channels) {
        block.base = number * NDC_ENGINE_CHANNEL_BYTES;
        block.first = NDC_REGISTERS_GLOBAL;
        block.end = NDC_REGISTERS;
        block.channel = number - 1;
    }
    return block;
}

unsigned
ndc_engine_channel_at(const struct ndc_engine *engine, uint32_t offset)
{
    uint32_t channel = block_at(engine, offset).channel;

    return channel < NDC_CHANNELS_MAX ? engine->channels[channel].name : channel;
}

static uint32_t
row_offset(const struct ndc_engine *engine, uint32_t row)
{
    return rows[row].offset[engine->config.generation - 1];
}

/* Whether bytes at offset `at` of a block touch a row's register. */
static bool
touches(const struct ndc_engine *engine, uint32_t row, uint32_t at, uint32_t bytes)
{
    uint32_t offset = row_offset(engine, row);

    return offset != NDC_ABSENT && at < offset + rows[row].bytes && offset < at + bytes;
}

/* Whether they lie within it: then no other row is touched. */
static bool
holds(const struct ndc_engine *engine, uint32_t row, uint32_t at, uint32_t bytes)
{
    uint32_t offset = row_offset(engine, row);

    return at >= offset && at + bytes <= offset + rows[row].bytes;
}

static uint64_t
ones(uint32_t bytes)
{
    return bytes >= 8 ? UINT64_MAX : ((uint64_t)1 << 8 * bytes) - 1;
}

/* Moves a value from byte offset `from` to byte offset `to`. */
static uint64_t
shifted(uint64_t value, uint32_t from, uint32_t to)
{
    return from >= to ? value << 8 * (from - to) : value >> 8 * (to - from);
}

/* The dword of the MSI-X table at an offset, NULL when it is none. assumed: kept, without effect.
 */
static uint32_t *
table_entry(struct ndc_engine *engine, uint32_t offset, uint32_t bytes)
{
    uint32_t entries = 4u * engine->config.channels;
    uint32_t index = (offset - NDC_ENGINE_MSIX_TABLE_AT) / 4;

    if (!engine->config.msix || offset < NDC_ENGINE_MSIX_TABLE_AT || index >= entries)
        return NULL;
    return bytes == 4 && offset % 4 == 0 ? &engine->msix_table[index] : NULL;
}

uint64_t
ndc_engine_registers_read(struct ndc_engine *engine, uint32_t offset, uint32_t bytes)
{
    struct block block = block_at(engine, offset);
    const uint32_t *entry = table_entry(engine, offset, bytes);
    uint32_t at = offset - block.base;
    uint64_t value = entry != NULL ? *entry : 0;

    for (uint32_t row = block.first; row < block.end; row++) {
        if (!touches(engine, row, at, bytes))
            continue;
        value |= shifted(ndc_engine_register_get(engine, (enum ndc_register)row, block.channel),
                         row_offset(engine, row), at);
        if (holds(engine, row, at, bytes))
            break;
    }
    return value & ones(bytes);
}

void
ndc_engine_registers_write(struct ndc_engine *engine, uint32_t offset, uint64_t value,
                           uint32_t bytes)
{
    struct block block = block_at(engine, offset);
    uint32_t *entry = table_entry(engine, offset, bytes);
    uint32_t at = offset - block.base;

    if (entry != NULL)
        *entry = (uint32_t)value;
    for (uint32_t row = block.first; row < block.end; row++) {
        if (!touches(engine, row, at, bytes))
            continue;
        uint32_t to = row_offset(engine, row);
        uint64_t mask = shifted(ones(bytes), at, to) & ones(rows[row].bytes);

        ndc_engine_register_set(engine, (enum ndc_register)row, block.channel,
                                shifted(value, at, to) & mask, mask);
        if (holds(engine, row, at, bytes))
            break;
    }
}

/* ---- names ---- */

static const char *
row_name(const struct ndc_engine *engine, struct block block, uint32_t at)
{
    const char *name = "reserved";

    for (uint32_t row = block.first; row < block.end; row++)
        if (touches(engine, row, at, 1))
            name = rows[row].name;
    return name;
}

/* The upper dword of a 64-bit register. */
static bool
is_high_half(const struct ndc_engine *engine, struct block block, uint32_t at)
{
    bool high = false;

    for (uint32_t row = block.first; row < block.end; row++)
        high |= rows[row].bytes == 8 && touches(engine, row, at, 1) &&
                at >= row_offset(engine, row) + 4;
    return high;
}

const char *
ndc_engine_register_name(struct ndc_engine *engine, uint32_t offset)
{
    struct block block = block_at(engine, offset);
    uint32_t at = offset - block.base;
    const char *name = row_name(engine, block, at);
    char *to = engine->names[engine->name_turn++ % 4]; /* a few names live at a time */
    char *first = to;

    if (offset >= NDC_ENGINE_MSIX_PENDING_AT)
        return "MSIX_PENDING";
    if (offset >= NDC_ENGINE_MSIX_TABLE_AT)
        return "MSIX_TABLE";
    if (block.channel == NDC_CHANNEL_NONE)
        return name;
    *to++ = 'c';
    *to++ = (char)('0' + block.channel);
    *to++ = '.';
    memcpy(to, name, strlen(name) + 1);
    if (is_high_half(engine, block, at))
        memcpy(to + strlen(name), ".high", sizeof ".high");
    return first;
}
