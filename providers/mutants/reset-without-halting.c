/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reset-without-halting
 * Breaks RESET-04: reports success but lets the engine finish the chain.
 * Plausible because clearing the driver's own state looks like enough.
 */
#include "mutants.h"

MUTANT("RESET-04", "reset-without-halting");

WRAP(hardware_reset);

BOOLEAN
__wrap_hardware_reset(struct hardware_channel *channel)
{
    UNREFERENCED_PARAMETER(channel);
    return TRUE; /* the honest routine resets the engine here */
}
