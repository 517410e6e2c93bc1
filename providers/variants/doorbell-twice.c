/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doorbell-twice
 * Correct: rings every doorbell twice. The second time there is nothing new.
 */
#include "../mutants/mutants.h"

WRAP(hardware_extend);

void
__wrap_hardware_extend(struct hardware_channel *channel, ULONG count)
{
    __real_hardware_extend(channel, count);
    __real_hardware_extend(channel, 0);
}
