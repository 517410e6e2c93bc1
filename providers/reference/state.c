/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of a channel as its calls and its interrupts share it.
 */
#include "reference.h"

#define SPEAKING_POLLS_MAX 10000u

KIRQL
reference_lock_channel(struct reference_channel *channel)
{
    return KeAcquireInterruptSpinLock(channel->interrupt);
}

void
reference_unlock_channel(struct reference_channel *channel, KIRQL irql)
{
    KeReleaseInterruptSpinLock(channel->interrupt, irql);
}

/*
 * A DPC of this channel may be inside NetDmaInterruptDpc on another CPU: NetDMA must have its last
 * word before the channel changes hands. If it is this CPU's own DPC that led here, waiting would
 * be in vain; the bound ends it.
 */
static void
wait_until_unspoken(struct reference_channel *channel)
{
    ULONG polls;

    for (polls = 0; channel->reporting != 0 && polls < SPEAKING_POLLS_MAX; polls++)
        KeStallExecutionProcessor(1);
}

void
reference_silence_channel(struct reference_channel *channel, enum channel_state state)
{
    KIRQL irql = reference_lock_channel(channel);

    channel->state = state;
    channel->last_done = 0;
    channel->reported = 0;
    channel->dpc_queued = FALSE;
    KeRemoveQueueDpc(&channel->dpc); /* FREE-05 */
    reference_unlock_channel(channel, irql);
    wait_until_unspoken(channel);
}

BOOLEAN
reference_has_list(const struct reference_channel *channel)
{
    return channel->state == CHANNEL_RUNNING || channel->state == CHANNEL_SUSPENDED;
}

BOOLEAN
reference_is_error(ULONG64 status)
{
    ULONG code = (ULONG)(status & CHANSTS_CODE);

    return code == CHANSTS_HALTED || code > CHANSTS_ARMED;
}

/* Codes that do not exist come with addresses that mean nothing; an armed channel has none yet. */
ULONG64
reference_note_status(struct reference_channel *channel, ULONG64 status)
{
    ULONG64 address = status & CHANSTS_ADDRESS;

    if ((status & CHANSTS_CODE) <= CHANSTS_HALTED && address != 0)
        channel->last_done = address;
    return channel->last_done;
}
