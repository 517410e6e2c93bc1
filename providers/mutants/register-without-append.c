/* SPDX-License-Identifier: Apache-2.0 */
/*
 * register-without-append
 * Breaks REG-07: leaves the entry point of Append out.
 * Plausible because Start with another chain does nearly the same.
 */
#include "mutants.h"

MUTANT("REG-07", "register-without-append");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->AppendDma = NULL;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
