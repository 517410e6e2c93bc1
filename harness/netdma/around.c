/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NetDMA's memory that no transfer uses now: beside descriptors, in the slot of the next batch, in
 * things whose life is over, in buffers that were never submitted. Nobody may write there.
 *
 *  - Looked at once, when the driver is gone; the slot of a batch also when the batch begins.
 *  - What was found is told once: SPILL names the thing, dead when it was.
 */
#include <string.h>

#include "netdma/bytes.h"
#include "memory/pattern.h"

/* The first of count bytes that has another value; count when none has. */
static uint32_t
first_other(const uint8_t *bytes, uint32_t count, uint8_t value)
{
    uint32_t at = 0;

    while (at < count && bytes[at] == value)
        at++;
    return at;
}

static unsigned
channel_of(const struct ndc_netdma *netdma, ndc_object object)
{
    switch (ndc_object_kind(object)) {
    case NDC_OBJECT_DESCRIPTOR:
        return netdma->transfers[ndc_object_index(object)].channel;
    case NDC_OBJECT_SLOT:
        return ndc_object_life(object);
    case NDC_OBJECT_WORD:
        return ndc_object_index(object);
    default:
        return NDC_CHANNEL_NONE;
    }
}

static void
tell(const struct ndc_netdma *netdma, ndc_object beside, uint32_t offset)
{
    ndc_trace_add(netdma->trace, NDC_EVENT_SPILL, channel_of(netdma, beside), beside, offset, 0, 0);
}

void
ndc_netdma_look_at_slot(const struct ndc_netdma *netdma, int slot)
{
    const struct ndc_region *region = &netdma->memory->regions[slot];
    const uint8_t *bytes = ndc_memory_bytes(netdma->memory, slot);
    uint32_t changed;

    if (ndc_object_kind(region->object) != NDC_OBJECT_SLOT)
        return; /* of a batch that was refused: it holds that batch's descriptor */
    changed = first_other(bytes, region->bytes, NDC_MEMORY_GUARD);
    if (changed < region->bytes)
        tell(netdma, region->object, changed);
}

static void
look_at_dead(const struct ndc_netdma *netdma, int number)
{
    const struct ndc_region *region = &netdma->memory->regions[number];
    uint32_t changed =
        first_other(ndc_memory_bytes(netdma->memory, number), region->bytes, NDC_MEMORY_DEAD);

    if (changed < region->bytes)
        tell(netdma, region->object, changed);
}

/* Whether a thing of this kind is looked at here and not with a transfer's data. */
static bool
is_of_descriptors(ndc_object object)
{
    return ndc_object_kind(object) == NDC_OBJECT_DESCRIPTOR ||
           ndc_object_kind(object) == NDC_OBJECT_SLOT;
}

static void
look_at_regions(const struct ndc_netdma *netdma)
{
    for (uint32_t i = 0; i < netdma->memory->region_count; i++) {
        ndc_object object = netdma->memory->regions[i].object;

        if (ndc_object_kind(object) == NDC_OBJECT_POOL)
            continue; /* the driver's own */
        if (ndc_object_dead(object))
            look_at_dead(netdma, (int)i);
        /* A guard lies between two things: it is told with the one before. */
        if (is_of_descriptors(object) &&
            (ndc_memory_guards_broken(netdma->memory, (int)i) & 2) != 0)
            tell(netdma, object, netdma->memory->regions[i].bytes);
    }
}

static void
look_at_buffer(const struct ndc_netdma *netdma, const struct ndc_buffer *buffer, uint64_t seed,
               uint64_t flip)
{
    uint32_t from = 0;

    for (unsigned i = 0; i < 2 && buffer->regions[i] >= 0; from += buffer->bytes[i++]) {
        const struct ndc_region *region = &netdma->memory->regions[buffer->regions[i]];
        uint32_t changed = ndc_pattern_differs(ndc_memory_bytes(netdma->memory, buffer->regions[i]),
                                               buffer->bytes[i], seed, flip, from);

        if (changed < buffer->bytes[i] ||
            ndc_memory_guards_broken(netdma->memory, buffer->regions[i]) != 0)
            tell(netdma, region->object, from + changed);
    }
}

static void
look_at_unused(const struct ndc_netdma *netdma, const struct ndc_live_transfer *live)
{
    if (!live->defined || live->state != NDC_TRANSFER_FRESH)
        return;
    look_at_buffer(netdma, &live->source, live->seed, NDC_PATTERN_PLAIN);
    look_at_buffer(netdma, &live->target, live->seed, NDC_PATTERN_INVERSE);
}

void
ndc_netdma_look_around(const struct ndc_netdma *netdma)
{
    look_at_regions(netdma);
    for (uint32_t i = 0; i < netdma->transfer_count; i++)
        look_at_unused(netdma, &netdma->transfers[i]);
    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++)
        if (netdma->channels[i].reserved_slot >= 0)
            ndc_netdma_look_at_slot(netdma, netdma->channels[i].reserved_slot);
}
