/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-only-pretends
 * Breaks SUSP-05: reports success and the last descriptor, and lets the engine go on.
 * Plausible because the engine is quick, and NetDMA rarely edits a list.
 */
#include "mutants.h"

MUTANT("SUSP-05", "suspend-only-pretends");

WRAP(hardware_suspend);

BOOLEAN
__wrap_hardware_suspend(struct hardware_channel *channel)
{
    UNREFERENCED_PARAMETER(channel);
    return TRUE;
}
