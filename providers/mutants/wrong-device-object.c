/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wrong-device-object
 * Breaks REG-05: registers its own device object instead of the one of AddDevice.
 * Plausible because both stand for the same engine.
 */
#include "mutants.h"

MUTANT("REG-05", "wrong-device-object");

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->PhysicalDeviceObject = ((struct reference_device *)context)->self;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}
