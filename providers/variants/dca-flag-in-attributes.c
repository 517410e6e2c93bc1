/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dca-flag-in-attributes
 * Correct: announces direct cache access only where the 2008 header puts the flag, in the
 * attributes.
 */
#include "../mutants/mutants.h"

WRAP(NetDmaRegisterProvider);
WRAP(NetDmaProviderStart);

static ULONG announced; /* of the provider that was registered last */

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    announced = provider->Flags & NET_DMA_PROVIDER_CHARACTERISTICS_DCA_SUPPORTED;
    provider->Flags &= ~NET_DMA_PROVIDER_CHARACTERISTICS_DCA_SUPPORTED;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}

VOID NTAPI
__wrap_NetDmaProviderStart(PVOID handle, PNET_DMA_PROVIDER_ATTRIBUTES attributes)
{
    if (announced != 0)
        attributes->Flags |= NET_DMA_PROVIDER_ATTRIBUTES_DCA_SUPPORTED;
    __real_NetDmaProviderStart(handle, attributes);
}
