/* SPDX-License-Identifier: Apache-2.0 */
/*
 * free-leaves-engine-running
 * Breaks FREE-04: frees a channel without taking its completion address away.
 * Plausible because nothing is outstanding, so the engine is believed to be quiet.
 */
#include "mutants.h"

MUTANT("FREE-04", "free-leaves-engine-running");

WRAP(hardware_release);

void
__wrap_hardware_release(struct hardware_channel *channel)
{
    UNREFERENCED_PARAMETER(channel);
}
