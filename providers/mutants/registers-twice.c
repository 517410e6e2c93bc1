/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registers-twice
 * Breaks DRV-02: registers a second provider from the same AddDevice.
 * Plausible because one provider for each half of the channels looks like more for the same engine.
 */
#include "mutants.h"

MUTANT("DRV-02", "registers-twice");

WRAP(reference_register);

NTSTATUS
__wrap_reference_register(struct reference_device *device)
{
    NTSTATUS status = __real_reference_register(device);
    PVOID first = device->netdma_handle;

    (void)__real_reference_register(device);
    device->netdma_handle = first;
    return status;
}
