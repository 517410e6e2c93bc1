/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hint-flag-refused
 * Breaks DCA-09: 2.0: has no direct cache access, and refuses lists that ask for it.
 * Plausible because a request that cannot be met looks like an error.
 */
#include "mutants.h"

MUTANT("DCA-09", "hint-flag-refused");

WRAP(reference_announces_hints);
WRAP(reference_start_dma);

BOOLEAN
__wrap_reference_announces_hints(const struct reference_device *device)
{
    UNREFERENCED_PARAMETER(device);
    return FALSE;
}

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    if ((descriptor->ControlFlags & NET_DMA_DESTINATION_DCA_ENABLE) != 0)
        return STATUS_UNSUCCESSFUL;
    return __real_reference_start_dma(context, descriptor, address, count);
}
