/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-without-waiting
 * Breaks SUSP-01: returns while the engine still works on a descriptor.
 * Plausible because the command is written; the engine will obey soon enough.
 */
#include "mutants.h"

MUTANT("SUSP-01", "suspend-without-waiting");

WRAP(hardware_suspend);

BOOLEAN
__wrap_hardware_suspend(struct hardware_channel *channel)
{
    command(channel, CHANCMD_SUSPEND);
    return TRUE; /* the honest routine waits here */
}
