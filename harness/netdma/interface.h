/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The NetDMA interface of one simulated computer: the routines a provider calls (NetDmaIsr, ...),
 * and the client side that calls the provider as NetDMA would, for versions 1.0, 1.1, 2.0, 2.1.
 *
 *  - Each submission of a transfer takes the next slot of its channel's descriptor ring and
 *    begins a new life. Slots are scattered: what lies between them is no descriptor.
 *  - 1.x: the last NextDescriptor is zero, Append first patches the old tail. 2.0 and later: the
 * last one names the slot of the next batch, nothing is patched.
 *  - It looks at the data whenever a completion becomes visible, and records what it sees.
 *  - It does not know which device is below the provider, and keeps NetDMA's own promises.
 */
#ifndef NDC_NETDMA_INTERFACE_H
#define NDC_NETDMA_INTERFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "fault/fault.h"
#include "memory/memory.h"
#include "target.h"
#include "trace/trace.h"
#include "wdk/kernel.h"

struct ndc_netdma; /* netdma/netdma_state.h */

size_t ndc_netdma_size(void);
void ndc_netdma_init(struct ndc_netdma *netdma, struct ndc_memory *memory,
                     struct ndc_faults *faults, struct ndc_trace *trace, struct ndc_kernel *kernel);
void ndc_netdma_reset(struct ndc_netdma *netdma, const struct ndc_setup *setup);

/* The interface the NetDmaXxx routines act on. */
extern struct ndc_netdma *ndc_netdma_current;

bool ndc_netdma_registered(const struct ndc_netdma *netdma);
bool ndc_netdma_started(const struct ndc_netdma *netdma);
uint32_t ndc_netdma_version(const struct ndc_netdma *netdma);
bool ndc_netdma_offers(const struct ndc_netdma *netdma, enum ndc_routine routine);

/* The acts of target.h that are NetDMA's. */
void ndc_netdma_define(struct ndc_netdma *netdma, uint16_t transfer,
                       const struct ndc_transfer *what);
uint32_t ndc_netdma_call(struct ndc_netdma *netdma, const struct ndc_call *call);
void ndc_netdma_unlink(struct ndc_netdma *netdma, uint16_t transfer);
void ndc_netdma_insert(struct ndc_netdma *netdma, uint16_t transfer, uint16_t after);
void ndc_netdma_look(struct ndc_netdma *netdma, uint16_t transfer);
/* Looks at every transfer that was ever submitted, then inspects. */
void ndc_netdma_look_all(struct ndc_netdma *netdma);
/* Looks at all memory of NetDMA's that nobody may write to any more; when the driver is gone. */
void ndc_netdma_look_around(const struct ndc_netdma *netdma);
ndc_object ndc_netdma_object(const struct ndc_netdma *netdma, uint16_t transfer);
uint64_t ndc_netdma_address(const struct ndc_netdma *netdma, uint16_t transfer);

/* Looks for what changed behind NetDMA's back: words written by a CPU, descriptors, guards. */
void ndc_netdma_inspect(struct ndc_netdma *netdma);
/* Frees every allocated channel (used by Stop and at the end). */
void ndc_netdma_free_channels(struct ndc_netdma *netdma);

/* The clients are quiet, and post nothing. */
void ndc_netdma_sleep(struct ndc_netdma *netdma);
/* The clients go on, after a Start with one NULL transfer on every allocated channel: the engine
 * has forgotten everything. */
void ndc_netdma_wake(struct ndc_netdma *netdma);

/* Called by Stop to let outstanding work complete; set by world/. */
void ndc_netdma_on_drain(struct ndc_netdma *netdma, void (*drain)(void *context), void *context);

#endif
