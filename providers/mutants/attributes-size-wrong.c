/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attributes-size-wrong
 * Breaks PST-04: Attributes.Size is that of the members up to the last one.
 * Plausible because the structure ends with a gap that is easily miscounted.
 */
#include "mutants.h"

MUTANT("PST-04", "attributes-size-wrong");

WRAP(NetDmaProviderStart);

VOID NTAPI
__wrap_NetDmaProviderStart(PVOID handle, PNET_DMA_PROVIDER_ATTRIBUTES attributes)
{
    attributes->Size = 28;
    __real_NetDmaProviderStart(handle, attributes);
}
