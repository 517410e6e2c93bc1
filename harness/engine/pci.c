/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The configuration space: a header of type 0, the DMA control register of version 1 parts, and
 * with message interrupts an MSI-X capability whose table lies in BAR 0.
 *
 * An image of bytes and a list of what may be written into it. Only the enable bit of MSI-X changes
 * what the engine does; addresses are handed out by the kernel services.
 */
#include "engine/parts.h"

#define MSIX_AT 0x80u
#define SUBSYSTEM_AT 0x2Eu
#define SUBSYSTEM_WITHOUT_DCA 0x0002u
#define MSIX_ENABLED 0x80u /* in the upper byte of the message control word */

struct field {
    uint16_t offset;
    uint8_t bytes;
    uint32_t value;
    uint32_t writable;
};

static const struct field header[] = {
    {0x00, 2, 0x8086, 0},            /* vendor */
    {0x04, 2, 0x0000, 0x0547},       /* command */
    {0x06, 2, 0x0000, 0},            /* status */
    {0x08, 4, 0x08800000, 0},        /* class: a system peripheral */
    {0x10, 4, 0xFE700004, ~0x3FFFu}, /* BAR 0: 64 bits, 16 KiB */
    {0x14, 4, 0x00000000, ~0u},
    {0x2C, 2, 0x8086, 0}, /* subsystem vendor */
    {SUBSYSTEM_AT, 2, 0x0001, 0},
    {0x3C, 1, 0x0B, 0xFF},     /* interrupt line */
    {0x3D, 1, 0x01, 0},        /* interrupt pin: INTA */
    {0x48, 4, 0x0000, 0x0003}, /* DMACTRL */
};

/* Of the message control word, bits 15:14 (enable, mask all) may be written. */
static const struct field msix[] = {
    {0x06, 2, 0x0010, 0}, /* status: there is a list of capabilities */
    {0x34, 1, MSIX_AT, 0},
    {MSIX_AT, 2, 0x0011, 0},
    {MSIX_AT + 2, 2, 0x0000, 0xC000},
    {MSIX_AT + 4, 4, NDC_ENGINE_MSIX_TABLE_AT, 0},
    {MSIX_AT + 8, 4, NDC_ENGINE_MSIX_PENDING_AT, 0},
};

#define COUNT(fields) (sizeof(fields) / sizeof(fields)[0])

static void
put(struct ndc_engine *engine, uint32_t offset, uint32_t bytes, uint32_t value)
{
    for (uint32_t i = 0; i < bytes; i++)
        engine->pci[offset + i] = (uint8_t)(value >> 8 * i);
}

static void
put_fields(struct ndc_engine *engine, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put(engine, fields[i].offset, fields[i].bytes, fields[i].value);
}

void
ndc_engine_pci_reset(struct ndc_engine *engine)
{
    put_fields(engine, header, COUNT(header));
    put(engine, 0x02, 2, engine->config.generation == 1 ? 0x1A38 : 0x402F);
    if (engine->config.no_dca) /* assumed: the board tells it, as firmware decides about DCA */
        put(engine, SUBSYSTEM_AT, 2, SUBSYSTEM_WITHOUT_DCA);
    if (!engine->config.msix)
        return;
    put_fields(engine, msix, COUNT(msix));
    put(engine, MSIX_AT + 2, 2, engine->config.channels - 1u);
}

uint32_t
ndc_engine_pci_read(const struct ndc_engine *engine, uint32_t offset, uint32_t bytes)
{
    uint32_t value = 0;

    for (uint32_t i = 0; i < bytes && i < 4; i++)
        if (offset + i < NDC_ENGINE_CONFIG_BYTES)
            value |= (uint32_t)engine->pci[offset + i] << 8 * i;
    return value;
}

bool
ndc_engine_uses_messages(const struct ndc_engine *engine)
{
    return engine->config.msix && (engine->pci[MSIX_AT + 3] & MSIX_ENABLED) != 0;
}

/* The bits of one byte of the space that these fields let be written. */
static uint8_t
writable(const struct field *fields, size_t count, uint32_t offset)
{
    uint32_t mask = 0;

    for (size_t i = 0; i < count; i++)
        if (offset >= fields[i].offset && offset < (uint32_t)fields[i].offset + fields[i].bytes)
            mask |= fields[i].writable >> 8 * (offset - fields[i].offset);
    return (uint8_t)mask;
}

void
ndc_engine_pci_write(struct ndc_engine *engine, uint32_t offset, uint32_t value, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes && i < 4 && offset + i < NDC_ENGINE_CONFIG_BYTES; i++) {
        uint8_t mask = writable(header, COUNT(header), offset + i);
        uint8_t *byte = &engine->pci[offset + i];

        if (engine->config.msix)
            mask |= writable(msix, COUNT(msix), offset + i);
        *byte = (uint8_t)((*byte & ~mask) | ((value >> 8 * i) & mask));
    }
}
