/* SPDX-License-Identifier: Apache-2.0 */
/* Memory descriptor lists for nonpaged memory. */
#include "wdk/internal.h"

#include <string.h>

PMDL NTAPI
IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer, BOOLEAN ChargeQuota,
              PIRP Irp)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoAllocateMdl);
    uint64_t pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(VirtualAddress, Length);
    uint64_t bytes = sizeof(MDL) + pages * sizeof(PFN_NUMBER);

    UNREFERENCED_PARAMETER(ChargeQuota);
    if (bytes > MAXUSHORT / 2)
        return NULL;
    PMDL mdl =
        ndc_wdk_allocate(kernel, NDC_WDK_MDL, bytes, 0x206C644D /* "Mdl " */, NDC_MEMORY_ANYWHERE);
    if (mdl == NULL)
        return NULL;
    memset(mdl, 0, bytes);
    mdl->Size = (CSHORT)bytes;
    mdl->StartVa = PAGE_ALIGN(VirtualAddress);
    mdl->ByteOffset = BYTE_OFFSET(VirtualAddress);
    mdl->ByteCount = Length;
    if (Irp != NULL && !SecondaryBuffer)
        Irp->MdlAddress = mdl;
    return mdl;
}

VOID NTAPI
IoFreeMdl(PMDL Mdl)
{
    ndc_wdk_free(NDC_WDK_ENTER(IoFreeMdl), Mdl, NDC_WDK_CLASS_BIT(NDC_WDK_MDL), 0);
}

VOID NTAPI
MmBuildMdlForNonPagedPool(PMDL MemoryDescriptorList)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(MmBuildMdlForNonPagedPool);
    PMDL mdl = MemoryDescriptorList;
    PVOID begin = MmGetMdlVirtualAddress(mdl);
    PPFN_NUMBER frames = MmGetMdlPfnArray(mdl);
    const struct ndc_wdk_allocation *around = ndc_wdk_allocation_around(kernel, begin);
    uint64_t address = 0;

    if (!ndc_memory_physical(kernel->memory, begin, &address) ||
        (around != NULL && around->class == NDC_WDK_POOL_PAGED))
        ndc_kernel_misuse(kernel, NDC_MISUSE_PHYSICAL_UNKNOWN, 0, kernel->run.service);
    uint64_t pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(begin, mdl->ByteCount);
    for (uint64_t i = 0; i < pages; i++)
        frames[i] = (address >> PAGE_SHIFT) + i;
    mdl->MdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
    mdl->MappedSystemVa = begin;
}
