/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dca-flag-in-attributes
 * Correct: announces DCA where the older header puts the flag, in the attributes.
 */
#include "../mutants/mutants.h"

WRAP(reference_start_provider);
WRAP(NetDmaProviderStart);

static ULONG version; /* of the provider that is being started */

void
__wrap_reference_start_provider(struct reference_device *device)
{
    version = device->registered;
    __real_reference_start_provider(device);
}

VOID NTAPI
__wrap_NetDmaProviderStart(PVOID handle, PNET_DMA_PROVIDER_ATTRIBUTES attributes)
{
    if (version >= NDC_NET_DMA_VERSION_2_0)
        attributes->Flags |= NET_DMA_PROVIDER_ATTRIBUTES_DCA_SUPPORTED;
    __real_NetDmaProviderStart(handle, attributes);
}
