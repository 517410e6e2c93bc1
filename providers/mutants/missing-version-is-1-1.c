/* SPDX-License-Identifier: Apache-2.0 */
/*
 * missing-version-is-1-1
 * Breaks VER-03: takes an interface that cannot tell its version for 1.1.
 * Plausible because 1.1 differs from 1.0 by two routines that need not be called.
 */
#include "mutants.h"

MUTANT("VER-03", "missing-version-is-1-1");

WRAP(reference_choose_version);

NTSTATUS
__wrap_reference_choose_version(struct reference_device *device)
{
    NTSTATUS status = __real_reference_choose_version(device);

    if (device->registered == NDC_NET_DMA_VERSION_1_0)
        device->registered = NDC_NET_DMA_VERSION_1_1;
    return status;
}
