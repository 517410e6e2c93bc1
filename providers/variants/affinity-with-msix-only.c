/* SPDX-License-Identifier: Apache-2.0 */
/*
 * affinity-with-msix-only
 * Correct: offers SetDmaChannelCpuAffinity only where the device has message interrupts; elsewhere
 * there is nothing to be set.
 */
#include "../mutants/mutants.h"

#define PCI_CAPABILITIES 0x34u
#define CAPABILITY_MSIX 0x11u
#define CAPABILITIES_MAX 48u

WRAP(NetDmaRegisterProvider);

static BOOLEAN
has_messages(struct reference_device *device)
{
    UCHAR capability[2] = {0, 0}; /* id, place of the next */
    UCHAR at = 0;
    ULONG left;

    (void)reference_read_configuration(device, &at, PCI_CAPABILITIES, 1);
    for (left = CAPABILITIES_MAX; left > 0 && at != 0; left--) {
        if (!NT_SUCCESS(reference_read_configuration(device, capability, at, 2)))
            return FALSE;
        if (capability[0] == CAPABILITY_MSIX)
            return TRUE;
        at = capability[1];
    }
    return FALSE;
}

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    if (!has_messages(context))
        provider->SetDmaChannelCpuAffinity = NULL;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
