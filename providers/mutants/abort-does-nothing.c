/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abort-does-nothing
 * Breaks ABORT-02: reports success but lets the engine finish the chain.
 * Plausible because the driver forgets the list, and the next Start overrides it.
 */
#include "mutants.h"

MUTANT("ABORT-02", "abort-does-nothing");

WRAP(hardware_abort);

BOOLEAN
__wrap_hardware_abort(struct hardware_channel *channel)
{
    UNREFERENCED_PARAMETER(channel);
    return TRUE; /* the honest routine stops the engine here */
}
