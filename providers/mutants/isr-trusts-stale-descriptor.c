/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isr-trusts-stale-descriptor
 * Breaks INT-05: after a reset an interrupt still names the old descriptor.
 * Plausible because the last descriptor the driver knows of is the best it can say.
 */
#include "mutants.h"

MUTANT("INT-05", "isr-trusts-stale-descriptor");

WRAP(reference_silence_channel);

void
__wrap_reference_silence_channel(struct reference_channel *channel, enum channel_state state)
{
    ULONG64 last_done = channel->last_done;

    __real_reference_silence_channel(channel, state);
    channel->last_done = last_done; /* the honest routine forgets it */
}
