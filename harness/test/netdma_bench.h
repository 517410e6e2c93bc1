/* SPDX-License-Identifier: Apache-2.0 */
/* A NetDMA interface whose provider only remembers how it was called; no hardware, no device. */
#ifndef NDC_TEST_NETDMA_BENCH_H
#define NDC_TEST_NETDMA_BENCH_H

#include <stdlib.h>
#include <string.h>

#include "netdma/netdma_state.h"

#define ARENA (256u * 4096u)

static struct ndc_memory memory;
static struct ndc_faults faults;
static struct ndc_trace trace;
static struct ndc_event events[4096];
static struct ndc_kernel *kernel;
static struct ndc_netdma *netdma;

/* ---- a provider without hardware ---- */

static struct {
    PNET_DMA_DESCRIPTOR head;
    uint64_t address;
    ULONG count;
    unsigned calls;
    NTSTATUS answer;
    PVOID handle;
    uint64_t word_address;
    uint64_t report;
} seen;

static NTSTATUS NTAPI
allocate(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters, PVOID handle, PVOID *channel)
{
    seen.handle = handle;
    seen.word_address = (uint64_t)parameters->CompletionPhysicalAddress.QuadPart;
    parameters->CpuNumber = 1;
    *channel = context;
    return seen.answer;
}

static VOID NTAPI
free_channel(PVOID context)
{
    (void)context;
}

static NTSTATUS NTAPI
submit(PVOID context, PNET_DMA_DESCRIPTOR head, PHYSICAL_ADDRESS address, ULONG count)
{
    (void)context;
    seen.head = head;
    seen.address = (uint64_t)address.QuadPart;
    seen.count = count;
    seen.calls++;
    return seen.answer;
}

static NTSTATUS NTAPI
suspend(PVOID context, PPHYSICAL_ADDRESS *last)
{
    (void)context;
    memcpy(last, &seen.report, sizeof seen.report);
    return seen.answer;
}

static NTSTATUS NTAPI
command(PVOID context)
{
    (void)context;
    return seen.answer;
}

static void
no_escape(void *context)
{
    (void)context;
    abort();
}

static uint64_t
no_read(void *self, uint32_t offset, uint32_t bytes)
{
    (void)self, (void)offset, (void)bytes;
    return 0;
}

static bool
no_tick(void *self)
{
    (void)self;
    return false;
}

static void
make_computer(void)
{
    static const struct ndc_device_ops ops = {.read = no_read, .tick = no_tick};
    static const struct ndc_host host = {.escape = no_escape};
    static struct ndc_wire wire;
    static struct ndc_device device = {.ops = &ops, .wire = &wire};

    kernel = calloc(1, ndc_kernel_size());
    netdma = calloc(1, ndc_netdma_size());
    memory.arena = aligned_alloc(4096, ARENA);
    memory.granules = calloc(ARENA / NDC_MEMORY_GRANULE, sizeof(uint16_t));
    memory.regions = calloc(NDC_MEMORY_REGIONS_MAX, sizeof(struct ndc_region));
    memory.bytes = ARENA;
    trace.events = events;
    trace.capacity = sizeof events / sizeof events[0];
    faults.trace = &trace;
    wire.faults = &faults;
    ndc_kernel_init(kernel, &memory, &faults, &trace, &device, &host);
    ndc_netdma_init(netdma, &memory, &faults, &trace, kernel);
}

static void
begin(uint32_t version, uint8_t major, uint8_t minor)
{
    const struct ndc_kernel_config config = {.cpus = 4, .messages = 2, .accesses_max = 100};
    const struct ndc_setup setup = {
        .interface_version = version,
        .machine = {.generation = 1, .channels = 2, .cpus = 4},
    };
    NET_DMA_PROVIDER_CHARACTERISTICS provider = {
        .MajorVersion = major,
        .MinorVersion = minor,
        .Size = sizeof provider,
        .MaxDmaChannelCount = 2,
        .AllocateDmaChannel = allocate,
        .FreeDmaChannel = free_channel,
        .StartDma = submit,
        .AppendDma = submit,
        .SuspendDma = suspend,
        .ResumeDma = command,
        .AbortDma = command,
        .ResetChannel = command,
    };
    NET_DMA_PROVIDER_ATTRIBUTES attributes = {
        .Size = sizeof attributes,
        .DmaChannelCount = 2,
        .MaximumAddressSpace.QuadPart = NDC_MEMORY_BASE + ARENA,
    };
    PVOID handle;

    ndc_kernel_current = kernel;
    ndc_netdma_current = netdma;
    ndc_trace_reset(&trace);
    ndc_memory_reset(&memory);
    ndc_faults_reset(&faults);
    ndc_kernel_reset(kernel, &config);
    ndc_netdma_reset(netdma, &setup);
    memset(&seen, 0, sizeof seen);
    if (NetDmaRegisterProvider(&seen, &handle, &provider) != STATUS_SUCCESS)
        return;
    NetDmaProviderStart(handle, &attributes);
}

/* Events of a kind so far. */
static inline unsigned
count_of(enum ndc_event_kind kind)
{
    unsigned found = 0;

    for (uint32_t i = 0; i < trace.count; i++)
        found += events[i].kind == kind;
    return found;
}

static inline void
define(uint16_t transfer, uint32_t bytes)
{
    const struct ndc_transfer what = {.bytes = bytes, .flags = 9};

    ndc_netdma_define(netdma, transfer, &what);
}

static inline uint32_t
call(enum ndc_routine routine, unsigned channel, uint16_t first, uint16_t count)
{
    uint16_t transfers[8];
    const struct ndc_call what = {.routine = (uint8_t)routine,
                                  .channel = (uint8_t)channel,
                                  .transfers = transfers,
                                  .count = count,
                                  .count_shown = -1};

    for (uint16_t i = 0; i < count; i++)
        transfers[i] = (uint16_t)(first + i);
    return ndc_netdma_call(netdma, &what);
}

#endif
