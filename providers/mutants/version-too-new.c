/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version-too-new
 * Breaks VER-04: registers as 2.1 whatever the interface is.
 * Plausible because it was built with the newest header.
 */
#include "mutants.h"

MUTANT("VER-04", "version-too-new");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->MajorVersion = 2;
    provider->MinorVersion = 1;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
