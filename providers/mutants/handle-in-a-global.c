/* SPDX-License-Identifier: Apache-2.0 */
/*
 * handle-in-a-global
 * Breaks DRV-03: keeps the handle of its provider in a variable of the driver.
 * Plausible because with one engine in the computer a driver has one device.
 */
#include "mutants.h"

MUTANT("DRV-03", "handle-in-a-global");

WRAP(reference_register);
WRAP(reference_start_provider);
WRAP(reference_stop_provider);

static PVOID the_handle;

NTSTATUS
__wrap_reference_register(struct reference_device *device)
{
    NTSTATUS status = __real_reference_register(device);

    the_handle = device->netdma_handle;
    return status;
}

void
__wrap_reference_start_provider(struct reference_device *device)
{
    device->netdma_handle = the_handle;
    __real_reference_start_provider(device);
}

void
__wrap_reference_stop_provider(struct reference_device *device)
{
    device->netdma_handle = the_handle;
    __real_reference_stop_provider(device);
}
