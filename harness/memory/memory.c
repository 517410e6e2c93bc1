/* SPDX-License-Identifier: Apache-2.0 */
#include "memory/memory.h"

#include <string.h>

#include "base/check.h"

#define GUARD_8                                                                               \
    NDC_MEMORY_GUARD, NDC_MEMORY_GUARD, NDC_MEMORY_GUARD, NDC_MEMORY_GUARD, NDC_MEMORY_GUARD, \
        NDC_MEMORY_GUARD, NDC_MEMORY_GUARD, NDC_MEMORY_GUARD
#define GUARD_64 GUARD_8, GUARD_8, GUARD_8, GUARD_8, GUARD_8, GUARD_8, GUARD_8, GUARD_8

#define GUARD_WORD (UINT64_MAX / 0xFF * NDC_MEMORY_GUARD)

typedef uint64_t vector __attribute__((vector_size(16)));

static uint32_t
round_up(uint32_t value, uint32_t unit)
{
    return (value + unit - 1) & ~(unit - 1);
}

void
ndc_memory_reset(struct ndc_memory *memory)
{
    ndc_check(memory->arena != NULL && memory->granules != NULL && memory->regions != NULL);
    memset(memory->granules, 0, memory->used / NDC_MEMORY_GRANULE * sizeof memory->granules[0]);
    memory->used = 0;
    memory->region_count = 0;
    memory->window_count = 0;
}

/* Offset at which a region may begin: behind one guard granule, at the wanted place in its page. */
static uint32_t
place(const struct ndc_memory *memory, uint32_t page_offset)
{
    uint32_t first = memory->used == 0 ? NDC_MEMORY_GRANULE : memory->used;

    if (page_offset == NDC_MEMORY_ANYWHERE)
        return first;
    if (first % NDC_MEMORY_PAGE <= page_offset)
        return first - first % NDC_MEMORY_PAGE + page_offset;
    return round_up(first, NDC_MEMORY_PAGE) + page_offset;
}

int
ndc_memory_allot(struct ndc_memory *memory, uint32_t bytes, uint32_t page_offset, ndc_object object)
{
    uint32_t start = place(memory, page_offset);
    uint32_t low = start - start % NDC_MEMORY_GRANULE;
    uint64_t high = (uint64_t)start + bytes + NDC_MEMORY_GRANULE - 1;

    ndc_check(bytes > 0);
    high -= high % NDC_MEMORY_GRANULE;
    if (high + NDC_MEMORY_GRANULE > memory->bytes || memory->region_count == NDC_MEMORY_REGIONS_MAX)
        return -1;

    int region = (int)memory->region_count++;
    memory->regions[region] =
        (struct ndc_region){.address = NDC_MEMORY_BASE + start, .bytes = bytes, .object = object};
    for (uint32_t granule = low / NDC_MEMORY_GRANULE; granule < high / NDC_MEMORY_GRANULE;
         granule++)
        memory->granules[granule] = (uint16_t)(region + 1);
    memset(memory->arena + low - NDC_MEMORY_GRANULE, NDC_MEMORY_GUARD,
           (size_t)(high - low) + 2u * NDC_MEMORY_GRANULE);
    memory->used = (uint32_t)high + NDC_MEMORY_GRANULE;
    return region;
}

void
ndc_memory_bury(struct ndc_memory *memory, int region)
{
    memset(ndc_memory_bytes(memory, region), NDC_MEMORY_DEAD, memory->regions[region].bytes);
    memory->regions[region].object = ndc_object_bury(memory->regions[region].object);
}

/* The region whose granules hold this address, its slack included; NULL when none. */
static struct ndc_region *
around(const struct ndc_memory *memory, uint64_t address)
{
    uint64_t offset = ndc_memory_offset(memory, address);

    if (offset >= memory->used)
        return NULL;
    uint16_t number = memory->granules[offset / NDC_MEMORY_GRANULE];
    return number == 0 ? NULL : &memory->regions[number - 1];
}

ndc_object
ndc_memory_object_outside(const struct ndc_memory *memory, uint64_t address)
{
    struct ndc_region *region = around(memory, address);

    if (ndc_memory_offset(memory, address) >= memory->used)
        return NDC_OBJECT_NOTHING;
    if (region == NULL)
        region = around(memory, address - NDC_MEMORY_GRANULE);
    return ndc_object_make(NDC_OBJECT_GUARD, region ? ndc_object_index(region->object) : 0,
                           region ? ndc_object_life(region->object) : 0);
}

/* The address under which a byte of the arena is known. */
static uint64_t
address_of(const struct ndc_memory *memory, uint64_t offset)
{
    for (uint32_t i = 0; i < memory->window_count; i++)
        if (offset - memory->windows[i].offset < memory->windows[i].bytes)
            return memory->windows[i].address + (offset - memory->windows[i].offset);
    return NDC_MEMORY_BASE + offset;
}

bool
ndc_memory_physical(const struct ndc_memory *memory, const void *pointer, uint64_t *address)
{
    uintptr_t offset = (uintptr_t)pointer - (uintptr_t)memory->arena;

    if (offset >= memory->used)
        return false;
    *address = address_of(memory, offset);
    return true;
}

static void
tell(struct ndc_memory *memory, uint64_t address, uint32_t bytes)
{
    ndc_memory_wrote(memory, ndc_memory_region(memory, address), address, bytes);
}

bool
ndc_memory_write(struct ndc_memory *memory, uint64_t address, const void *from, uint32_t bytes)
{
    void *to = ndc_memory_at(memory, address, bytes);

    if (to == NULL)
        return false;
    memcpy(to, from, bytes);
    tell(memory, address, bytes);
    return true;
}

bool
ndc_memory_move(struct ndc_memory *memory, uint64_t target, uint64_t source, uint32_t bytes)
{
    const void *from = ndc_memory_at(memory, source, bytes);
    void *to = ndc_memory_at(memory, target, bytes);

    if (from == NULL || to == NULL)
        return false;
    memmove(to, from, bytes);
    tell(memory, target, bytes);
    return true;
}

/* What of a granule is no guard: zero when all of it is. */
static inline vector
no_guard(const uint8_t *granule)
{
    const vector guard = {GUARD_WORD, GUARD_WORD};
    vector parts[NDC_MEMORY_GRANULE / sizeof guard];

    memcpy(parts, granule, sizeof parts);
    return (parts[0] ^ guard) | (parts[1] ^ guard) | (parts[2] ^ guard) | (parts[3] ^ guard);
}

static inline bool
is_zero(vector bits)
{
    return (bits[0] | bits[1]) == 0;
}

static bool
is_guard(const uint8_t *granule)
{
    return is_zero(no_guard(granule));
}

/* The same of less than a granule, beside a region that does not fill its own. */
static bool
is_slack(const uint8_t *bytes, size_t count)
{
    static const uint8_t guards[NDC_MEMORY_GRANULE] = {GUARD_64};

    return count == 0 || memcmp(bytes, guards, count) == 0;
}

unsigned
ndc_memory_guards_broken(const struct ndc_memory *memory, int region)
{
    const uint8_t *first = ndc_memory_bytes(memory, region);
    const uint8_t *behind = first + memory->regions[region].bytes;
    size_t before = (size_t)(first - memory->arena) % NDC_MEMORY_GRANULE;
    size_t slack = (size_t)(memory->arena - behind) % NDC_MEMORY_GRANULE;
    bool intact = is_guard(first - before - NDC_MEMORY_GRANULE) && is_slack(first - before, before);

    return (intact ? 0u : 1u) | (is_guard(behind + slack) && is_slack(behind, slack) ? 0u : 2u);
}

bool
ndc_memory_guards_whole(const struct ndc_memory *memory, int one, int other)
{
    const uint8_t *first = ndc_memory_bytes(memory, one);
    const uint8_t *second = ndc_memory_bytes(memory, other);
    uint32_t bytes = memory->regions[one].bytes;
    uint32_t more = memory->regions[other].bytes;
    size_t slack =
        (size_t)(first - memory->arena) | (size_t)(second - memory->arena) | bytes | more;

    if (slack % NDC_MEMORY_GRANULE != 0)
        return (ndc_memory_guards_broken(memory, one) | ndc_memory_guards_broken(memory, other)) ==
               0;
    return is_zero(no_guard(first - NDC_MEMORY_GRANULE) | no_guard(first + bytes) |
                   no_guard(second - NDC_MEMORY_GRANULE) | no_guard(second + more));
}
