/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isr-speaks-after-reset
 * Breaks INT-05: an interrupt that arrives after a reset is reported as if nothing had been.
 * Plausible because every interrupt of the channel belongs to somebody.
 */
#include "mutants.h"

MUTANT("INT-05", "isr-speaks-after-reset");

WRAP(reference_silence_channel);
WRAP(reference_has_list);

void
__wrap_reference_silence_channel(struct reference_channel *channel, enum channel_state state)
{
    ULONG64 last_done = channel->last_done;

    __real_reference_silence_channel(channel, state);
    channel->last_done = last_done;
}

BOOLEAN
__wrap_reference_has_list(const struct reference_channel *channel)
{
    return channel->state == CHANNEL_READY ? channel->last_done != 0
                                           : __real_reference_has_list(channel);
}
