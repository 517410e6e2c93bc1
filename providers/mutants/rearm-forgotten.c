/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rearm-forgotten
 * Breaks INT-14: never arms the interrupt again after the first.
 * Plausible because on other parts reading the status does that.
 */
#include "mutants.h"

MUTANT("INT-14", "rearm-forgotten");

WRAP(hardware_rearm);

void
__wrap_hardware_rearm(struct hardware_channel *channel)
{
    UNREFERENCED_PARAMETER(channel);
}
