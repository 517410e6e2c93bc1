/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dca-status-forgotten-at-reset
 * Breaks DCA-10: programs the hints of completion writes at allocation, and not again after a reset
 * or a loss of power.
 * Plausible because hints are only an optimisation, and nothing fails without them.
 */
#include "mutants.h"

MUTANT("DCA-10", "dca-status-forgotten-at-reset");

WRAP(hardware_prepare);

void
__wrap_hardware_prepare(struct hardware_channel *channel, PHYSICAL_ADDRESS completion,
                        ULONG priority)
{
    __real_hardware_prepare(channel, completion, priority);
    channel->hint = 0; /* hardware_aim sets it again for the next owner */
}
