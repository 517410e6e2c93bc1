/* SPDX-License-Identifier: Apache-2.0 */
/*
 * runs-on-after-stop
 * Breaks DRV-06: keeps the provider started when its device is stopped.
 * Plausible because the device will come back in a moment, with other resources.
 */
#include "mutants.h"

MUTANT("DRV-06", "runs-on-after-stop");

WRAP(reference_stop_provider);

void
__wrap_reference_stop_provider(struct reference_device *device)
{
    UNREFERENCED_PARAMETER(device);
}
