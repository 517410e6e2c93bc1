/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fails-to-downgrade
 * Breaks VER-04: registers as 2.0 where the interface is 1.1.
 * Plausible because both can tell their version, so both are taken for the same.
 */
#include "mutants.h"

MUTANT("VER-04", "fails-to-downgrade");

WRAP(reference_choose_version);

NTSTATUS
__wrap_reference_choose_version(struct reference_device *device)
{
    NTSTATUS status = __real_reference_choose_version(device);

    if (device->registered == NDC_NET_DMA_VERSION_1_1)
        device->registered = NDC_NET_DMA_VERSION_2_0;
    return status;
}
