/* SPDX-License-Identifier: Apache-2.0 */
/*
 * friendly-name-missing
 * Breaks REG-10: 2.0: registers without a friendly name.
 * Plausible because the name is only for people.
 */
#include "mutants.h"

MUTANT("REG-10", "friendly-name-missing");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->FriendlyName.Length = 0;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
