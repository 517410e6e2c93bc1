/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pretend physical memory of one simulated computer.
 *
 *  - One arena of the caller. Physical addresses begin at NDC_MEMORY_BASE, far from
 *    any host address and above 4 GiB: mixing up the two kinds, or losing the upper
 *    half, never works by luck.
 *  - It hands out regions: 64-byte aligned granules with a guard granule before and
 *    behind. Each region belongs to a thing (trace/object.h); every granule knows its
 *    region, so naming what lives at an address costs one look-up.
 *  - A few regions can be given a physical address of their own, anywhere: a window. Only addresses
 *    outside the arena are looked for there.
 *  - A buried region is dead: filled with NDC_MEMORY_DEAD, its addresses name the old life.
 *  - Reset costs what was used, not what there is.
 *  - It knows nothing of descriptors, channels or providers.
 *  - What an engine asks several times a tick is one look-up and stands here, to be inlined.
 */
#ifndef NDC_MEMORY_MEMORY_H
#define NDC_MEMORY_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/check.h"
#include "memory/window.h"
#include "trace/object.h"

#define NDC_MEMORY_BASE 0x140000000u /* physical address of the arena's first byte */
#define NDC_MEMORY_GRANULE 64u
#define NDC_MEMORY_PAGE 4096u
#define NDC_MEMORY_GUARD 0xA5 /* every byte of a guard granule */
#define NDC_MEMORY_DEAD 0xDD  /* every byte of a buried region */
#define NDC_MEMORY_REGIONS_MAX 65000u

struct ndc_region {
    uint64_t address; /* physical, of the first byte */
    uint32_t bytes;
    bool watched; /* engine writes are told to on_write */
    ndc_object object;
};

struct ndc_memory {
    uint8_t *arena; /* owned by the caller, page aligned */
    uint32_t bytes; /* of the arena, a multiple of 4096 */
    uint32_t used;  /* dirty mark: nothing beyond was touched */
    uint16_t
        *granules; /* bytes / 64 entries of the caller: region number + 1, 0 is a guard or free */
    struct ndc_region *regions; /* NDC_MEMORY_REGIONS_MAX of the caller */
    uint32_t region_count;
    uint32_t window_count;
    struct ndc_window windows[NDC_MEMORY_WINDOWS_MAX];
    /* Called after a device wrote into a watched region. */
    void (*on_write)(void *context, const struct ndc_region *region, uint64_t address,
                     uint32_t bytes);
    void *context;
};

/* Forgets every region; all storage pointers must have been set. O(used). */
void ndc_memory_reset(struct ndc_memory *memory);

/*
 * Allots bytes (> 0) for a thing. page_offset: wanted offset of the first byte in its 4 KiB page
 * (0 .. 4095), or NDC_MEMORY_ANYWHERE for the next granule. Content is left as guard bytes.
 * Returns the region number, or -1 when there is no room.
 */
#define NDC_MEMORY_ANYWHERE UINT32_MAX
int ndc_memory_allot(struct ndc_memory *memory, uint32_t bytes, uint32_t page_offset,
                     ndc_object object);

/*
 * The same at a physical address outside the arena. -1 also when those addresses are taken, or
 * there are windows enough.
 */
int ndc_memory_allot_at(struct ndc_memory *memory, uint32_t bytes, uint64_t address,
                        ndc_object object);

/* Of an address outside the arena: the offset in it a window leads to; UINT64_MAX when none does.
 */
uint64_t ndc_memory_offset_far(const struct ndc_memory *memory, uint64_t address);

/* Offset in the arena; not below memory->used when the address is no memory. */
static inline uint64_t
ndc_memory_offset(const struct ndc_memory *memory, uint64_t address)
{
    uint64_t offset = address - NDC_MEMORY_BASE;

    return __builtin_expect(offset < memory->bytes, 1) ? offset
                                                       : ndc_memory_offset_far(memory, address);
}

/* The bytes of a region, for the CPU. */
static inline void *
ndc_memory_bytes(const struct ndc_memory *memory, int region)
{
    ndc_check((uint32_t)region < memory->region_count); /* -1 is a large number */
    return memory->arena + ndc_memory_offset(memory, memory->regions[region].address);
}

/* Begins another life of the same memory: sets the object, content stays. */
static inline void
ndc_memory_rename(struct ndc_memory *memory, int region, ndc_object object)
{
    ndc_check((uint32_t)region < memory->region_count);
    memory->regions[region].object = object;
}

/* Ends the life of a region: its object is dead, its content NDC_MEMORY_DEAD. */
void ndc_memory_bury(struct ndc_memory *memory, int region);

/* The region at a physical address, or NULL (guard, free, foreign). */
static inline struct ndc_region *
ndc_memory_region(const struct ndc_memory *memory, uint64_t address)
{
    uint64_t offset = ndc_memory_offset(memory, address);

    if (offset >= memory->used)
        return NULL;
    uint16_t number = memory->granules[offset / NDC_MEMORY_GRANULE];
    if (number == 0 ||
        address - memory->regions[number - 1].address >= memory->regions[number - 1].bytes)
        return NULL;
    return &memory->regions[number - 1];
}

/* The object of an address where no region is: a guard, or nothing. */
ndc_object ndc_memory_object_outside(const struct ndc_memory *memory, uint64_t address);

/* What lives at a physical address; guards name the thing before them, foreign addresses nothing.
 */
static inline ndc_object
ndc_memory_object(const struct ndc_memory *memory, uint64_t address)
{
    const struct ndc_region *region = ndc_memory_region(memory, address);

    return region != NULL ? region->object : ndc_memory_object_outside(memory, address);
}

/* CPU pointer to bytes of physical memory, or NULL unless all of them are inside the used arena. */
static inline void *
ndc_memory_at(const struct ndc_memory *memory, uint64_t address, uint64_t bytes)
{
    uint64_t offset = ndc_memory_offset(memory, address);

    if (offset >= memory->used || bytes > memory->used - offset)
        return NULL;
    return memory->arena + offset;
}

/* Physical address of a CPU pointer into the arena; false when it points elsewhere. */
bool ndc_memory_physical(const struct ndc_memory *memory, const void *pointer, uint64_t *address);

/*
 * What a device does on the bus. Each returns false, having moved nothing, when an address is not
 * memory. Whether the access was allowed is not decided here: the caller records what it touched.
 */
static inline bool
ndc_memory_read(const struct ndc_memory *memory, uint64_t address, void *to, uint32_t bytes)
{
    const void *from = ndc_memory_at(memory, address, bytes);

    if (from == NULL)
        return false;
    memcpy(to, from, bytes);
    return true;
}
bool ndc_memory_write(struct ndc_memory *memory, uint64_t address, const void *from,
                      uint32_t bytes);
/* After a device wrote through a pointer of ndc_memory_at(): region is the one there, or NULL. */
static inline void
ndc_memory_wrote(struct ndc_memory *memory, const struct ndc_region *region, uint64_t address,
                 uint32_t bytes)
{
    if (region != NULL && region->watched && memory->on_write != NULL)
        memory->on_write(memory->context, region, address, bytes);
}
bool ndc_memory_move(struct ndc_memory *memory, uint64_t target, uint64_t source, uint32_t bytes);

/* Which guard bytes around a region are no longer intact: 0 none, 1 before, 2 behind, 3 both. */
unsigned ndc_memory_guards_broken(const struct ndc_memory *memory, int region);
/* Whether those of two regions are intact: the usual case, with one decision. */
bool ndc_memory_guards_whole(const struct ndc_memory *memory, int one, int other);

#endif
