/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory of the driver, all kinds in one table: allocation number = index = index of its object.
 *
 *  - It lies in the pretend memory. New memory is filled with guard bytes, never with zeros.
 *  - Freed memory is buried and not reused within a script, so a stale pointer stays stale.
 */
#include "wdk/internal.h"

static bool
memory_there(struct ndc_kernel *kernel)
{
    uint64_t value = 0, operand = 0;

    return ndc_fault_pass(kernel->faults, NDC_PLACE_KERNEL_ALLOCATE, NDC_CHANNEL_NONE, &value,
                          &operand) != NDC_OPERATOR_DROP;
}

void *
ndc_wdk_allocate(struct ndc_kernel *kernel, enum ndc_wdk_class class, uint64_t bytes, uint32_t tag,
                 uint32_t page_offset)
{
    uint32_t number = kernel->run.allocation_count;

    if (bytes == 0)
        ndc_kernel_misuse(kernel, NDC_MISUSE_ZERO_ALLOCATION, tag, kernel->run.service);
    if (class != NDC_WDK_SYSTEM && !memory_there(kernel))
        return NULL;
    if (number == NDC_WDK_ALLOCATIONS_MAX || bytes > kernel->memory->bytes)
        return NULL;
    int region = ndc_memory_allot(kernel->memory, bytes == 0 ? 1 : (uint32_t)bytes, page_offset,
                                  ndc_object_make(NDC_OBJECT_POOL, number, 1));
    if (region < 0)
        return NULL;
    kernel->allocations[number] =
        (struct ndc_wdk_allocation){.region = region,
                                    .tag = tag,
                                    .bytes = (uint32_t)bytes,
                                    .class = (uint8_t) class,
                                    .alive = true,
                                    .of_driver_entry = kernel->run.in_driver_entry};
    kernel->run.allocation_count++;
    return ndc_memory_bytes(kernel->memory, region);
}

/* Number of the allocation around a pointer, dead or alive; -1 when none. */
static int
number_around(struct ndc_kernel *kernel, const void *pointer)
{
    uint64_t address;

    if (!ndc_memory_physical(kernel->memory, pointer, &address))
        return -1;
    const struct ndc_region *region = ndc_memory_region(kernel->memory, address);
    if (region == NULL || ndc_object_kind(region->object) != NDC_OBJECT_POOL)
        return -1;
    uint32_t number = ndc_object_index(region->object);
    return number < kernel->run.allocation_count ? (int)number : -1;
}

struct ndc_wdk_allocation *
ndc_wdk_allocation_around(struct ndc_kernel *kernel, const void *pointer)
{
    int number = number_around(kernel, pointer);

    return number >= 0 && kernel->allocations[number].alive ? &kernel->allocations[number] : NULL;
}

struct ndc_wdk_allocation *
ndc_wdk_allocation(struct ndc_kernel *kernel, const void *pointer)
{
    struct ndc_wdk_allocation *found = ndc_wdk_allocation_around(kernel, pointer);

    if (found == NULL || ndc_memory_bytes(kernel->memory, found->region) != pointer)
        return NULL;
    return found;
}

bool
ndc_wdk_free(struct ndc_kernel *kernel, const void *pointer, unsigned classes, uint32_t tag)
{
    int number = number_around(kernel, pointer);
    struct ndc_wdk_allocation *found = number < 0 ? NULL : &kernel->allocations[number];

    if (found == NULL || ndc_memory_bytes(kernel->memory, found->region) != pointer) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_FOREIGN_FREE, tag, kernel->run.service);
        return false;
    }
    if (!found->alive) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_DOUBLE_FREE, found->tag, (uint64_t)number);
        return false;
    }
    if (!(classes >> found->class & 1))
        ndc_kernel_misuse(kernel, NDC_MISUSE_WRONG_FREE, found->tag, (uint64_t)number);
    else if (tag != 0 && tag != found->tag)
        ndc_kernel_misuse(kernel, NDC_MISUSE_TAG_MISMATCH, found->tag, (uint64_t)number);
    ndc_wdk_check_bounds(kernel, (uint32_t)number);
    ndc_wdk_objects_forget(kernel, pointer, found->bytes);
    found->alive = false;
    ndc_memory_bury(kernel->memory, found->region);
    return true;
}

static void *
allocate_pool(POOL_TYPE type, SIZE_T bytes, ULONG tag)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(ExAllocatePool);
    bool paged = type & 1;

    if (paged)
        ndc_wdk_need_irql(kernel, APC_LEVEL);
    return ndc_wdk_allocate(kernel, paged ? NDC_WDK_POOL_PAGED : NDC_WDK_POOL_NONPAGED, bytes, tag,
                            bytes >= PAGE_SIZE ? 0 : NDC_MEMORY_ANYWHERE);
}

static void
free_pool(PVOID pointer, ULONG tag)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(ExFreePool);
    const struct ndc_wdk_allocation *found = ndc_wdk_allocation(kernel, pointer);

    if (found != NULL && found->class == NDC_WDK_POOL_PAGED)
        ndc_wdk_need_irql(kernel, APC_LEVEL);
    ndc_wdk_free(kernel, pointer,
                 NDC_WDK_CLASS_BIT(NDC_WDK_POOL_PAGED) | NDC_WDK_CLASS_BIT(NDC_WDK_POOL_NONPAGED) |
                     NDC_WDK_CLASS_BIT(NDC_WDK_SYSTEM),
                 tag);
}

PVOID NTAPI
ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return allocate_pool(PoolType, NumberOfBytes, Tag);
}

PVOID NTAPI
ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
    return allocate_pool(PoolType, NumberOfBytes, 0x656E6F4E); /* "None", as Windows does */
}

VOID NTAPI
ExFreePoolWithTag(PVOID P, ULONG Tag)
{
    free_pool(P, Tag);
}

VOID NTAPI
ExFreePool(PVOID P)
{
    free_pool(P, 0);
}
