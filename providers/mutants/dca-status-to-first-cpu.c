/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dca-status-to-first-cpu
 * Breaks ALLOC-20: binds the completion writes of every channel to CPU 0.
 * Plausible because it was tried out on a computer with one CPU.
 */
#include "mutants.h"

MUTANT("ALLOC-20", "dca-status-to-first-cpu");

WRAP(hardware_aim);

void
__wrap_hardware_aim(struct hardware_channel *channel, ULONG cpu)
{
    UNREFERENCED_PARAMETER(cpu);
    __real_hardware_aim(channel, 0);
}
