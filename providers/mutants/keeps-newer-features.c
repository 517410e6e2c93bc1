/* SPDX-License-Identifier: Apache-2.0 */
/*
 * keeps-newer-features
 * Breaks VER-08: registers an older version and keeps the flags and the name of the newest.
 * Plausible because an interface that does not know them will not look.
 */
#include "mutants.h"

MUTANT("VER-08", "keeps-newer-features");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->Size = sizeof *provider;
    provider->Flags = 1; /* DCA */
    RtlInitUnicodeString(&provider->FriendlyName, L"NetDMA provider");
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
