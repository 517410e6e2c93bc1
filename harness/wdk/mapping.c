/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mappings of the device's BAR into the window that the host lends: addresses nobody can touch.
 * When the window is larger than the BAR, each mapping gets the next place in it, so that an
 * address of an old mapping does not work by luck.
 */
#include "wdk/internal.h"

static bool
may_map(struct ndc_kernel *kernel)
{
    uint64_t value = 0, operand = 0;

    return ndc_fault_pass(kernel->faults, NDC_PLACE_KERNEL_MAP, NDC_CHANNEL_NONE, &value,
                          &operand) != NDC_OPERATOR_DROP;
}

static uint32_t
next_place(struct ndc_kernel *kernel)
{
    uint32_t places = kernel->host.bar_window_bytes / kernel->node->device.bar_bytes;

    return kernel->run.slots_rotated++ % places * kernel->node->device.bar_bytes;
}

/* An entry of the table: a new one, else one whose mapping is undone; NULL when all are alive. */
static struct ndc_wdk_mapping *
free_entry(struct ndc_kernel *kernel)
{
    if (kernel->run.mapping_count < NDC_WDK_MAPPINGS_MAX)
        return &kernel->mappings[kernel->run.mapping_count++];
    for (uint32_t i = 0; i < NDC_WDK_MAPPINGS_MAX; i++)
        if (!kernel->mappings[i].alive)
            return &kernel->mappings[i];
    return NULL;
}

PVOID NTAPI
MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes, MEMORY_CACHING_TYPE CacheType)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(MmMapIoSpace);
    uint64_t offset = (uint64_t)PhysicalAddress.QuadPart - ndc_wdk_bar_address(kernel);
    uint32_t bar = kernel->node->device.bar_bytes;

    UNREFERENCED_PARAMETER(CacheType);
    if (NumberOfBytes == 0 || offset >= bar || NumberOfBytes > bar - offset) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_MAP_WRONG, offset, NumberOfBytes);
        return NULL;
    }
    if (!may_map(kernel))
        return NULL;
    struct ndc_wdk_mapping *mapping = free_entry(kernel);
    if (mapping == NULL)
        return NULL;
    *mapping = (struct ndc_wdk_mapping){.window = next_place(kernel) + (uint32_t)offset,
                                        .offset = (uint32_t)offset,
                                        .bytes = (uint32_t)NumberOfBytes,
                                        .node = kernel->node->number,
                                        .alive = true};
    return kernel->host.bar_window + mapping->window;
}

VOID NTAPI
MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(MmUnmapIoSpace);
    uintptr_t window = (uintptr_t)BaseAddress - (uintptr_t)kernel->host.bar_window;

    for (uint32_t i = 0; i < kernel->run.mapping_count; i++) {
        struct ndc_wdk_mapping *mapping = &kernel->mappings[i];

        if (!mapping->alive || mapping->window != window)
            continue;
        if (mapping->bytes != NumberOfBytes)
            ndc_kernel_misuse(kernel, NDC_MISUSE_UNMAP_WRONG, mapping->bytes, NumberOfBytes);
        mapping->alive = false;
        return;
    }
    ndc_kernel_misuse(kernel, NDC_MISUSE_UNMAP_WRONG, 0, NumberOfBytes);
}
