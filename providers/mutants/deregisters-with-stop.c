/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deregisters-with-stop
 * Breaks DRV-07: deregisters when its device is stopped.
 * Plausible because a device without resources serves nobody; it can register again when it has
 * some.
 */
#include "mutants.h"

MUTANT("DRV-07", "deregisters-with-stop");

WRAP(reference_stop_device);

void
__wrap_reference_stop_device(struct reference_device *device)
{
    __real_reference_stop_device(device);
    reference_deregister(device);
}
