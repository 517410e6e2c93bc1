/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-without-resume
 * Breaks REG-09: offers Suspend but no Resume.
 * Plausible because a Start gets a suspended channel going, too.
 */
#include "mutants.h"

MUTANT("REG-09", "suspend-without-resume");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->ResumeDma = NULL;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
