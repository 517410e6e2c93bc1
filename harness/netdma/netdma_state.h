/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of the NetDMA interface: the registered providers, their channels, and every transfer a
 * script has named. Private to netdma/.
 *
 *  - A transfer owns its buffers; each submission gives it a slot of its channel's descriptor ring,
 *    a new life, and freshly filled bytes. It gets other buffers when the engine may still be
 *    working with the old ones, because a Start overtook it [START-08].
 *  - `pending` lists, for each channel and in order, the submitted transfers whose data nobody has
 *    looked at yet. A completion word that names one of them is looked at up to there.
 */
#ifndef NDC_NETDMA_NETDMA_STATE_H
#define NDC_NETDMA_NETDMA_STATE_H

#include <ntddk.h>
#include <netdma.h>

#include "netdma/interface.h"
#include "netdma/provider.h"

#define NDC_SLOTS_MAX 4096u
#define NDC_SLOTS_DEFAULT 128u
#define NDC_NO_TRANSFER (-1)

enum ndc_transfer_state {
    NDC_TRANSFER_FRESH,    /* never submitted */
    NDC_TRANSFER_PENDING,  /* submitted, in its channel's pending list */
    NDC_TRANSFER_SEEN,     /* a completion named it or a later one; its data was looked at */
    NDC_TRANSFER_DROPPED,  /* cancelled by abort, reset, free or unlink */
    NDC_TRANSFER_OVERTAKEN /* a new Start took the place of its list: the engine may be at it yet */
};

/* A buffer in one or, with a page break, two pieces. */
struct ndc_buffer {
    int regions[2]; /* -1: none */
    uint32_t bytes[2];
};

struct ndc_live_transfer {
    struct ndc_transfer what;
    struct ndc_buffer source;
    struct ndc_buffer target;
    bool defined;
    uint8_t state; /* enum ndc_transfer_state */
    uint8_t channel;
    uint32_t life;             /* number of submissions so far */
    int slot;                  /* region of its descriptor; -1: none */
    int32_t previous, next;    /* in the pending list, NDC_NO_TRANSFER at the ends */
    int32_t before;            /* whose link names its descriptor; NDC_NO_TRANSFER: none */
    uint64_t seed;             /* of the source pattern in this life */
    NET_DMA_DESCRIPTOR shadow; /* what NetDMA wrote */
};

struct ndc_netdma_channel {
    bool allocated;
    uint32_t life;        /* number of allocations so far */
    PVOID context;        /* the provider's */
    uint32_t affinity;    /* the mask passed at allocation that counts for this provider */
    uint8_t group;        /* of that mask */
    uint32_t next_cpu;    /* the last CPU NetDmaIsr gave out */
    int word;             /* region of the completion word; -1 */
    uint64_t word_seen;   /* its value when last looked at */
    bool word_spilled;    /* a broken guard was told */
    int32_t first, last;  /* pending list */
    int32_t tail;         /* the transfer submitted last, or NDC_NO_TRANSFER */
    int tail_slot;        /* of its descriptor, whatever became of the transfer since */
    int report;           /* region of the variable Suspend reports in; -1: none yet */
    int32_t suspended_at; /* what the last Suspend reported, or NDC_NO_TRANSFER */
    int32_t readier;      /* a NULL transfer of NetDMA's own; NDC_NO_TRANSFER: not made yet */
    int reserved_slot;    /* 2.x: where the next batch begins; -1: none */
    uint32_t slots_made;  /* regions in slots[] */
    uint32_t slot_cursor; /* next candidate */
    int slots[NDC_SLOTS_MAX];
};

struct ndc_netdma {
    struct ndc_memory *memory;
    struct ndc_faults *faults;
    struct ndc_trace *trace;
    struct ndc_kernel *kernel;
    void (*drain)(void *context);
    void *drain_context;

    uint32_t interface_version; /* as it is told */
    struct ndc_machine machine;
    uint32_t slots_max; /* for each channel */

    struct ndc_netdma_provider providers[NDC_DEVICES_MAX];

    uint64_t places_used[NDC_WHERE_ABOVE + 1]; /* bytes given away, by enum ndc_where */
    struct ndc_netdma_channel channels[NDC_CHANNELS_MAX];
    uint32_t transfer_count; /* highest defined number + 1 */
    struct ndc_live_transfer transfers[NDC_TRANSFERS_MAX];
};

/* The provider of the device whose code runs. */
#define NDC_PROVIDER(netdma) (&(netdma)->providers[ndc_kernel_selected((netdma)->kernel)])

static inline PVOID
ndc_netdma_channel_handle(unsigned channel, uint32_t life)
{
    return (PVOID)(NDC_CHANNEL_HANDLE | (uintptr_t)life << 8 | channel);
}

/* Whose channel it is: the number of a device. */
static inline unsigned
ndc_netdma_device_of(const struct ndc_netdma *netdma, unsigned channel)
{
    return netdma->machine.second >> channel & 1;
}

static inline bool
ndc_netdma_is_selected(const struct ndc_netdma *netdma, unsigned channel)
{
    return ndc_netdma_device_of(netdma, channel) == ndc_kernel_selected(netdma->kernel);
}

static inline bool
ndc_netdma_counted(const struct ndc_netdma *netdma)
{
    return NDC_PROVIDER(netdma)->version >= NDC_INTERFACE_2_0;
}

/* Whether callbacks would be given another provider context than the registered one [REG-13]. */
static inline bool
ndc_netdma_context_spoiled(const struct ndc_netdma *netdma)
{
    return NDC_PROVIDER(netdma)->context != NDC_PROVIDER(netdma)->registered_context;
}

/* registration.c */
uint32_t ndc_netdma_callbacks(const NET_DMA_PROVIDER_CHARACTERISTICS *provider);
void ndc_netdma_offer(struct ndc_netdma *netdma);
enum ndc_provider_handle ndc_netdma_handle(const struct ndc_netdma *netdma, PVOID handle);

/* affinity.c: SetDmaChannelCpuAffinity, where NetDMA calls it. */
void ndc_netdma_set_affinities(struct ndc_netdma *netdma);

/* data.c */
void ndc_netdma_refill(struct ndc_netdma *netdma, uint16_t transfer);
/* Gives an overtaken transfer other buffers; false when there is no room for them. */
bool ndc_netdma_rebuffer(struct ndc_netdma *netdma, uint16_t transfer);
uint64_t ndc_netdma_buffer_address(const struct ndc_netdma *netdma, const struct ndc_buffer *buffer,
                                   unsigned piece);

/* pending.c */
void ndc_netdma_pend(struct ndc_netdma *netdma, unsigned channel, uint16_t transfer, int32_t after);
void ndc_netdma_unpend(struct ndc_netdma *netdma, uint16_t transfer, enum ndc_transfer_state state);
/* Cancels everything pending on a channel; with bury its descriptors die at once. */
void ndc_netdma_drop(struct ndc_netdma *netdma, unsigned channel, bool bury);
void ndc_netdma_set_tail(struct ndc_netdma *netdma, unsigned channel, int32_t transfer);
/* The transfer whose live descriptor is at an address of this channel, or NDC_NO_TRANSFER. */
int32_t ndc_netdma_named(const struct ndc_netdma *netdma, unsigned channel, uint64_t address);

/* slots.c */
int ndc_netdma_slot_take(struct ndc_netdma *netdma, unsigned channel);
void ndc_netdma_slot_reserve(struct ndc_netdma *netdma, unsigned channel);
static inline NET_DMA_DESCRIPTOR *
ndc_netdma_descriptor(const struct ndc_netdma *netdma, uint16_t transfer)
{
    return ndc_memory_bytes(netdma->memory, netdma->transfers[transfer].slot);
}

/* submit.c */
/* Begins a new life of a transfer in the next slot, last in line; false when it is still under way.
 */
bool ndc_netdma_revive(struct ndc_netdma *netdma, uint16_t transfer, unsigned channel);
/* Sets the link of a transfer's descriptor, in memory and in the shadow. */
void ndc_netdma_link(struct ndc_netdma *netdma, uint16_t transfer, uint64_t next);
/* Makes the descriptor visible to the engine, and to the trace. */
void ndc_netdma_write_descriptor(struct ndc_netdma *netdma, uint16_t transfer);
void ndc_netdma_tell_submitted(struct ndc_netdma *netdma, unsigned channel, uint16_t transfer,
                               uint64_t place);
uint32_t ndc_netdma_submit(struct ndc_netdma *netdma, const struct ndc_call *call);

/* channels.c */
uint32_t ndc_netdma_allocate(struct ndc_netdma *netdma, const struct ndc_call *call);
uint32_t ndc_netdma_free(struct ndc_netdma *netdma, const struct ndc_call *call);

/* control.c */
uint32_t ndc_netdma_suspend(struct ndc_netdma *netdma, const struct ndc_call *call);
uint32_t ndc_netdma_command(struct ndc_netdma *netdma, const struct ndc_call *call);

/* power.c */
/* Whether a routine may be called while the provider sleeps. */
bool ndc_netdma_may_call(const struct ndc_netdma *netdma, enum ndc_routine routine);

/* completion.c */
void ndc_netdma_on_write(void *context, const struct ndc_region *region, uint64_t address,
                         uint32_t bytes);

/* netdma.c: around every call of a provider routine. */
struct ndc_kernel_frame ndc_netdma_enter(struct ndc_netdma *netdma, const struct ndc_call *call,
                                         ndc_object first, uint32_t count, uint64_t address);
void ndc_netdma_leave(struct ndc_netdma *netdma, const struct ndc_call *call,
                      struct ndc_kernel_frame frame, uint32_t status, uint64_t value,
                      uint64_t extra);

#endif
