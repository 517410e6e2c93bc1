/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-waits-for-ever
 * Breaks SUSP-07: polls a stalled engine without a bound.
 * Plausible because an engine that is not broken stops within a microsecond.
 */
#include "mutants.h"

MUTANT("SUSP-07", "suspend-waits-for-ever");

WRAP(hardware_suspend);

BOOLEAN
__wrap_hardware_suspend(struct hardware_channel *channel)
{
    ULONG code;

    command(channel, CHANCMD_SUSPEND);
    do {
        code = (ULONG)(hardware_status(channel) & CHANSTS_CODE);
    } while (code == CHANSTS_ACTIVE || code == CHANSTS_ARMED);
    return TRUE;
}
