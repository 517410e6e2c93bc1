/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the wrong bytes of a transfer are: in its target, in its source, in the guards around them.
 * Runs only when a look at the data has found something (data.c).
 */
#include "base/check.h"
#include "memory/origin.h"
#include "netdma/bytes.h"
#include "memory/pattern.h"

#define RUNS_MAX 4u       /* told of each buffer or guard */
#define LIVES_MAX 512u    /* of all transfers that are thought of */
#define LIVES_EACH_MAX 6u /* of one transfer, the latest */
#define OWN_LIVES_MAX 32u
#define AGREE 8u /* right bytes that end a run of wrong ones */

/* A buffer's bytes as one, whatever pieces it is in, and what should stand there. */
struct inquiry {
    struct ndc_netdma *netdma;
    uint16_t transfer;
    struct ndc_pattern_life lives[LIVES_MAX];
    uint32_t lives_count;
};

static void
think_of(struct inquiry *inquiry, uint16_t transfer, uint32_t lives_max)
{
    const struct ndc_live_transfer *live = &inquiry->netdma->transfers[transfer];
    uint32_t newest = live->life == 0 ? 1 : live->life; /* filled when it was defined */

    for (uint32_t i = 0; i < lives_max && i < newest && inquiry->lives_count < LIVES_MAX; i++)
        inquiry->lives[inquiry->lives_count++] = (struct ndc_pattern_life){
            .seed = ndc_netdma_seed(transfer, newest - i),
            .bytes = live->what.bytes,
            .object = ndc_object_make(NDC_OBJECT_SOURCE, transfer, newest - i),
        };
}

static void
begin(struct inquiry *inquiry, struct ndc_netdma *netdma, uint16_t transfer)
{
    inquiry->netdma = netdma;
    inquiry->transfer = transfer;
    inquiry->lives_count = 0;
    think_of(inquiry, transfer, OWN_LIVES_MAX);
    for (uint32_t i = 0; i < netdma->transfer_count; i++)
        if (i != transfer && netdma->transfers[i].defined)
            think_of(inquiry, (uint16_t)i, LIVES_EACH_MAX);
}

static void
tell(const struct inquiry *inquiry, enum ndc_side place, uint32_t from,
     const struct ndc_origin *origin)
{
    struct ndc_netdma *netdma = inquiry->netdma;
    bool named = origin->what == NDC_ORIGIN_SOURCE || origin->what == NDC_ORIGIN_UNTOUCHED;

    ndc_trace_add(netdma->trace, NDC_EVENT_BYTES, netdma->transfers[inquiry->transfer].channel,
                  ndc_netdma_object(netdma, inquiry->transfer),
                  from | (uint64_t)origin->count << 32,
                  named ? inquiry->lives[origin->life].object : NDC_OBJECT_NOTHING,
                  origin->what | (unsigned)place << 8 | (uint64_t)origin->index << 32);
}

/* The bytes of one piece of a buffer, and which of the transfer's they are. */
struct piece {
    const uint8_t *bytes;
    uint32_t count;
    uint32_t from;
};

static bool
is_right(const struct inquiry *inquiry, const struct piece *piece, uint32_t at)
{
    uint32_t count = piece->count - at < AGREE ? piece->count - at : AGREE;

    return ndc_pattern_differs(piece->bytes + at, count, inquiry->lives[0].seed, NDC_PATTERN_PLAIN,
                               piece->from + at) == count;
}

static uint32_t
wrong_run(const struct inquiry *inquiry, const struct piece *piece, uint32_t at)
{
    uint32_t end = at + 1;

    while (end < piece->count && !is_right(inquiry, piece, end))
        end++;
    return end - at;
}

static void
ask_piece(const struct inquiry *inquiry, const struct piece *piece, enum ndc_side place,
          uint32_t *told)
{
    for (uint32_t at = 0; at < piece->count && *told < RUNS_MAX; (*told)++) {
        at += ndc_pattern_differs(piece->bytes + at, piece->count - at, inquiry->lives[0].seed,
                                  NDC_PATTERN_PLAIN, piece->from + at);
        if (at >= piece->count)
            return;
        struct ndc_origin origin =
            ndc_origin_of(piece->bytes + at, wrong_run(inquiry, piece, at), piece->from + at,
                          inquiry->lives, inquiry->lives_count);
        tell(inquiry, place, piece->from + at, &origin);
        at += origin.count;
    }
}

static void
ask_buffer(const struct inquiry *inquiry, const struct ndc_buffer *buffer, enum ndc_side place)
{
    struct piece piece = {.from = 0};
    uint32_t told = 0;

    for (unsigned i = 0; i < 2 && buffer->regions[i] >= 0; i++) {
        piece.bytes = ndc_memory_bytes(inquiry->netdma->memory, buffer->regions[i]);
        piece.count = buffer->bytes[i];
        ask_piece(inquiry, &piece, place, &told);
        piece.from += piece.count;
    }
}

/* Guard bytes before or behind a piece. */
struct guard {
    const uint8_t *bytes;
    uint32_t count;
    enum ndc_side side;
    bool backward; /* places are counted from the end */
};

/* The first run of bytes that are no guard any more. */
static void
ask_guard(const struct inquiry *inquiry, const struct guard *guard)
{
    uint32_t first = 0;
    uint32_t run = 0;

    while (first < guard->count && guard->bytes[first] == NDC_MEMORY_GUARD)
        first++;
    if (first == guard->count)
        return;
    while (first + run < guard->count && guard->bytes[first + run] != NDC_MEMORY_GUARD)
        run++;
    struct ndc_origin origin =
        ndc_origin_of(guard->bytes + first, run, UINT32_MAX, inquiry->lives, inquiry->lives_count);
    tell(inquiry, guard->side, guard->backward ? guard->count - first : first, &origin);
}

static void
ask_guards_of(const struct inquiry *inquiry, int region, enum ndc_side before)
{
    const struct ndc_memory *memory = inquiry->netdma->memory;
    const uint8_t *first = ndc_memory_bytes(memory, region);
    const uint8_t *behind = first + memory->regions[region].bytes;
    uint32_t ahead = (uint32_t)((uintptr_t)first % NDC_MEMORY_GRANULE) + NDC_MEMORY_GRANULE;
    uint32_t rest = (uint32_t)(-(uintptr_t)behind % NDC_MEMORY_GRANULE) + NDC_MEMORY_GRANULE;

    ask_guard(inquiry, &(struct guard){first - ahead, ahead, before, true});
    ask_guard(inquiry, &(struct guard){behind, rest, (enum ndc_side)(before + 1), false});
}

/* before: the side of what stands before the buffer; behind it follows the next one. */
static void
ask_guards(const struct inquiry *inquiry, const struct ndc_buffer *buffer, enum ndc_side before)
{
    for (unsigned i = 0; i < 2; i++)
        if (buffer->regions[i] >= 0)
            ask_guards_of(inquiry, buffer->regions[i], before);
}

void
ndc_netdma_diagnose(struct ndc_netdma *netdma, uint16_t transfer, enum ndc_data data,
                    unsigned around)
{
    const struct ndc_live_transfer *live = &netdma->transfers[transfer];
    struct inquiry inquiry;

    begin(&inquiry, netdma, transfer);
    ndc_check(inquiry.lives_count > 0);
    if (data == NDC_DATA_WRONG)
        ask_buffer(&inquiry, &live->target, NDC_SIDE_TARGET);
    if ((around & 1) != 0)
        ask_buffer(&inquiry, &live->source, NDC_SIDE_SOURCE);
    if ((around & 6) != 0)
        ask_guards(&inquiry, &live->target, NDC_SIDE_BEFORE_TARGET);
    if ((around & 8) != 0)
        ask_guards(&inquiry, &live->source, NDC_SIDE_BEFORE_SOURCE);
}
