/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registers-at-dispatch
 * Breaks REG-01: calls NetDmaRegisterProvider at DISPATCH_LEVEL.
 * Plausible because the list of devices is walked under a lock while they register.
 */
#include "mutants.h"

MUTANT("REG-01", "registers-at-dispatch");

WRAP(reference_register);

NTSTATUS
__wrap_reference_register(struct reference_device *device)
{
    NTSTATUS status;
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    status = __real_reference_register(device);
    KeLowerIrql(irql);
    return status;
}
