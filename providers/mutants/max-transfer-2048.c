/* SPDX-License-Identifier: Apache-2.0 */
/*
 * max-transfer-2048
 * Breaks PST-07: reports a maximum transfer below one page.
 * Plausible because a network frame is shorter than that.
 */
#include "mutants.h"

MUTANT("PST-07", "max-transfer-2048");

WRAP(NetDmaProviderStart);

VOID NTAPI
__wrap_NetDmaProviderStart(PVOID handle, PNET_DMA_PROVIDER_ATTRIBUTES attributes)
{
    attributes->MaximumTransferSize = 2048;
    __real_NetDmaProviderStart(handle, attributes);
}
