/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Heap calls and memory growth of many scripts.
 *
 * This file stands before the C library's malloc and counts its calls, in the whole process: of
 * the suite, of the provider, of libraries. Sanitizers bring their own allocator; with one of
 * them, and where the C library has no second name for its own, nothing is counted.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/bench.h"

#define WARM_UP 100u
#define FLAT_BYTES 65536 /* grown by less is flat: the system counts in pages */

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NDC_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define NDC_SANITIZED 1
#endif

static unsigned long heap_calls;

#if defined(__GLIBC__) && !defined(NDC_SANITIZED)

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *old, size_t bytes);

void *
malloc(size_t bytes)
{
    heap_calls++;
    return __libc_malloc(bytes);
}

void *
calloc(size_t count, size_t bytes)
{
    heap_calls++;
    return __libc_calloc(count, bytes);
}

void *
realloc(void *old, size_t bytes)
{
    heap_calls++;
    return __libc_realloc(old, bytes);
}

bool
ndc_bench_heap_counted(void)
{
    return true;
}

#else

bool
ndc_bench_heap_counted(void)
{
    return false;
}

#endif

unsigned long
ndc_bench_heap_calls(void)
{
    return heap_calls;
}

/* Resident memory of this process in bytes; 0 when it cannot be told. */
static double
resident_bytes(void)
{
    FILE *from = fopen("/proc/self/statm", "r");
    unsigned long total = 0;
    unsigned long resident = 0;

    if (from == NULL)
        return 0;
    if (fscanf(from, "%lu %lu", &total, &resident) != 2)
        resident = 0;
    fclose(from);
    return (double)resident * (double)sysconf(_SC_PAGESIZE);
}

static int
run_many(struct ndc_stand *stand, const struct ndc_scenario *scenario, unsigned count,
         struct ndc_error *error)
{
    for (unsigned i = 0; i < count; i++)
        NDC_TRY(ndc_bench_run(stand, scenario, error));
    return 0;
}

static void
fill_figures(struct ndc_figure *figures, unsigned scripts, double calls, double grown)
{
    figures[0] = (struct ndc_figure){.name = "heap", .unit = "calls/script", .goal_is_most = true};
    snprintf(figures[0].about, sizeof figures[0].about, "%s over %u scripts after warm-up",
             ndc_bench_heap_counted() ? "heap calls" : "heap calls (not counted in this build)",
             scripts);
    figures[0].value = calls / scripts;
    figures[1] = (struct ndc_figure){.name = "growth", .unit = "bytes", .goal_is_most = true};
    snprintf(figures[1].about, sizeof figures[1].about, "resident memory grown over %u scripts",
             scripts);
    figures[1].value = grown;
    figures[1].goal = FLAT_BYTES;
}

int
ndc_bench_heap(struct ndc_stand *stand, struct ndc_figure *figures, struct ndc_error *error)
{
    unsigned scripts = stand->heap_scripts;
    struct ndc_scenario *scenario = ndc_bench_script(error);
    unsigned long calls;
    double bytes;
    int result;

    if (scenario == NULL)
        return -1;
    result = run_many(stand, scenario, WARM_UP, error);
    (void)resident_bytes(); /* reading the figure takes memory the first time */
    bytes = resident_bytes();
    calls = ndc_bench_heap_calls();
    if (result == 0)
        result = run_many(stand, scenario, scripts, error);
    calls = ndc_bench_heap_calls() - calls;
    fill_figures(figures, scripts, (double)calls, resident_bytes() - bytes);
    free(scenario);
    return result == 0 ? 2 : -1;
}
