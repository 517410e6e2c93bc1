/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-ignored-while-running
 * Breaks START-10: a Start while a list runs is accepted, and the old list goes on.
 * Plausible because the new list is believed to be linked behind the old one, as for Append.
 */
#include "mutants.h"

MUTANT("START-10", "start-ignored-while-running");

WRAP(hardware_replace);

BOOLEAN
__wrap_hardware_replace(struct hardware_channel *channel, PHYSICAL_ADDRESS first, ULONG count,
                        ULONG64 *forgotten)
{
    UNREFERENCED_PARAMETER(first);
    hardware_extend(channel, channel->counts ? count : 0);
    *forgotten = 0;
    return TRUE;
}
