/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Buffers at physical addresses that are easily got wrong: at the top of what the provider said its
 * engine reaches, and around 4 GiB, where the upper half of an address begins to matter.
 *
 *  - Each place is given away once for the buffer that lies there exactly; the next ones lie
 *    behind one another, away from it, a page apart. Without room, for itself and its guards, a
 *    buffer lies anywhere.
 */
#include "netdma/bytes.h"

#define BORDER 0x100000000u       /* 4 GiB */
#define TOP_MOST 0xFFFFFFFFFFFFFu /* assumed: no computer has more than 52 address bits */
#define TOP_LEAST 0x1FFFFFFFFu    /* below this the top is no place of its own */

static uint64_t
top_of(const struct ndc_netdma *netdma)
{
    uint64_t top = (uint64_t)NDC_PROVIDER(netdma)->attributes.MaximumAddressSpace.QuadPart;

    return top < TOP_MOST ? top : TOP_MOST;
}

/* Down from a border that was given away so many times, in steps of whole pages. */
static uint64_t
below(uint64_t border, uint32_t bytes, uint64_t used)
{
    return border - used - bytes;
}

static uint64_t
pages_of(uint32_t bytes)
{
    return ((uint64_t)bytes / NDC_MEMORY_PAGE + 2) * NDC_MEMORY_PAGE;
}

int
ndc_netdma_place(struct ndc_netdma *netdma, enum ndc_where where, uint32_t bytes, ndc_object object)
{
    uint64_t *used = &netdma->places_used[where];
    uint64_t address = 0;
    int region;

    if (where == NDC_WHERE_TOP && top_of(netdma) >= TOP_LEAST)
        address = below(top_of(netdma) + 1, bytes, *used);
    else if (where == NDC_WHERE_BELOW)
        address = below(BORDER, bytes, *used);
    else if (where == NDC_WHERE_ACROSS)
        address = BORDER - bytes / 2;
    else if (where == NDC_WHERE_ABOVE)
        address = BORDER + *used;
    if (address == 0)
        return -1;
    region = ndc_memory_allot_at(netdma->memory, bytes, address, object);
    if (region >= 0)
        *used += pages_of(bytes);
    return region;
}
