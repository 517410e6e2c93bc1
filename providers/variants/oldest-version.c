/* SPDX-License-Identifier: Apache-2.0 */
/*
 * oldest-version
 * Correct: serves version 1.0 only, on every interface, also with an engine that counts
 * (VER-04).
 * Registers 1.0.
 */
#include "../mutants/mutants.h"

WRAP(reference_choose_version);

NTSTATUS
__wrap_reference_choose_version(struct reference_device *device)
{
    NTSTATUS status = __real_reference_choose_version(device);

    device->registered = NDC_NET_DMA_VERSION_1_0;
    device->notify = NULL;
    return status;
}
