/* SPDX-License-Identifier: Apache-2.0 */
/* Many descriptors through one channel, driven without a script: small ones and 4 KiB ones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "cli/bench.h"

#define SMALL_COUNT 8192u
#define SMALL_TRANSFERS 512u /* submitted again and again, as the ring of a network stack is */
#define SMALL_BYTES 64u
#define PAGE_COUNT 1024u
#define PAGE_BYTES 4096u
#define BATCH 64u
#define RUNS 10u /* of which one value is the mean */
/* Control flags of a descriptor (netdma.h is for providers and speaks of their types). */
#define STATUS 0x00000008u
#define STATUS_AND_INTERRUPT 0x00000009u
#define SLOTS 256u /* of the ring: at most this many descriptors less one are under way */

struct batch_work {
    struct ndc_stand *stand;
    uint32_t count;     /* descriptors */
    uint32_t transfers; /* they stand for in turn; a multiple of BATCH, above SLOTS */
    uint32_t bytes;
    uint32_t flags; /* of all but the last of a batch */
    double seconds; /* from the first StartDma until drained, removed and judged */
};

static const struct ndc_setup setup = {
    .interface_version = NDC_INTERFACE_2_0,
    .machine = {.generation = 2, .channels = 1, .cpus = 1, .msix = true},
    .accesses_max = 1000000,
    .slots = SLOTS,
};

static void
define_all(const struct batch_work *work)
{
    const struct ndc_target *target = &work->stand->target;

    for (uint32_t i = 0; i < work->transfers; i++) {
        bool last = i % BATCH == BATCH - 1;
        const struct ndc_transfer transfer = {
            .kind = NDC_TRANSFER_COPY,
            .bytes = work->bytes,
            .flags = last ? STATUS_AND_INTERRUPT : work->flags,
        };

        target->ops->define(target->self, (uint16_t)i, &transfer);
    }
}

/* One call of Allocate, Start or Append for a batch. */
static uint32_t
call(const struct batch_work *work, enum ndc_routine routine, const uint16_t *transfers,
     uint32_t chain)
{
    const struct ndc_target *target = &work->stand->target;
    const struct ndc_call what = {
        .routine = (uint8_t)routine,
        .transfers = transfers,
        .count = transfers != NULL ? BATCH : 0,
        .chain = (uint16_t)chain,
        .count_shown = -1,
    };

    return target->ops->call(target->self, &what);
}

static bool
submit_all(const struct batch_work *work)
{
    static const struct ndc_until_what idle = {.until = NDC_UNTIL_IDLE};
    const struct ndc_target *target = &work->stand->target;
    uint16_t transfers[BATCH];
    uint32_t under_way = 0;

    for (uint32_t first = 0; first < work->count; first += BATCH) {
        enum ndc_routine routine = first == 0 ? NDC_ROUTINE_START : NDC_ROUTINE_APPEND;

        if (under_way + BATCH >= SLOTS) {
            target->ops->run(target->self, &idle);
            under_way = 0;
        }
        for (uint32_t i = 0; i < BATCH; i++)
            transfers[i] = (uint16_t)((first + i) % work->transfers);
        if (call(work, routine, transfers, first / BATCH) != 0)
            return false;
        under_way += BATCH;
    }
    target->ops->run(target->self, &idle);
    return true;
}

/* One whole case. */
static int
run_once(struct batch_work *work, struct ndc_error *error)
{
    struct ndc_stand *stand = work->stand;
    const struct ndc_target *target = &stand->target;
    double begin;

    if (setjmp(stand->leave) != 0)
        return ndc_error_set(error, "the measured case passed a limit");
    if (!target->ops->begin(target->self, &setup))
        return ndc_error_set(error, "the driver does not come up: ndc certify says why");
    define_all(work);
    if (call(work, NDC_ROUTINE_ALLOCATE, NULL, 0) != 0)
        return ndc_error_set(error, "the provider gives no channel");
    begin = ndc_bench_cpu_seconds();
    if (!submit_all(work))
        return ndc_error_set(error, "the provider does not accept every batch");
    target->ops->end(target->self);
    NDC_TRY(ndc_bench_judge(stand, error));
    work->seconds = ndc_bench_cpu_seconds() - begin;
    return 0;
}

static int
measure(struct batch_work *work, double *seconds, struct ndc_error *error)
{
    double values[NDC_BENCH_REPEATS];

    NDC_TRY(run_once(work, error)); /* warm up */
    for (unsigned i = 0; i < NDC_BENCH_REPEATS; i++) {
        values[i] = 0;
        for (unsigned j = 0; j < RUNS; j++) {
            NDC_TRY(run_once(work, error));
            values[i] += work->seconds / RUNS;
        }
    }
    *seconds = ndc_bench_median(values, NDC_BENCH_REPEATS);
    return 0;
}

int
ndc_bench_descriptors(struct ndc_stand *stand, struct ndc_figure *figures, struct ndc_error *error)
{
    struct batch_work work = {
        .stand = stand, .count = SMALL_COUNT, .transfers = SMALL_TRANSFERS, .bytes = SMALL_BYTES};
    double seconds;

    NDC_TRY(measure(&work, &seconds, error));
    figures[0] = (struct ndc_figure){
        .name = "descriptors",
        .unit = "descriptors/s",
        .about = "8192 descriptors of 64 bytes, 512 transfers in turn, in batches of 64, started, "
                 "appended, judged",
        .value = SMALL_COUNT / seconds,
        .control_name = "plain copies of 64 bytes in 1 MiB",
        .control_unit = "copies/s",
        .control = ndc_bench_pieces(),
        .goal = 5000000,
    };
    figures[0].ratio = figures[0].value / figures[0].control;
    return 1;
}

struct pages {
    uint8_t *from;
    uint8_t *to;
};

static void
copy_pages(void *context)
{
    const struct pages *pages = context;

    for (uint32_t i = 0; i < PAGE_COUNT; i++) {
        memcpy(pages->to + (size_t)i * PAGE_BYTES, pages->from + (size_t)i * PAGE_BYTES,
               PAGE_BYTES);
        ndc_bench_keep(pages->to);
    }
}

/* Bytes a second of memcpy over a working set as large as that of the case. */
static double
plain_pages(void)
{
    struct pages pages = {malloc(PAGE_COUNT * PAGE_BYTES), malloc(PAGE_COUNT * PAGE_BYTES)};
    double seconds;

    ndc_check(pages.from != NULL && pages.to != NULL);
    memset(pages.from, 1, PAGE_COUNT * PAGE_BYTES);
    seconds = ndc_bench_seconds(copy_pages, &pages);
    free(pages.from);
    free(pages.to);
    return PAGE_COUNT * PAGE_BYTES / seconds;
}

int
ndc_bench_copies(struct ndc_stand *stand, struct ndc_figure *figures, struct ndc_error *error)
{
    struct batch_work work = {.stand = stand,
                              .count = PAGE_COUNT,
                              .transfers = PAGE_COUNT,
                              .bytes = PAGE_BYTES,
                              .flags = STATUS};
    double seconds;

    NDC_TRY(measure(&work, &seconds, error));
    figures[0] = (struct ndc_figure){
        .name = "copies",
        .unit = "bytes/s",
        .about = "copies of 4 KiB, working set 8 MiB, from StartDma to drained and judged, every "
                 "byte and guard verified",
        .value = PAGE_COUNT * PAGE_BYTES / seconds,
        .control_name = "memcpy of 4 KiB over the same working set",
        .control_unit = "bytes/s",
        .control = plain_pages(),
        .goal = 0.6,
        .goal_of_ratio = true,
    };
    figures[0].ratio = figures[0].value / figures[0].control;
    return 1;
}
