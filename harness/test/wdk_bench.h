/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A computer with a device of plain registers, for the tests of wdk/.
 *
 *  - Register n of the device holds what was last written to it; each tick counts in `ticks`.
 *  - A limit or bug check jumps back to the test, when it is inside bench_escapes().
 */
#ifndef NDC_TEST_WDK_BENCH_H
#define NDC_TEST_WDK_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "include/wdk/ndis.h"
#include "wdk/kernel.h"

#define BENCH_MEMORY (1u << 20)
#define BENCH_BAR 8192u
#define BENCH_EVENTS 8192u

struct bench {
    struct ndc_memory memory;
    struct ndc_faults faults;
    struct ndc_trace trace;
    struct ndc_wire wire;
    struct ndc_kernel *kernel;
    uint8_t registers[BENCH_BAR];
    uint8_t config[4096];
    uint32_t ticks;
    bool powered;
    jmp_buf escape;
};

static _Alignas(4096) uint8_t bench_arena[BENCH_MEMORY];
static uint16_t bench_granules[BENCH_MEMORY / NDC_MEMORY_GRANULE];
static struct ndc_region bench_regions[NDC_MEMORY_REGIONS_MAX];
static struct ndc_event bench_events[BENCH_EVENTS];
static uint8_t bench_window[2 * BENCH_BAR]; /* its bytes are never touched */
static struct bench bench;

static uint64_t
bench_read(void *self, uint32_t offset, uint32_t bytes)
{
    uint64_t value = 0;
    (void)self;
    memcpy(&value, bench.registers + offset, bytes);
    return value;
}

static void
bench_write(void *self, uint32_t offset, uint64_t value, uint32_t bytes)
{
    (void)self;
    memcpy(bench.registers + offset, &value, bytes);
}

static uint32_t
bench_config_read(void *self, uint32_t offset, uint32_t bytes)
{
    uint32_t value = 0;
    (void)self;
    memcpy(&value, bench.config + offset, bytes);
    return value;
}

static void
bench_config_write(void *self, uint32_t offset, uint32_t value, uint32_t bytes)
{
    (void)self;
    memcpy(bench.config + offset, &value, bytes);
}

static bool
bench_tick(void *self)
{
    (void)self;
    bench.ticks++;
    return false;
}

static void
bench_power(void *self, bool on)
{
    (void)self;
    bench.powered = on;
}

static const char *
bench_register_name(void *self, uint32_t offset)
{
    return self == NULL && offset < BENCH_BAR ? "register" : "";
}

static void
bench_escape(void *context)
{
    (void)context;
    longjmp(bench.escape, 1);
}

static void
bench_machine(uint8_t cpus, bool msix, uint8_t messages)
{
    static const struct ndc_device_ops ops = {
        bench_read, bench_write, bench_config_read, bench_config_write,
        bench_tick, NULL,        bench_power,       bench_register_name};
    struct ndc_device device = {.ops = &ops, .wire = &bench.wire, .bar_bytes = BENCH_BAR};
    struct ndc_host host = {.escape = bench_escape,
                            .bar_window = bench_window,
                            .bar_window_bytes = sizeof bench_window};
    struct ndc_kernel_config config = {
        .cpus = cpus, .msix = msix, .messages = messages, .accesses_max = 1000};
    struct ndc_kernel *kernel = bench.kernel;

    memset(&bench, 0, sizeof bench);
    bench.kernel = kernel != NULL ? kernel : malloc(ndc_kernel_size());
    bench.memory = (struct ndc_memory){.arena = bench_arena,
                                       .bytes = BENCH_MEMORY,
                                       .granules = bench_granules,
                                       .regions = bench_regions,
                                       .used = BENCH_MEMORY};
    bench.trace = (struct ndc_trace){.events = bench_events, .capacity = BENCH_EVENTS};
    bench.faults.trace = &bench.trace;
    bench.wire.faults = &bench.faults;
    ndc_memory_reset(&bench.memory);
    ndc_kernel_init(bench.kernel, &bench.memory, &bench.faults, &bench.trace, &device, &host);
    ndc_kernel_reset(bench.kernel, &config);
}

/* Before each test: one CPU, two messages. */
static int
bench_setup(void **state)
{
    (void)state;
    bench_machine(1, true, 2);
    return 0;
}

static int
bench_over(void **state)
{
    (void)state;
    free(bench.kernel);
    bench.kernel = NULL;
    return 0;
}

static unsigned
bench_count(enum ndc_event_kind kind)
{
    unsigned count = 0;

    for (uint32_t i = 0; i < bench.trace.count; i++)
        count += bench_events[i].kind == kind;
    return count;
}

/* The last event of a kind; fails the test when there is none. */
static inline const struct ndc_event *
bench_last(enum ndc_event_kind kind)
{
    for (uint32_t i = bench.trace.count; i-- > 0;)
        if (bench_events[i].kind == kind)
            return &bench_events[i];
    fail_msg("no event of kind %u", (unsigned)kind);
    return NULL;
}

static inline unsigned
bench_misuses(enum ndc_misuse kind)
{
    unsigned count = 0;

    for (uint32_t i = 0; i < bench.trace.count; i++)
        count += bench_events[i].kind == NDC_EVENT_MISUSE && bench_events[i].a == kind;
    return count;
}

/* Exactly one misuse happened. */
#define assert_only_misuse(kind)                                                        \
    do {                                                                                \
        assert_int_equal(bench_count(NDC_EVENT_MISUSE), 1);                             \
        assert_string_equal(ndc_misuse_name((unsigned)bench_last(NDC_EVENT_MISUSE)->a), \
                            ndc_misuse_name(kind));                                     \
    } while (0)
#define assert_no_misuse()                                                              \
    do {                                                                                \
        if (bench_count(NDC_EVENT_MISUSE) != 0)                                         \
            fail_msg("%s", ndc_misuse_name((unsigned)bench_last(NDC_EVENT_MISUSE)->a)); \
    } while (0)

/* Runs a statement; true when it left through the host's escape. */
#define bench_escapes(statement) (setjmp(bench.escape) == 0 ? ((statement), false) : true)

#endif
