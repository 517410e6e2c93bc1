/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Start and Append: a batch of transfers becomes a chain of descriptors, linked by physical
 * address.
 *
 *  - 1.x: the last link is zero; Append stores the new head in the old tail first [APPEND-02].
 *  - 2.0 and later: the last link names the slot at which the next batch will begin, so Append
 *    rewrites nothing. A Start leaves that slot unused: whoever follows it anyway is seen.
 */
#include <string.h>

#include "netdma/netdma_state.h"

/* What the unused fields of a descriptor hold: nothing that works by luck. */
#define NOT_FOR_ANYBODY 0xBADBADBADBADBAC0u
/* Where a transfer goes on that ends before: a page, but no memory [PGBRK-03], [PGBRK-09]. */
#define NO_MEMORY 0x6BADB000u

static uint32_t
control_flags(const struct ndc_transfer *what)
{
    uint32_t flags = what->flags;

    if (what->kind == NDC_TRANSFER_NULL)
        flags |= NET_DMA_NULL_TRANSFER;
    if (what->kind == NDC_TRANSFER_CONTEXT)
        flags |= NET_DMA_OP_TYPE_CONTEXT_CHANGE | NET_DMA_DCA_CONTEXT_CHANGE;
    return flags;
}

static uint64_t
continuation(const struct ndc_netdma *netdma, const struct ndc_buffer *buffer)
{
    return buffer->regions[1] < 0 ? NO_MEMORY : ndc_netdma_buffer_address(netdma, buffer, 1);
}

/* Writes the shadow where it stays: a copy of what was written a moment ago would have to wait. */
static void
build(const struct ndc_netdma *netdma, struct ndc_live_transfer *live)
{
    NET_DMA_DESCRIPTOR *descriptor = &live->shadow;

    memset(descriptor, 0, sizeof *descriptor);
    descriptor->TransferSize =
        live->what.kind == NDC_TRANSFER_CONTEXT ? live->what.context : live->what.bytes;
    descriptor->ControlFlags = control_flags(&live->what);
    descriptor->SourceAddress.QuadPart =
        (LONGLONG)ndc_netdma_buffer_address(netdma, &live->source, 0);
    descriptor->DestinationAddress.QuadPart =
        (LONGLONG)ndc_netdma_buffer_address(netdma, &live->target, 0);
    descriptor->Reserved1 = NOT_FOR_ANYBODY;
    descriptor->Reserved2 = NOT_FOR_ANYBODY;
    if (live->what.source_break != 0) {
        descriptor->ControlFlags |= NET_DMA_SOURCE_PAGE_BREAK;
        descriptor->Reserved1 = continuation(netdma, &live->source);
    }
    if (live->what.target_break != 0) {
        descriptor->ControlFlags |= NET_DMA_DESTINATION_PAGE_BREAK;
        descriptor->Reserved2 = continuation(netdma, &live->target);
    }
    if (live->what.kind == NDC_TRANSFER_CONTEXT) { /* nobody looks at them [DCA-02] */
        descriptor->SourceAddress.QuadPart = (LONGLONG)NOT_FOR_ANYBODY;
        descriptor->DestinationAddress.QuadPart = (LONGLONG)NOT_FOR_ANYBODY;
    }
    descriptor->UserContext1 = ~live->seed;
    descriptor->UserContext2 = live->seed;
}

void
ndc_netdma_write_descriptor(struct ndc_netdma *netdma, uint16_t transfer)
{
    memcpy(ndc_netdma_descriptor(netdma, transfer), &netdma->transfers[transfer].shadow,
           sizeof(NET_DMA_DESCRIPTOR));
}

/* Begins a new life of the transfer in a slot, with fresh bytes. False when it is still under way.
 */
bool
ndc_netdma_revive(struct ndc_netdma *netdma, uint16_t transfer, unsigned channel)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];

    if (!live->defined || live->state == NDC_TRANSFER_PENDING)
        return false;
    if (live->state == NDC_TRANSFER_OVERTAKEN && !ndc_netdma_rebuffer(netdma, transfer))
        return false;
    int slot = ndc_netdma_slot_take(netdma, channel);
    if (slot < 0)
        return false;
    if (netdma->channels[live->channel].suspended_at == (int32_t)transfer)
        netdma->channels[live->channel].suspended_at = NDC_NO_TRANSFER;
    live->life++;
    live->slot = slot;
    ndc_memory_rename(netdma->memory, slot, ndc_netdma_object(netdma, transfer));
    ndc_netdma_refill(netdma, transfer);
    build(netdma, live);
    ndc_netdma_pend(netdma, channel, transfer, netdma->channels[channel].last);
    return true;
}

void
ndc_netdma_link(struct ndc_netdma *netdma, uint16_t transfer, uint64_t next)
{
    netdma->transfers[transfer].shadow.NextDescriptor.QuadPart = (LONGLONG)next;
    if (netdma->transfers[transfer].slot >= 0)
        ndc_netdma_descriptor(netdma, transfer)->NextDescriptor.QuadPart = (LONGLONG)next;
}

static uint64_t
reserved_address(const struct ndc_netdma *netdma, unsigned channel)
{
    int slot = netdma->channels[channel].reserved_slot;

    return slot < 0 ? 0 : netdma->memory->regions[slot].address;
}

/* Where both sides of the transfer lie. */
static void
tell_placed(struct ndc_netdma *netdma, unsigned channel, uint16_t transfer)
{
    const NET_DMA_DESCRIPTOR *shadow = &netdma->transfers[transfer].shadow;
    ndc_object object = ndc_netdma_object(netdma, transfer);

    ndc_trace_add(netdma->trace, NDC_EVENT_PLACED, channel, object, 0,
                  (uint64_t)shadow->SourceAddress.QuadPart,
                  shadow->ControlFlags & NET_DMA_SOURCE_PAGE_BREAK ? shadow->Reserved1 : 0);
    ndc_trace_add(netdma->trace, NDC_EVENT_PLACED, channel, object, 1,
                  (uint64_t)shadow->DestinationAddress.QuadPart,
                  shadow->ControlFlags & NET_DMA_DESTINATION_PAGE_BREAK ? shadow->Reserved2 : 0);
}

/* Whether a page break must be judged [PGBRK-03], or what the engine cannot reach [DESC-15]. */
static bool
is_placed_oddly(const struct ndc_netdma *netdma, const NET_DMA_DESCRIPTOR *shadow)
{
    LONGLONG reach = NDC_PROVIDER(netdma)->attributes.MaximumAddressSpace.QuadPart;
    const ULONG breaks = NET_DMA_SOURCE_PAGE_BREAK | NET_DMA_DESTINATION_PAGE_BREAK;

    return (shadow->ControlFlags & breaks) != 0 || shadow->SourceAddress.QuadPart > reach ||
           shadow->DestinationAddress.QuadPart > reach;
}

void
ndc_netdma_tell_submitted(struct ndc_netdma *netdma, unsigned channel, uint16_t transfer,
                          uint64_t place)
{
    const NET_DMA_DESCRIPTOR *shadow = &netdma->transfers[transfer].shadow;

    ndc_trace_add(netdma->trace, NDC_EVENT_SUBMIT, channel, ndc_netdma_object(netdma, transfer),
                  (uint64_t)shadow->TransferSize << 32 | shadow->ControlFlags, place,
                  ndc_netdma_address(netdma, transfer));
    if (__builtin_expect(is_placed_oddly(netdma, shadow), 0))
        tell_placed(netdma, channel, transfer);
}

struct batch {
    uint16_t first;
    uint16_t count;
};

/* Builds, links and records the chain. Transfers that are still under way are left out. */
static struct batch
build_batch(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    struct batch batch = {0, 0};
    int32_t before = NDC_NO_TRANSFER;

    for (uint16_t i = 0; i < call->count; i++) {
        uint16_t transfer = call->transfers[i];

        if (!ndc_netdma_revive(netdma, transfer, call->channel))
            continue;
        if (before == NDC_NO_TRANSFER)
            batch.first = transfer;
        else
            ndc_netdma_link(netdma, (uint16_t)before, ndc_netdma_address(netdma, transfer));
        before = transfer;
        batch.count++;
    }
    if (batch.count == 0)
        return batch;
    if (ndc_netdma_counted(netdma)) {
        ndc_netdma_slot_reserve(netdma, call->channel);
        ndc_netdma_link(netdma, (uint16_t)before, reserved_address(netdma, call->channel));
    }
    return batch;
}

/* Makes the batch visible to the engine, and tells the trace in order. */
static void
publish(struct ndc_netdma *netdma, const struct ndc_call *call, struct batch batch)
{
    int32_t transfer = batch.first;

    for (uint32_t position = 0; position < batch.count; position++) {
        netdma->transfers[transfer].before = netdma->channels[call->channel].tail;
        ndc_netdma_write_descriptor(netdma, (uint16_t)transfer);
        ndc_netdma_tell_submitted(netdma, call->channel, (uint16_t)transfer,
                                  position | (uint64_t)batch.count << 16 |
                                      (uint64_t)call->chain << 32);
        ndc_netdma_set_tail(netdma, call->channel, transfer);
        transfer = netdma->transfers[transfer].next;
    }
}

/* The last descriptor of the list so far. Its transfer may begin a new life in the batch to come.
 */
struct old_tail {
    int32_t transfer;
    int slot;
    int reserved; /* the slot it names (2.x) */
};

static struct old_tail
old_tail_of(const struct ndc_netdma_channel *channel)
{
    return (struct old_tail){channel->tail, channel->tail_slot, channel->reserved_slot};
}

/* 1.x: the old tail names the batch, or (0) nothing again when the batch was refused. */
static void
patch_old_tail(struct ndc_netdma *netdma, const struct ndc_call *call, struct old_tail tail,
               uint64_t next)
{
    if (call->routine != NDC_ROUTINE_APPEND || ndc_netdma_counted(netdma) || tail.slot < 0)
        return;
    NET_DMA_DESCRIPTOR *descriptor = ndc_memory_bytes(netdma->memory, tail.slot);
    if (netdma->transfers[tail.transfer].slot == tail.slot)
        ndc_netdma_link(netdma, (uint16_t)tail.transfer, next);
    else
        descriptor->NextDescriptor.QuadPart = (LONGLONG)next;
    ndc_trace_add(netdma->trace, NDC_EVENT_LINK, call->channel,
                  netdma->memory->regions[tail.slot].object,
                  ndc_memory_object(netdma->memory, next), 0, 0);
}

/* The provider refused the batch: it is nobody's, and the list ends where it ended before. */
static void
withdraw(struct ndc_netdma *netdma, const struct ndc_call *call, struct batch batch,
         struct old_tail tail)
{
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];
    int first_slot = netdma->transfers[batch.first].slot;
    int32_t transfer = batch.first;

    for (uint32_t i = 0; i < batch.count && transfer != NDC_NO_TRANSFER; i++) {
        int32_t next = netdma->transfers[transfer].next;

        if (netdma->transfers[transfer].state == NDC_TRANSFER_PENDING)
            ndc_netdma_unpend(netdma, (uint16_t)transfer, NDC_TRANSFER_DROPPED);
        transfer = next;
    }
    channel->tail = tail.transfer;
    channel->tail_slot = tail.slot;
    if (call->routine == NDC_ROUTINE_START) { /* the list before goes on [START-13] */
        channel->reserved_slot = tail.reserved;
        return;
    }
    patch_old_tail(netdma, call, tail, 0);
    if (ndc_netdma_counted(netdma))
        channel->reserved_slot = first_slot; /* the old tail names it still */
}

static ULONG
shown_count(const struct ndc_netdma *netdma, const struct ndc_call *call, struct batch batch)
{
    bool lie = call->count_shown >= 0 && !ndc_netdma_counted(netdma); /* [START-06] */

    return lie ? (ULONG)call->count_shown : batch.count;
}

/* Whether some transfer of the call can begin a new life: a Start frees those of its own channel.
 */
static bool
any_free(const struct ndc_netdma *netdma, const struct ndc_call *call)
{
    for (uint16_t i = 0; i < call->count; i++) {
        const struct ndc_live_transfer *live = &netdma->transfers[call->transfers[i]];
        bool own = call->routine == NDC_ROUTINE_START && live->channel == call->channel;

        if (live->defined && (live->state != NDC_TRANSFER_PENDING || own))
            return true;
    }
    return false;
}

uint32_t
ndc_netdma_submit(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];
    struct old_tail tail = old_tail_of(channel);

    if (!any_free(netdma, call))
        return (uint32_t)STATUS_SUCCESS;
    if (call->routine == NDC_ROUTINE_START) {
        ndc_netdma_drop(netdma, call->channel, false);
        ndc_netdma_set_tail(netdma, call->channel, NDC_NO_TRANSFER);
        channel->reserved_slot = -1;
    }
    struct batch batch = build_batch(netdma, call);
    if (batch.count == 0)
        return (uint32_t)STATUS_SUCCESS;
    publish(netdma, call, batch);
    patch_old_tail(netdma, call, tail, ndc_netdma_address(netdma, batch.first));

    PHYSICAL_ADDRESS address = {.QuadPart = (LONGLONG)ndc_netdma_address(netdma, batch.first)};
    ULONG count = shown_count(netdma, call, batch);
    DMA_START_HANDLER routine = call->routine == NDC_ROUTINE_START
                                    ? NDC_PROVIDER(netdma)->routines.StartDma
                                    : NDC_PROVIDER(netdma)->routines.AppendDma;
    struct ndc_kernel_frame frame = ndc_netdma_enter(
        netdma, call, ndc_netdma_object(netdma, batch.first), count, (uint64_t)address.QuadPart);
    NTSTATUS status =
        routine(channel->context, ndc_netdma_descriptor(netdma, batch.first), address, count);
    ndc_netdma_leave(netdma, call, frame, (uint32_t)status, 0, 0);
    if (!NT_SUCCESS(status))
        withdraw(netdma, call, batch, tail);
    return (uint32_t)status;
}
