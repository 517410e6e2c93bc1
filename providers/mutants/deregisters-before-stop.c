/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deregisters-before-stop
 * Breaks DRV-07: deregisters first, then stops.
 * Plausible because a provider that nobody knows any more gets no new work while it stops.
 */
#include "mutants.h"

MUTANT("DRV-07", "deregisters-before-stop");

WRAP(reference_stop_device);

void
__wrap_reference_stop_device(struct reference_device *device)
{
    if (device->started)
        reference_deregister(device);
    __real_reference_stop_device(device);
}
