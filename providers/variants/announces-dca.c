/* SPDX-License-Identifier: Apache-2.0 */
/*
 * announces-dca
 * Correct: announces DCA in the characteristics (DCA-01, A-07); the engine does all there is to do.
 */
#include "../mutants/mutants.h"

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    if (provider->MajorVersion >= 2)
        provider->Flags |= NET_DMA_PROVIDER_CHARACTERISTICS_DCA_SUPPORTED;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
