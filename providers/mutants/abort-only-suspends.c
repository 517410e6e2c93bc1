/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abort-only-suspends
 * Breaks ABORT-03: suspends the engine: the completion word says Suspended, not Halted.
 * Plausible because a suspended engine does nothing either, and the next Start loads a new
 * chain.
 */
#include "mutants.h"

MUTANT("ABORT-03", "abort-only-suspends");

WRAP(hardware_abort);

BOOLEAN
__wrap_hardware_abort(struct hardware_channel *channel)
{
    return hardware_suspend(channel);
}
