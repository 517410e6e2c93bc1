/* SPDX-License-Identifier: Apache-2.0 */
/*
 * size-miscounted
 * Breaks REG-02: passes a Size that misses the last entry point.
 * Plausible because it was added up by hand, before Append was moved.
 */
#include "mutants.h"

MUTANT("REG-02", "size-miscounted");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->Size = (USHORT)(provider->Size - sizeof(PVOID));
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
