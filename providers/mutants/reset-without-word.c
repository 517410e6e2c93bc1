/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reset-without-word
 * Breaks RESET-02: takes the completion address away before the reset, so Halted is never
 * written.
 * Plausible because a channel that is being reset had better write nowhere.
 */
#include "mutants.h"

MUTANT("RESET-02", "reset-without-word");

WRAP(hardware_reset);

BOOLEAN
__wrap_hardware_reset(struct hardware_channel *channel)
{
    write64(channel->registers, CHANNEL_CHANCMP, 0);
    return __real_hardware_reset(channel);
}
