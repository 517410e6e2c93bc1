/* SPDX-License-Identifier: Apache-2.0 */
/* Contiguous memory, physical addresses. */
#include "wdk/internal.h"

/* Physical memory ends with the arena: below 4 GiB there is none that a driver could get. */
static bool
range_fits(const struct ndc_kernel *kernel, PHYSICAL_ADDRESS lowest, PHYSICAL_ADDRESS highest,
           SIZE_T bytes)
{
    uint64_t begin = NDC_MEMORY_BASE + kernel->memory->used;

    return (uint64_t)highest.QuadPart >= begin + 2 * PAGE_SIZE + bytes &&
           (uint64_t)lowest.QuadPart <= begin;
}

static PVOID
allocate(struct ndc_kernel *kernel, SIZE_T bytes, PHYSICAL_ADDRESS lowest, PHYSICAL_ADDRESS highest,
         PHYSICAL_ADDRESS boundary)
{
    if (!range_fits(kernel, lowest, highest, bytes))
        return NULL;
    /* Page aligned as in Windows; larger boundaries hold for blocks of up to a page. */
    if (boundary.QuadPart != 0 && (uint64_t)boundary.QuadPart < bytes)
        return NULL;
    return ndc_wdk_allocate(kernel, NDC_WDK_CONTIGUOUS, bytes, 0x746E6F43, 0);
}

PVOID NTAPI
MmAllocateContiguousMemory(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS HighestAcceptableAddress)
{
    PHYSICAL_ADDRESS zero = {.QuadPart = 0};

    return allocate(NDC_WDK_ENTER(MmAllocateContiguousMemory), NumberOfBytes, zero,
                    HighestAcceptableAddress, zero);
}

PVOID NTAPI
MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes,
                                       PHYSICAL_ADDRESS LowestAcceptableAddress,
                                       PHYSICAL_ADDRESS HighestAcceptableAddress,
                                       PHYSICAL_ADDRESS BoundaryAddressMultiple,
                                       MEMORY_CACHING_TYPE CacheType)
{
    UNREFERENCED_PARAMETER(CacheType);
    return allocate(NDC_WDK_ENTER(MmAllocateContiguousMemory), NumberOfBytes,
                    LowestAcceptableAddress, HighestAcceptableAddress, BoundaryAddressMultiple);
}

VOID NTAPI
MmFreeContiguousMemory(PVOID BaseAddress)
{
    ndc_wdk_free(NDC_WDK_ENTER(MmFreeContiguousMemory), BaseAddress,
                 NDC_WDK_CLASS_BIT(NDC_WDK_CONTIGUOUS), 0);
}

VOID NTAPI
MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress, SIZE_T NumberOfBytes,
                                   MEMORY_CACHING_TYPE CacheType)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(MmFreeContiguousMemory);
    const struct ndc_wdk_allocation *found = ndc_wdk_allocation(kernel, BaseAddress);

    UNREFERENCED_PARAMETER(CacheType);
    if (found != NULL && found->bytes != NumberOfBytes)
        ndc_kernel_misuse(kernel, NDC_MISUSE_WRONG_FREE, found->tag, NumberOfBytes);
    ndc_wdk_free(kernel, BaseAddress, NDC_WDK_CLASS_BIT(NDC_WDK_CONTIGUOUS), 0);
}

PHYSICAL_ADDRESS NTAPI
MmGetPhysicalAddress(PVOID BaseAddress)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(MmGetPhysicalAddress);
    const struct ndc_wdk_allocation *around = ndc_wdk_allocation_around(kernel, BaseAddress);
    PHYSICAL_ADDRESS answer = {.QuadPart = 0};
    uint64_t address = 0;
    bool known = ndc_memory_physical(kernel->memory, BaseAddress, &address);

    /* Memory of NetDMA's side is resident too; paged pool and freed memory are not. */
    if (known && around == NULL)
        known = ndc_object_kind(ndc_memory_object(kernel->memory, address)) != NDC_OBJECT_POOL;
    if (!known || (around != NULL && around->class == NDC_WDK_POOL_PAGED))
        ndc_kernel_misuse(kernel, NDC_MISUSE_PHYSICAL_UNKNOWN, 0, kernel->run.service);
    answer.QuadPart = (LONGLONG)address;
    return answer;
}
