/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bytes of a transfer. The source carries a pattern that is new in each life, the target its
 * inverse: so each byte of the target tells whether it was written, and with what.
 */
#include <string.h>

#include "base/check.h"
#include "netdma/bytes.h"
#include "memory/pattern.h"

/* Pages and guards of the pieces of a buffer, at most. */
#define REBUFFER_SLACK (4u * NDC_MEMORY_PAGE)

static uint32_t
region_or_fail(struct ndc_netdma *netdma, uint32_t bytes, uint32_t page_offset, ndc_object object)
{
    int region = ndc_memory_allot(netdma->memory, bytes, page_offset, object);

    ndc_check(region >= 0); /* the arena is sized for what a script can name */
    return (uint32_t)region;
}

/* What a buffer shall be like. */
struct wish {
    uint32_t bytes;
    uint32_t page_offset; /* of its first byte; 0: any granule */
    uint32_t break_at;    /* 0: none */
    uint8_t where;        /* enum ndc_where */
};

static int
first_region(struct ndc_netdma *netdma, const struct wish *wish, uint32_t bytes, ndc_object object)
{
    uint32_t offset = wish->page_offset;
    int region = -1;

    if (wish->break_at != 0)
        return (int)region_or_fail(netdma, bytes, NDC_MEMORY_PAGE - wish->break_at, object);
    if (wish->where != NDC_WHERE_ANY)
        region = ndc_netdma_place(netdma, (enum ndc_where)wish->where, bytes, object);
    if (region >= 0)
        return region;
    return (int)region_or_fail(netdma, bytes, offset == 0 ? NDC_MEMORY_ANYWHERE : offset, object);
}

static struct ndc_buffer
make_buffer(struct ndc_netdma *netdma, const struct wish *wish, ndc_object object)
{
    struct ndc_buffer buffer = {.regions = {-1, -1}, .bytes = {wish->bytes, 0}};
    /* A transfer without bytes still names valid memory [NULL-07]. */
    uint32_t needed = wish->bytes == 0 ? NDC_MEMORY_GRANULE : wish->bytes;

    if (wish->break_at != 0 && wish->break_at < wish->bytes) {
        buffer.bytes[0] = needed = wish->break_at;
        buffer.bytes[1] = wish->bytes - wish->break_at;
    }
    buffer.regions[0] = first_region(netdma, wish, needed, object);
    if (buffer.bytes[1] != 0) /* the continuation is a page [PGBRK-03] */
        buffer.regions[1] = (int)region_or_fail(netdma, buffer.bytes[1], 0, object);
    return buffer;
}

/* Fills both pieces; the pattern runs on across the break. */
static void
fill_buffer(struct ndc_netdma *netdma, const struct ndc_buffer *buffer, uint64_t seed,
            uint64_t flip, ndc_object object)
{
    uint32_t from = 0;

    for (unsigned i = 0; i < 2 && buffer->regions[i] >= 0; i++) {
        ndc_memory_rename(netdma->memory, buffer->regions[i], object);
        ndc_pattern_fill(ndc_memory_bytes(netdma->memory, buffer->regions[i]), buffer->bytes[i],
                         seed, flip, from);
        from += buffer->bytes[i];
    }
}

/* The bytes of one life. */
static void
fill(struct ndc_netdma *netdma, uint16_t transfer, uint32_t life)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];
    ndc_object source = ndc_object_make(NDC_OBJECT_SOURCE, transfer, life);
    ndc_object target = ndc_object_make(NDC_OBJECT_TARGET, transfer, life);

    live->seed = ndc_netdma_seed(transfer, life);
    if (live->source.regions[1] < 0 && live->target.regions[1] < 0) {
        ndc_memory_rename(netdma->memory, live->source.regions[0], source);
        ndc_memory_rename(netdma->memory, live->target.regions[0], target);
        ndc_pattern_fill_both(ndc_memory_bytes(netdma->memory, live->source.regions[0]),
                              ndc_memory_bytes(netdma->memory, live->target.regions[0]),
                              live->what.bytes, live->seed);
        return;
    }
    fill_buffer(netdma, &live->source, live->seed, NDC_PATTERN_PLAIN, source);
    fill_buffer(netdma, &live->target, live->seed, NDC_PATTERN_INVERSE, target);
}

/* The first life was filled when the transfer was defined. */
void
ndc_netdma_refill(struct ndc_netdma *netdma, uint16_t transfer)
{
    if (netdma->transfers[transfer].life > 1)
        fill(netdma, transfer, netdma->transfers[transfer].life);
}

static void
make_buffers(struct ndc_netdma *netdma, uint16_t transfer)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];
    const struct ndc_transfer *what = &live->what;

    const struct wish source = {what->bytes, what->source_offset, what->source_break,
                                what->source_where};
    const struct wish target = {what->bytes, what->target_offset, what->target_break,
                                what->target_where};

    live->source =
        make_buffer(netdma, &source, ndc_object_make(NDC_OBJECT_SOURCE, transfer, live->life));
    live->target =
        make_buffer(netdma, &target, ndc_object_make(NDC_OBJECT_TARGET, transfer, live->life));
}

bool
ndc_netdma_rebuffer(struct ndc_netdma *netdma, uint16_t transfer)
{
    const struct ndc_memory *memory = netdma->memory;
    uint64_t bytes = netdma->transfers[transfer].what.bytes;

    if (memory->bytes / 4 * 3 < memory->used + 2 * (bytes + REBUFFER_SLACK) ||
        memory->region_count > NDC_MEMORY_REGIONS_MAX / 2)
        return false;
    make_buffers(netdma, transfer);
    return true;
}

/* What NetDMA would not ask of this provider becomes what it would ask instead. */
static struct ndc_transfer
conforming(const struct ndc_netdma *netdma, const struct ndc_transfer *what)
{
    struct ndc_transfer transfer = *what;
    bool hints =
        ndc_netdma_counted(netdma) && (NDC_PROVIDER(netdma)->routines.Flags &
                                       NET_DMA_PROVIDER_CHARACTERISTICS_DCA_SUPPORTED) != 0;

    if (transfer.kind == NDC_TRANSFER_CONTEXT && !hints) /* [DCA-07] */
        transfer.kind = NDC_TRANSFER_NULL;
    if (!ndc_netdma_counted(netdma)) /* [DESC-11] */
        transfer.flags &= ~(uint32_t)NET_DMA_DESTINATION_DCA_ENABLE;
    if (!ndc_netdma_counted(netdma) || transfer.bytes == 0) /* [PGBRK-07] */
        transfer.source_break = transfer.target_break = 0;
    if (transfer.bytes > transfer.source_break + NDC_MEMORY_PAGE) /* [PGBRK-08] */
        transfer.source_break = 0;
    if (transfer.bytes > transfer.target_break + NDC_MEMORY_PAGE)
        transfer.target_break = 0;
    return transfer;
}

void
ndc_netdma_define(struct ndc_netdma *netdma, uint16_t transfer, const struct ndc_transfer *what)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];

    ndc_check(transfer < NDC_TRANSFERS_MAX);
    for (; netdma->transfer_count <= transfer; netdma->transfer_count++)
        netdma->transfers[netdma->transfer_count].defined = false;
    live->what = conforming(netdma, what);
    live->defined = true;
    live->state = NDC_TRANSFER_FRESH;
    live->life = 0;
    live->slot = -1;
    live->previous = live->next = live->before = NDC_NO_TRANSFER;
    make_buffers(netdma, transfer);
    fill(netdma, transfer, 1);
}

uint64_t
ndc_netdma_buffer_address(const struct ndc_netdma *netdma, const struct ndc_buffer *buffer,
                          unsigned piece)
{
    int region = buffer->regions[piece];

    return region < 0 ? 0 : netdma->memory->regions[region].address;
}

/* The first byte of the buffer that differs from the pattern; the transfer's length when none does.
 */
static uint32_t
first_difference(struct ndc_netdma *netdma, const struct ndc_buffer *buffer, uint64_t seed,
                 uint64_t flip, uint32_t from)
{
    uint32_t begin = 0;

    for (unsigned i = 0; i < 2 && buffer->regions[i] >= 0; begin += buffer->bytes[i++]) {
        uint32_t skip = from > begin ? from - begin : 0;
        if (skip >= buffer->bytes[i])
            continue;
        const uint8_t *bytes = ndc_memory_bytes(netdma->memory, buffer->regions[i]);
        uint32_t count = buffer->bytes[i] - skip;
        uint32_t bad = ndc_pattern_differs(bytes + skip, count, seed, flip, begin + skip);
        if (bad < count)
            return begin + skip + bad;
    }
    return begin;
}

/* Source and target are in one piece each and as they should be after the copy. */
static bool
copied_whole(const struct ndc_netdma *netdma, const struct ndc_live_transfer *live)
{
    return live->what.bytes != 0 && live->source.regions[1] < 0 && live->target.regions[1] < 0 &&
           ndc_pattern_in_both(ndc_memory_bytes(netdma->memory, live->target.regions[0]),
                               ndc_memory_bytes(netdma->memory, live->source.regions[0]),
                               live->what.bytes, live->seed);
}

static enum ndc_data
judge_target(struct ndc_netdma *netdma, const struct ndc_live_transfer *live, uint32_t *where)
{
    uint32_t bytes = live->what.bytes;

    *where = first_difference(netdma, &live->target, live->seed, NDC_PATTERN_PLAIN, 0);
    if (*where >= bytes)
        return bytes == 0 ? NDC_DATA_UNTOUCHED : NDC_DATA_WHOLE;
    /* From the first wrong byte on nothing may have been written. */
    if (first_difference(netdma, &live->target, live->seed, NDC_PATTERN_INVERSE, *where) >= bytes)
        return *where == 0 ? NDC_DATA_UNTOUCHED : NDC_DATA_PARTIAL;
    return NDC_DATA_WRONG;
}

static bool
source_changed(struct ndc_netdma *netdma, const struct ndc_live_transfer *live)
{
    return first_difference(netdma, &live->source, live->seed, NDC_PATTERN_PLAIN, 0) <
           live->what.bytes;
}

/* Which guards around the buffers are broken: bits of the event DATA. */
static unsigned
look_around(const struct ndc_netdma *netdma, const struct ndc_live_transfer *live)
{
    unsigned around = 0;

    if (live->source.regions[1] < 0 && live->target.regions[1] < 0 &&
        ndc_memory_guards_whole(netdma->memory, live->source.regions[0], live->target.regions[0]))
        return 0;
    for (unsigned i = 0; i < 2; i++) {
        if (live->target.regions[i] >= 0)
            around |= ndc_memory_guards_broken(netdma->memory, live->target.regions[i]) << 1;
        if (live->source.regions[i] >= 0 &&
            ndc_memory_guards_broken(netdma->memory, live->source.regions[i]) != 0)
            around |= 8;
    }
    return around;
}

/* Which fields of the descriptor are no longer what NetDMA wrote: bits of the event ALTERED. */
static unsigned
altered_fields(const NET_DMA_DESCRIPTOR *now, const NET_DMA_DESCRIPTOR *shadow)
{
    if (memcmp(now, shadow, sizeof *now) == 0)
        return 0;
    return (now->TransferSize != shadow->TransferSize ? 1u << 0 : 0) |
           (now->ControlFlags != shadow->ControlFlags ? 1u << 1 : 0) |
           (now->SourceAddress.QuadPart != shadow->SourceAddress.QuadPart ? 1u << 2 : 0) |
           (now->DestinationAddress.QuadPart != shadow->DestinationAddress.QuadPart ? 1u << 3 : 0) |
           (now->NextDescriptor.QuadPart != shadow->NextDescriptor.QuadPart ? 1u << 4 : 0) |
           (now->Reserved1 != shadow->Reserved1 ? 1u << 5 : 0) |
           (now->Reserved2 != shadow->Reserved2 ? 1u << 6 : 0) |
           (now->UserContext1 != shadow->UserContext1 ? 1u << 7 : 0) |
           (now->UserContext2 != shadow->UserContext2 ? 1u << 8 : 0);
}

void
ndc_netdma_look(struct ndc_netdma *netdma, uint16_t transfer)
{
    struct ndc_live_transfer *live = &netdma->transfers[transfer];
    ndc_object object = ndc_netdma_object(netdma, transfer);
    enum ndc_data data = NDC_DATA_WHOLE;
    uint32_t where = live->what.bytes;
    unsigned around = 0;

    if (!live->defined || live->state == NDC_TRANSFER_FRESH)
        return;
    if (!copied_whole(netdma, live)) {
        data = judge_target(netdma, live, &where);
        around = source_changed(netdma, live) ? 1 : 0;
    }
    around |= look_around(netdma, live);
    ndc_trace_add(netdma->trace, NDC_EVENT_DATA, live->channel, object, data, where, around);
    if (data == NDC_DATA_WRONG || around != 0)
        ndc_netdma_diagnose(netdma, transfer, data, around);
    if (live->slot < 0)
        return;
    unsigned fields = altered_fields(ndc_netdma_descriptor(netdma, transfer), &live->shadow);
    if (fields != 0)
        ndc_trace_add(netdma->trace, NDC_EVENT_ALTERED, live->channel, object, fields, 0, 0);
}

ndc_object
ndc_netdma_object(const struct ndc_netdma *netdma, uint16_t transfer)
{
    return ndc_object_make(NDC_OBJECT_DESCRIPTOR, transfer, netdma->transfers[transfer].life);
}
