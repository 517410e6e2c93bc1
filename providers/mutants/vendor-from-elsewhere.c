/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vendor-from-elsewhere
 * Breaks PST-05: reports a vendor id that is not the engine's.
 * Plausible because the driver's vendor is not the one who made the engine.
 */
#include "mutants.h"

MUTANT("PST-05", "vendor-from-elsewhere");

WRAP(NetDmaProviderStart);

VOID NTAPI
__wrap_NetDmaProviderStart(PVOID handle, PNET_DMA_PROVIDER_ATTRIBUTES attributes)
{
    attributes->VendorId = 0x1234;
    __real_NetDmaProviderStart(handle, attributes);
}
