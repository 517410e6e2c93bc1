/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reset-waits-for-ever
 * Breaks GEN-06: polls for the end of a reset without a bound.
 * Plausible because a reset is what always works.
 */
#include "mutants.h"

MUTANT("GEN-06", "reset-waits-for-ever");

WRAP(hardware_reset);

BOOLEAN
__wrap_hardware_reset(struct hardware_channel *channel)
{
    while (!__real_hardware_reset(channel))
        continue;
    return TRUE;
}
