/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The emulated DMA engine, at register level, after the public I/OAT facts.
 *
 *  - Two generations: 1 is the linked list (START, APPEND, reread of the last descriptor),
 *    2 the counted chain (CHAINADDR, DMACOUNT).
 *  - Each channel moves only in the device's tick, one phase a tick: fetch, move (at most one
 *    4 KiB piece), complete. A fault, an interrupt or a command can fall between any two.
 *  - A channel reads each descriptor from memory when it needs it and keeps no data across
 *    phases except what real channels latch (the descriptor in work, its next pointer).
 *  - It records what it does (FETCH, MOVE, DONE, STATUS, STATE, RAISE), and knows nothing of
 *    providers, NetDMA or what is allowed.
 */
#ifndef NDC_ENGINE_ENGINE_H
#define NDC_ENGINE_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "device.h"
#include "fault/fault.h"
#include "memory/memory.h"
#include "trace/trace.h"

struct ndc_engine_config {
    uint8_t generation;    /* 1 or 2 */
    uint8_t channels;      /* 1 .. NDC_CHANNELS_MAX */
    uint8_t transfer_log2; /* XFERCAP: log2 of the largest transfer, 12 .. 20 */
    bool no_dca;           /* generation 2 without direct cache access; 1 never has it */
    bool named;            /* names below; else each channel is known by its number */
    uint8_t names[NDC_CHANNELS_MAX];
    bool msix; /* has messages, one for each channel, once they are enabled */
};

struct ndc_engine; /* engine/engine_state.h; plain data */

size_t ndc_engine_size(void);

/* Ties the engine to its surroundings, once. */
void ndc_engine_init(struct ndc_engine *engine, struct ndc_memory *memory,
                     struct ndc_faults *faults, struct ndc_wire *wire, struct ndc_trace *trace);

/* Power-on state. */
void ndc_engine_reset(struct ndc_engine *engine, const struct ndc_engine_config *config);

/* The engine as a device. */
struct ndc_device ndc_engine_device(struct ndc_engine *engine);

/* The descriptor a channel finished last, in its life; NDC_OBJECT_NOTHING before the first. */
ndc_object ndc_engine_last_done(const struct ndc_engine *engine, unsigned channel);

#endif
