/* SPDX-License-Identifier: Apache-2.0 */
#include "memory/memory.h"

uint64_t
ndc_memory_offset_far(const struct ndc_memory *memory, uint64_t address)
{
    for (uint32_t i = 0; i < memory->window_count; i++)
        if (address - memory->windows[i].address < memory->windows[i].bytes)
            return memory->windows[i].offset + (address - memory->windows[i].address);
    return UINT64_MAX;
}

/* Whether any of these addresses leads to memory already, or into the arena. */
static bool
is_taken(const struct ndc_memory *memory, uint64_t first, uint64_t bytes)
{
    bool taken = first - NDC_MEMORY_BASE < memory->bytes || NDC_MEMORY_BASE - first < bytes ||
                 first + bytes < first;

    for (uint32_t i = 0; i < memory->window_count; i++)
        taken |= first - memory->windows[i].address < memory->windows[i].bytes ||
                 memory->windows[i].address - first < bytes;
    return taken;
}

int
ndc_memory_allot_at(struct ndc_memory *memory, uint32_t bytes, uint64_t address, ndc_object object)
{
    uint32_t ahead = (uint32_t)(address % NDC_MEMORY_GRANULE) + NDC_MEMORY_GRANULE;
    uint32_t slack = (0 - (ahead + bytes)) % NDC_MEMORY_GRANULE;
    uint32_t all = ahead + bytes + slack + NDC_MEMORY_GRANULE;

    if (memory->window_count == NDC_MEMORY_WINDOWS_MAX || is_taken(memory, address - ahead, all))
        return -1;
    int region = ndc_memory_allot(memory, bytes, (uint32_t)(address % NDC_MEMORY_PAGE), object);
    if (region < 0)
        return -1;
    memory->windows[memory->window_count++] = (struct ndc_window){
        .address = address - ahead,
        .offset = (uint32_t)(memory->regions[region].address - NDC_MEMORY_BASE) - ahead,
        .bytes = all,
    };
    memory->regions[region].address = address;
    return region;
}
