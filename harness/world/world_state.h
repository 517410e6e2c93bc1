/* SPDX-License-Identifier: Apache-2.0 */
/* What a world is made of. Private to world/. */
#ifndef NDC_WORLD_WORLD_STATE_H
#define NDC_WORLD_WORLD_STATE_H

#include "device.h"
#include "engine/engine.h"
#include "fault/fault.h"
#include "memory/memory.h"
#include "netdma/interface.h"
#include "world/world.h"

#define NDC_POINTS_MAX 16u
/* Ticks of one `run`: a device that never comes to rest is a limit, not an endless loop. */
#define NDC_STEPS_MAX 4000000u
/* 100 ms: a device that was quiet so long while only timers ran has nothing more to say. */
#define NDC_QUIET_TICKS 100000u
/* Interrupts between two ticks: more is a storm. */
#define NDC_STORM_MAX 256u

struct ndc_planned_point {
    enum ndc_point_act act;
    unsigned channel;
    uint32_t point; /* absolute number */
    bool done;
};

/* One engine of the computer, and how far its device has come. */
struct ndc_world_unit {
    struct ndc_wire wire;
    struct ndc_engine *engine;
    struct ndc_device device;
    bool added;
    bool started;
};

struct ndc_world {
    struct ndc_world_config config;
    struct ndc_trace trace;
    struct ndc_memory memory;
    struct ndc_faults faults;
    struct ndc_kernel *kernel;
    struct ndc_netdma *netdma;
    uint32_t unit_count; /* of the present script */
    uint32_t second;     /* bit channel: it is the second unit's */
    struct ndc_world_unit units[NDC_DEVICES_MAX];
    uint32_t point_count;
    struct ndc_planned_point points[NDC_POINTS_MAX];
};

/* The unit whose turn it is. */
#define NDC_UNIT(world) (&(world)->units[ndc_kernel_selected((world)->kernel)])

/* From here on it is this unit's turn, or that of a channel; returns whose it was. */
static inline unsigned
ndc_world_turn(struct ndc_world *world, unsigned unit)
{
    unsigned before = ndc_kernel_selected(world->kernel);

    ndc_kernel_select(world->kernel, unit);
    return before;
}

static inline unsigned
ndc_world_unit_of(const struct ndc_world *world, unsigned channel)
{
    return channel < NDC_CHANNELS_MAX ? world->second >> channel & 1 : 0;
}

/* time.c */
void ndc_world_run(struct ndc_world *world, const struct ndc_until_what *what);
void ndc_world_run_until_idle(void *world);
void ndc_world_plan_point(struct ndc_world *world, enum ndc_point_act act, unsigned channel,
                          uint32_t point);

/* life.c */
bool ndc_world_begin(struct ndc_world *world, const struct ndc_setup *setup);
void ndc_world_pnp(struct ndc_world *world, enum ndc_pnp what, unsigned device);
void ndc_world_power(struct ndc_world *world, enum ndc_power what, unsigned device);
void ndc_world_end(struct ndc_world *world);

#endif
