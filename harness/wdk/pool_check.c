/* SPDX-License-Identifier: Apache-2.0 */
/* Looking for damage and leaks in the memory of the driver. */
#include "wdk/internal.h"

#include <string.h>

void
ndc_wdk_check_bounds(struct ndc_kernel *kernel, uint32_t number)
{
    struct ndc_wdk_allocation *allocation = &kernel->allocations[number];

    if (allocation->overrun_told ||
        ndc_memory_guards_broken(kernel->memory, allocation->region) == 0)
        return;
    allocation->overrun_told = true;
    ndc_kernel_misuse(kernel, NDC_MISUSE_POOL_OVERRUN, allocation->tag, number);
}

static void
check_dead(struct ndc_kernel *kernel, uint32_t number)
{
    const struct ndc_wdk_allocation *allocation = &kernel->allocations[number];
    const uint8_t *bytes = ndc_memory_bytes(kernel->memory, allocation->region);
    size_t count = kernel->memory->regions[allocation->region].bytes;

    /* All bytes are equal to the first one when the block equals itself moved by one. */
    if (bytes[0] != NDC_MEMORY_DEAD || memcmp(bytes, bytes + 1, count - 1) != 0)
        ndc_kernel_misuse(kernel, NDC_MISUSE_WRITE_AFTER_FREE, allocation->tag, number);
}

static void
tell_leak(struct ndc_kernel *kernel, uint32_t number)
{
    static const uint8_t kinds[] = {
        [NDC_WDK_POOL_PAGED] = NDC_MISUSE_LEAK_POOL,
        [NDC_WDK_POOL_NONPAGED] = NDC_MISUSE_LEAK_POOL,
        [NDC_WDK_CONTIGUOUS] = NDC_MISUSE_LEAK_CONTIGUOUS,
        [NDC_WDK_MDL] = NDC_MISUSE_LEAK_MDL,
        [NDC_WDK_DEVICE] = NDC_MISUSE_LEAK_DEVICE,
        [NDC_WDK_WORK_ITEM] = NDC_MISUSE_LEAK_WORK_ITEM,
        [NDC_WDK_SYSTEM] = NDC_MISUSE_NONE,
    };
    const struct ndc_wdk_allocation *allocation = &kernel->allocations[number];

    if (kinds[allocation->class] != NDC_MISUSE_NONE)
        ndc_kernel_misuse(kernel, kinds[allocation->class], allocation->tag,
                          number | (allocation->of_driver_entry ? NDC_LEAK_OF_ENTRY : 0));
}

void
ndc_wdk_pool_finish(struct ndc_kernel *kernel)
{
    for (uint32_t i = 0; i < kernel->run.allocation_count; i++) {
        ndc_wdk_check_bounds(kernel, i);
        if (kernel->allocations[i].alive)
            tell_leak(kernel, i);
        else
            check_dead(kernel, i);
    }
}
