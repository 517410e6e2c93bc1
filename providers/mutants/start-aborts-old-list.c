/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start-aborts-old-list
 * Breaks START-08: a Start while a list runs cuts the descriptor in work short.
 * Plausible because aborting first is the clean way to get a channel into a known state.
 */
#include "mutants.h"

MUTANT("START-08", "start-aborts-old-list");

WRAP(hardware_replace);

BOOLEAN
__wrap_hardware_replace(struct hardware_channel *channel, PHYSICAL_ADDRESS first, ULONG count,
                        ULONG64 *forgotten)
{
    (void)hardware_abort(channel);
    return __real_hardware_replace(channel, first, count, forgotten);
}
