/* SPDX-License-Identifier: Apache-2.0 */
/*
 * old-place-of-the-dca-flag
 * Correct: announces direct cache access where the 2008 header defines the flag, too.
 */
#include "../mutants/mutants.h"

WRAP(NetDmaProviderStart);

VOID NTAPI
__wrap_NetDmaProviderStart(PVOID handle, PNET_DMA_PROVIDER_ATTRIBUTES attributes)
{
    attributes->Flags |= NET_DMA_PROVIDER_ATTRIBUTES_DCA_SUPPORTED;
    __real_NetDmaProviderStart(handle, attributes);
}
