/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Register accesses of the driver. Each is a preemption point and, after it, a tick of the device.
 * A wrong access is a misuse; a read then gives all ones, a write is lost, as on a real bus.
 */
#include "wdk/internal.h"

static void
tell_outside(struct ndc_kernel *kernel, uintptr_t window, uint32_t bytes)
{
    enum ndc_misuse kind = NDC_MISUSE_REGISTER_FOREIGN;

    if (window < kernel->host.bar_window_bytes) {
        kind = NDC_MISUSE_REGISTER_UNMAPPED;
        for (uint32_t i = 0; i < kernel->run.mapping_count; i++)
            if (kernel->mappings[i].alive)
                kind = NDC_MISUSE_REGISTER_OUTSIDE;
        for (uint32_t i = 0; i < kernel->run.mapping_count; i++)
            if (!kernel->mappings[i].alive &&
                window - kernel->mappings[i].window < kernel->mappings[i].bytes)
                kind = NDC_MISUSE_REGISTER_UNMAPPED;
        window %= kernel->node->device.bar_bytes;
    } else {
        window = 0;
    }
    ndc_kernel_misuse(kernel, kind, window, bytes);
}

/* Where an access goes: the offset in a BAR, or -1 after a misuse. */
struct place {
    int64_t offset;
    struct ndc_wdk_node *node; /* whose BAR */
};

static struct place
locate(struct ndc_kernel *kernel, const volatile void *address, uint32_t bytes)
{
    uintptr_t window = (uintptr_t)address - (uintptr_t)kernel->host.bar_window;

    for (uint32_t i = 0; i < kernel->run.mapping_count; i++) {
        const struct ndc_wdk_mapping *mapping = &kernel->mappings[i];
        uintptr_t inside = window - mapping->window;

        if (mapping->alive && inside < mapping->bytes && bytes <= mapping->bytes - inside)
            return (struct place){mapping->offset + (int64_t)inside, &kernel->nodes[mapping->node]};
    }
    tell_outside(kernel, window, bytes);
    return (struct place){-1, kernel->node};
}

/* Whether the device can answer. */
static bool
awake(struct ndc_kernel *kernel, uint32_t offset, uint32_t bytes)
{
    enum ndc_misuse kind = NDC_MISUSE_NONE;

    if (offset % bytes != 0)
        kind = NDC_MISUSE_REGISTER_UNALIGNED;
    else if (kernel->node->gone)
        return false; /* a driver cannot know before it reads all ones */
    else if (kernel->node->sleeping)
        kind = NDC_MISUSE_REGISTER_IN_D3;
    else if (kernel->node->state != NDC_WDK_STARTED)
        kind = NDC_MISUSE_REGISTER_NOT_STARTED;
    if (kind == NDC_MISUSE_NONE)
        return true;
    ndc_kernel_misuse(kernel, kind, offset, bytes);
    return false;
}

/* What is done for one device may look at another one's registers, but writes none [DRV-03]. */
static void
check_owner(struct ndc_kernel *kernel, struct place place, bool writes)
{
    if (writes && place.node != kernel->node)
        ndc_kernel_misuse(kernel, NDC_MISUSE_REGISTER_OF_OTHER, (uint64_t)place.offset,
                          place.node->number);
}

/* The common beginning: from here on it is about the device whose register it is. */
static int64_t
begin_access(struct ndc_kernel *kernel, const volatile void *address, uint32_t bytes, bool writes)
{
    ndc_kernel_point(kernel);
    kernel->run.service = NDC_SERVICE_RegisterAccess;
    struct place place = locate(kernel, address, bytes);
    if (place.offset >= 0)
        kernel->run.last_offset = (uint32_t)place.offset;
    kernel->run.accesses++;
    if (kernel->run.accesses > kernel->config.accesses_max)
        ndc_kernel_limit(kernel, NDC_LIMIT_ACCESSES, kernel->run.accesses, kernel->run.last_offset);
    check_owner(kernel, place, writes);
    ndc_wdk_node_enter(kernel, place.node);
    if (place.offset >= 0 && !awake(kernel, (uint32_t)place.offset, bytes))
        return -1;
    return place.offset;
}

static uint64_t
read_register(const volatile void *address, uint32_t bytes)
{
    struct ndc_kernel *kernel = ndc_kernel_current;
    struct ndc_wdk_node *before = kernel->node;
    int64_t offset = begin_access(kernel, address, bytes, false);
    const struct ndc_device *device = &kernel->node->device;
    uint64_t value = UINT64_MAX >> (64 - 8 * bytes);

    if (offset >= 0)
        value = device->ops->read(device->self, (uint32_t)offset, bytes);
    ndc_trace_add(kernel->trace, NDC_EVENT_READ, NDC_CHANNEL_NONE, kernel->run.last_offset, value,
                  bytes, kernel->run.points);
    ndc_wdk_node_enter(kernel, before);
    ndc_wdk_tick(kernel);
    return value;
}

static void
write_register(const volatile void *address, uint64_t value, uint32_t bytes)
{
    struct ndc_kernel *kernel = ndc_kernel_current;
    struct ndc_wdk_node *before = kernel->node;
    int64_t offset = begin_access(kernel, address, bytes, true);
    const struct ndc_device *device = &kernel->node->device;

    ndc_trace_add(kernel->trace, NDC_EVENT_WRITE, NDC_CHANNEL_NONE, kernel->run.last_offset, value,
                  bytes, kernel->run.points);
    if (offset >= 0)
        device->ops->write(device->self, (uint32_t)offset, value, bytes);
    ndc_wdk_node_enter(kernel, before);
    ndc_wdk_tick(kernel);
}

/* The same eight times two routines for each width. */
#define ACCESSORS(NAME, TYPE)                                                                   \
    TYPE NTAPI READ_REGISTER_##NAME(volatile TYPE *Register)                                    \
    {                                                                                           \
        return (TYPE)read_register(Register, sizeof(TYPE));                                     \
    }                                                                                           \
    VOID NTAPI WRITE_REGISTER_##NAME(volatile TYPE *Register, TYPE Value)                       \
    {                                                                                           \
        write_register(Register, Value, sizeof(TYPE));                                          \
    }                                                                                           \
    VOID NTAPI READ_REGISTER_BUFFER_##NAME(volatile TYPE *Register, TYPE *Buffer, ULONG Count)  \
    {                                                                                           \
        for (ULONG i = 0; i < Count; i++)                                                       \
            Buffer[i] = (TYPE)read_register(Register + i, sizeof(TYPE));                        \
    }                                                                                           \
    VOID NTAPI WRITE_REGISTER_BUFFER_##NAME(volatile TYPE *Register, TYPE *Buffer, ULONG Count) \
    {                                                                                           \
        for (ULONG i = 0; i < Count; i++)                                                       \
            write_register(Register + i, Buffer[i], sizeof(TYPE));                              \
    }

ACCESSORS(UCHAR, UCHAR)
ACCESSORS(USHORT, USHORT)
ACCESSORS(ULONG, ULONG)
ACCESSORS(ULONG64, ULONG64)
