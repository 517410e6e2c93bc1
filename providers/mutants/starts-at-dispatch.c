/* SPDX-License-Identifier: Apache-2.0 */
/*
 * starts-at-dispatch
 * Breaks PST-03: calls NetDmaProviderStart at DISPATCH_LEVEL.
 * Plausible because nobody shall see the device between its engine and its provider.
 */
#include "mutants.h"

MUTANT("PST-03", "starts-at-dispatch");

WRAP(reference_start_provider);

void
__wrap_reference_start_provider(struct reference_device *device)
{
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    __real_reference_start_provider(device);
    KeLowerIrql(irql);
}
