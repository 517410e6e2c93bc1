/* SPDX-License-Identifier: Apache-2.0 */
/* Time, medians, and the counting of heap calls. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <time.h>

#include "cli/bench.h"

#define SECONDS_WANTED 0.2
#define CALLS_MAX 100000000u

double
ndc_bench_cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int
by_size(const void *one, const void *other)
{
    double first = *(const double *)one;
    double second = *(const double *)other;

    return first < second ? -1 : first > second;
}

double
ndc_bench_median(double *values, unsigned count)
{
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

static double
seconds_for(void (*work)(void *context), void *context, unsigned calls)
{
    double begin = ndc_bench_cpu_seconds();

    for (unsigned i = 0; i < calls; i++)
        work(context);
    return ndc_bench_cpu_seconds() - begin;
}

double
ndc_bench_seconds(void (*work)(void *context), void *context)
{
    double values[NDC_BENCH_REPEATS];
    unsigned calls = 1;
    double once = seconds_for(work, context, calls);

    while (once < SECONDS_WANTED / 4 && calls < CALLS_MAX / 4) {
        calls *= 4;
        once = seconds_for(work, context, calls);
    }
    for (unsigned i = 0; i < NDC_BENCH_REPEATS; i++)
        values[i] = seconds_for(work, context, calls) / calls;
    return ndc_bench_median(values, NDC_BENCH_REPEATS);
}

void
ndc_bench_keep(const void *bytes)
{
    __asm__ volatile("" : : "g"(bytes) : "memory");
}
