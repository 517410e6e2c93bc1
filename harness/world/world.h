/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One simulated computer: memory, engine, kernel services and the NetDMA interface wired together.
 *
 *  - Time moves one tick when the provider touches the device or stalls, and while `run` runs.
 *  - While it runs, in this order: raised interrupts are delivered, DPCs run, the device ticks;
 *    until nothing moves any more.
 *  - Reset costs what the last script used. A world never allocates after it was made.
 */
#ifndef NDC_WORLD_WORLD_H
#define NDC_WORLD_WORLD_H

#include <stddef.h>
#include <stdint.h>

#include "target.h"
#include "trace/trace.h"
#include "wdk/kernel.h"

struct ndc_world;

struct ndc_world_config {
    uint32_t memory_bytes;    /* of the pretend memory, a multiple of 4096 */
    uint32_t events_max;      /* of the trace */
    struct ndc_event *events; /* storage for the trace, or NULL: part of the world */
    struct ndc_host host;
    ndc_driver_entry *driver_entry;
    uint8_t imports; /* of the provider's image: field imports of ENTRY */
    /* Restores the provider's writable image; called at the start of each script. May be NULL. */
    void (*restore_image)(void *context);
    void *image;
};

/* Bytes a world needs, and making one in storage of that size, aligned to 4096. */
size_t ndc_world_size(const struct ndc_world_config *config);
struct ndc_world *ndc_world_make(void *storage, const struct ndc_world_config *config);

/* The world as a target. */
struct ndc_target ndc_world_target(struct ndc_world *world);
struct ndc_trace *ndc_world_trace(struct ndc_world *world);
struct ndc_kernel_figures ndc_world_figures(const struct ndc_world *world);
/* Name of a device register, for people. */
const char *ndc_world_register_name(struct ndc_world *world, uint32_t offset);

#endif
