/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flags-made-up
 * Breaks REG-04: 2.0: sets flags that do not exist.
 * Plausible because the field was thought to be the driver's own.
 */
#include "mutants.h"

MUTANT("REG-04", "flags-made-up");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    if (provider->MajorVersion >= 2)
        provider->Flags = 0x80;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
