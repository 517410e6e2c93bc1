/* SPDX-License-Identifier: Apache-2.0 */
/* Making, resetting and asking; the table of routines; what is looked at behind the provider's
 * back. */
#include "netdma/netdma_state.h"

#include <string.h>

#include "base/check.h"

struct ndc_netdma *ndc_netdma_current;

size_t
ndc_netdma_size(void)
{
    return sizeof(struct ndc_netdma);
}

void
ndc_netdma_init(struct ndc_netdma *netdma, struct ndc_memory *memory, struct ndc_faults *faults,
                struct ndc_trace *trace, struct ndc_kernel *kernel)
{
    netdma->memory = memory;
    netdma->faults = faults;
    netdma->trace = trace;
    netdma->kernel = kernel;
    memory->on_write = ndc_netdma_on_write;
    memory->context = netdma;
}

void
ndc_netdma_on_drain(struct ndc_netdma *netdma, void (*drain)(void *context), void *context)
{
    netdma->drain = drain;
    netdma->drain_context = context;
}

static void
reset_channel(struct ndc_netdma_channel *channel)
{
    channel->allocated = false;
    channel->life = 0;
    channel->word = -1;
    channel->report = -1;
    channel->tail_slot = -1;
    channel->first = channel->last = channel->tail = NDC_NO_TRANSFER;
    channel->suspended_at = NDC_NO_TRANSFER;
    channel->readier = NDC_NO_TRANSFER;
    channel->reserved_slot = -1;
    channel->slots_made = 0;
    channel->slot_cursor = 0;
}

void
ndc_netdma_reset(struct ndc_netdma *netdma, const struct ndc_setup *setup)
{
    netdma->interface_version = setup->reports != 0 ? setup->reports : setup->interface_version;
    netdma->machine = setup->machine;
    netdma->slots_max = setup->slots == 0 ? NDC_SLOTS_DEFAULT : setup->slots;
    ndc_check(netdma->slots_max <= NDC_SLOTS_MAX);
    for (unsigned i = 0; i < NDC_DEVICES_MAX; i++) {
        netdma->providers[i].registered = false;
        netdma->providers[i].started = netdma->providers[i].asleep = false;
        netdma->providers[i].version = 0;
    }
    memset(netdma->places_used, 0, sizeof netdma->places_used);
    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++)
        reset_channel(&netdma->channels[i]);
    for (uint32_t i = 0; i < netdma->transfer_count; i++)
        netdma->transfers[i].defined = false;
    netdma->transfer_count = 0;
    ndc_netdma_offer(netdma);
}

bool
ndc_netdma_registered(const struct ndc_netdma *netdma)
{
    return NDC_PROVIDER(netdma)->registered;
}

bool
ndc_netdma_started(const struct ndc_netdma *netdma)
{
    return NDC_PROVIDER(netdma)->started;
}

uint32_t
ndc_netdma_version(const struct ndc_netdma *netdma)
{
    return NDC_PROVIDER(netdma)->version;
}

bool
ndc_netdma_offers(const struct ndc_netdma *netdma, enum ndc_routine routine)
{
    return NDC_PROVIDER(netdma)->registered &&
           (ndc_netdma_callbacks(&NDC_PROVIDER(netdma)->routines) >> routine & 1) != 0;
}

static uint32_t
call_selected(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    static uint32_t (*const acts[NDC_ROUTINES])(struct ndc_netdma *, const struct ndc_call *) = {
        [NDC_ROUTINE_ALLOCATE] = ndc_netdma_allocate, [NDC_ROUTINE_FREE] = ndc_netdma_free,
        [NDC_ROUTINE_START] = ndc_netdma_submit,      [NDC_ROUTINE_APPEND] = ndc_netdma_submit,
        [NDC_ROUTINE_SUSPEND] = ndc_netdma_suspend,   [NDC_ROUTINE_RESUME] = ndc_netdma_command,
        [NDC_ROUTINE_ABORT] = ndc_netdma_command,     [NDC_ROUTINE_RESET] = ndc_netdma_command,
    };
    bool allocated = netdma->channels[call->channel].allocated;

    /* NetDMA calls only what was registered, after the start [PST-10], for a channel it owns. */
    if (acts[call->routine] == NULL || !ndc_netdma_offers(netdma, call->routine) ||
        !NDC_PROVIDER(netdma)->started ||
        !ndc_netdma_may_call(netdma, (enum ndc_routine)call->routine) ||
        allocated == (call->routine == NDC_ROUTINE_ALLOCATE))
        return (uint32_t)STATUS_UNSUCCESSFUL;
    return acts[call->routine](netdma, call);
}

uint32_t
ndc_netdma_call(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    unsigned before = ndc_kernel_selected(netdma->kernel);

    ndc_kernel_select(netdma->kernel, ndc_netdma_device_of(netdma, call->channel));
    uint32_t status = call_selected(netdma, call);
    ndc_kernel_select(netdma->kernel, before);
    return status;
}

struct ndc_kernel_frame
ndc_netdma_enter(struct ndc_netdma *netdma, const struct ndc_call *call, ndc_object first,
                 uint32_t count, uint64_t address)
{
    uint8_t irql = ndc_kernel_irql(netdma->kernel);

    if (call->at_dispatch && irql < DISPATCH_LEVEL)
        irql = DISPATCH_LEVEL;
    struct ndc_kernel_frame frame = ndc_kernel_enter(netdma->kernel, irql);
    ndc_trace_add(netdma->trace, NDC_EVENT_CALL, call->channel, call->routine, first, count,
                  address);
    return frame;
}

void
ndc_netdma_leave(struct ndc_netdma *netdma, const struct ndc_call *call,
                 struct ndc_kernel_frame frame, uint32_t status, uint64_t value, uint64_t extra)
{
    ndc_kernel_leave(netdma->kernel, frame);
    ndc_netdma_inspect(netdma); /* what the provider wrote itself belongs to the call */
    ndc_trace_add(netdma->trace, NDC_EVENT_RETURN, call->channel, call->routine, status, value,
                  extra);
}

static void
inspect_channel(struct ndc_netdma *netdma, unsigned number)
{
    struct ndc_netdma_channel *channel = &netdma->channels[number];
    uint64_t value;

    if (channel->word < 0)
        return;
    memcpy(&value, ndc_memory_bytes(netdma->memory, channel->word), sizeof value);
    if (value != channel->word_seen) {
        channel->word_seen = value;
        ndc_trace_add(netdma->trace, NDC_EVENT_WORD, number, value,
                      ndc_memory_object(netdma->memory, value & NDC_NET_DMA_ADDRESS_MASK), 1, 0);
    }
    if (!channel->word_spilled && ndc_memory_guards_broken(netdma->memory, channel->word) != 0) {
        channel->word_spilled = true;
        ndc_trace_add(netdma->trace, NDC_EVENT_SPILL, number,
                      netdma->memory->regions[channel->word].object,
                      ndc_memory_guards_broken(netdma->memory, channel->word), 0, 0);
    }
}

void
ndc_netdma_inspect(struct ndc_netdma *netdma)
{
    unsigned count = netdma->machine.devices > 1 ? NDC_CHANNELS_MAX : netdma->machine.channels;

    for (unsigned i = 0; i < count; i++)
        inspect_channel(netdma, i);
}

/*
 * Whether a transfer is looked at at the end. What was whole when it completed is looked at again,
 * for writes by a CPU (those of the engine are events); a bulk run would take twice as long for
 * that.
 */
#define SECOND_LOOK_MAX 256u

static bool
deserves_look(const struct ndc_netdma *netdma, const struct ndc_live_transfer *live)
{
    if (!live->defined || live->state == NDC_TRANSFER_FRESH)
        return false;
    return live->state != NDC_TRANSFER_SEEN || netdma->transfer_count <= SECOND_LOOK_MAX;
}

void
ndc_netdma_look_all(struct ndc_netdma *netdma)
{
    for (uint32_t i = 0; i < netdma->transfer_count; i++)
        if (deserves_look(netdma, &netdma->transfers[i]))
            ndc_netdma_look(netdma, (uint16_t)i);
    ndc_netdma_inspect(netdma);
}
