/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deregisters-though-refused
 * Breaks DRV-12: takes back a registration that never was.
 * Plausible because one clean-up routine serves the failed AddDevice and the removal.
 */
#include "mutants.h"

MUTANT("DRV-12", "deregisters-though-refused");

WRAP(reference_register);

NTSTATUS
__wrap_reference_register(struct reference_device *device)
{
    NTSTATUS status = __real_reference_register(device);

    if (!NT_SUCCESS(status))
        NetDmaDeregisterProvider(device->netdma_handle);
    return status;
}
