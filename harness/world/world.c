/* SPDX-License-Identifier: Apache-2.0 */
/* Making a world, and asking it. */
#include "world/world.h"

#include <string.h>

#include "base/check.h"
#include "world/world_state.h"

#define ALIGNMENT 4096u

static size_t
aligned(size_t bytes)
{
    return (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* Where each part lies in the storage. */
struct layout {
    size_t engine, kernel, netdma, regions, granules, events, arena, end;
};

static struct layout
lay_out(const struct ndc_world_config *config)
{
    struct layout at;

    at.engine = aligned(sizeof(struct ndc_world));
    at.kernel = at.engine + aligned(ndc_engine_size());
    at.netdma = at.kernel + aligned(ndc_kernel_size());
    at.regions = at.netdma + aligned(ndc_netdma_size());
    at.granules = at.regions + aligned(NDC_MEMORY_REGIONS_MAX * sizeof(struct ndc_region));
    at.events = at.granules + aligned(config->memory_bytes / NDC_MEMORY_GRANULE * sizeof(uint16_t));
    at.arena =
        at.events +
        (config->events != NULL ? 0 : aligned(config->events_max * sizeof(struct ndc_event)));
    at.end = at.arena + config->memory_bytes;
    return at;
}

size_t
ndc_world_size(const struct ndc_world_config *config)
{
    return lay_out(config).end;
}

static void
place_storage(struct ndc_world *world, uint8_t *storage, struct layout at)
{
    world->engine = (void *)(storage + at.engine);
    world->kernel = (void *)(storage + at.kernel);
    world->netdma = (void *)(storage + at.netdma);
    world->memory.regions = (void *)(storage + at.regions);
    world->memory.granules = (void *)(storage + at.granules);
    world->memory.arena = storage + at.arena;
    world->memory.bytes = world->config.memory_bytes;
    world->trace.events =
        world->config.events != NULL ? world->config.events : (void *)(storage + at.events);
    world->trace.capacity = world->config.events_max;
}

struct ndc_world *
ndc_world_make(void *storage, const struct ndc_world_config *config)
{
    struct ndc_world *world = storage;

    ndc_check((uintptr_t)storage % ALIGNMENT == 0);
    ndc_check(config->memory_bytes % NDC_MEMORY_PAGE == 0 && config->memory_bytes > 0);
    ndc_check(config->events_max > NDC_TRACE_RESERVE);
    world->config = *config;
    place_storage(world, storage, lay_out(config));
    world->faults.trace = &world->trace;
    world->wire.faults = &world->faults;
    ndc_engine_init(world->engine, &world->memory, &world->faults, &world->wire, &world->trace);
    world->device = ndc_engine_device(world->engine);
    ndc_kernel_init(world->kernel, &world->memory, &world->faults, &world->trace, &world->device,
                    &world->config.host);
    ndc_netdma_init(world->netdma, &world->memory, &world->faults, &world->trace, world->kernel);
    ndc_netdma_on_drain(world->netdma, ndc_world_run_until_idle, world);
    return world;
}

struct ndc_trace *
ndc_world_trace(struct ndc_world *world)
{
    return &world->trace;
}

struct ndc_kernel_figures
ndc_world_figures(const struct ndc_world *world)
{
    return ndc_kernel_figures(world->kernel);
}

const char *
ndc_world_register_name(struct ndc_world *world, uint32_t offset)
{
    return world->device.ops->register_name(world->device.self, offset);
}
