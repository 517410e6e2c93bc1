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
    size_t engines, kernel, netdma, regions, granules, events, arena, end;
};

static struct layout
lay_out(const struct ndc_world_config *config)
{
    struct layout at;

    at.engines = aligned(sizeof(struct ndc_world));
    at.kernel = at.engines + NDC_DEVICES_MAX * aligned(ndc_engine_size());
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
    for (unsigned i = 0; i < NDC_DEVICES_MAX; i++)
        world->units[i].engine = (void *)(storage + at.engines + i * aligned(ndc_engine_size()));
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

static void
make_unit(struct ndc_world *world, struct ndc_world_unit *unit)
{
    unit->wire.faults = &world->faults;
    ndc_engine_init(unit->engine, &world->memory, &world->faults, &unit->wire, &world->trace);
    unit->device = ndc_engine_device(unit->engine);
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
    for (unsigned i = 0; i < NDC_DEVICES_MAX; i++)
        make_unit(world, &world->units[i]);
    ndc_kernel_init(world->kernel, &world->memory, &world->faults, &world->trace,
                    &world->units[0].device, &world->config.host);
    ndc_kernel_second_device(world->kernel, &world->units[1].device);
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
    const struct ndc_device *device = &world->units[0].device;

    return device->ops->register_name(device->self, offset);
}
