/* SPDX-License-Identifier: Apache-2.0 */
/*
 * resume-does-nothing
 * Breaks RESUME-02: reports success and leaves the engine suspended.
 * Plausible because the next Append or Start gets it going again.
 */
#include "mutants.h"

MUTANT("RESUME-02", "resume-does-nothing");

WRAP(hardware_resume);

void
__wrap_hardware_resume(struct hardware_channel *channel)
{
    UNREFERENCED_PARAMETER(channel);
}
