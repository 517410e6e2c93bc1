/* SPDX-License-Identifier: Apache-2.0 */
/*
 * over-claims
 * Breaks MAN-01: its manifest names 2.0, and it registers 1.0 everywhere.
 * Plausible because the manifest was written for the next release.
 */
#include "mutants.h"

MUTANT("MAN-01", "over-claims");

WRAP(reference_choose_version);

NTSTATUS
__wrap_reference_choose_version(struct reference_device *device)
{
    NTSTATUS status = __real_reference_choose_version(device);

    device->registered = NDC_NET_DMA_VERSION_1_0;
    device->notify = NULL;
    return status;
}
