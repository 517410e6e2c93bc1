/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Giving work to a channel.
 */
#include "registers.h"

/* 20 to 100 us are usual until an engine begins. */
#define BEGIN_POLLS_MAX 100u

void
hardware_load(struct hardware_channel *channel, PHYSICAL_ADDRESS first, ULONG count)
{
    channel->superseded = 0;
    write64(channel->registers, channel->map->chain, (ULONG64)first.QuadPart);
    channel->count = 0; /* as the engine's own */
    if (channel->counts)
        hardware_extend(channel, count);
    else
        command(channel, CHANCMD_START);
}

void
hardware_extend(struct hardware_channel *channel, ULONG count)
{
    if (channel->counts) {
        channel->count = (USHORT)(channel->count + count);
        write16(channel->registers, CHANNEL_DMACOUNT, channel->count);
    } else {
        command(channel, CHANCMD_APPEND); /* APPEND-03: look at the last descriptor again */
    }
}

/*
 * The lower half last: the engine takes at most one step between it and what is written next. If
 * it halted before that step, nothing is in hand and the upper half was of something else.
 */
static ULONG64
in_hand(struct hardware_channel *channel)
{
    ULONG high = read32(channel->registers, CHANNEL_CDAR + 4);
    ULONG low = read32(channel->registers, CHANNEL_CDAR);

    if (low == 0)
        high = read32(channel->registers, CHANNEL_CDAR + 4);
    return (ULONG64)high << 32 | low;
}

/*
 * An engine that has not read the first descriptor of its list yet would take a new chain address
 * for the old one, and then be started on it twice. One that is still at a descriptor of the list
 * before is no worse off than it was.
 */
BOOLEAN
hardware_has_begun(struct hardware_channel *channel)
{
    ULONG polls;

    for (polls = 0; polls < BEGIN_POLLS_MAX; polls++) {
        if (in_hand(channel) != channel->superseded ||
            (hardware_status(channel) & CHANSTS_CODE) != CHANSTS_ACTIVE)
            return TRUE;
        KeStallExecutionProcessor(1);
    }
    return channel->superseded != 0;
}

/* The upper half of the address is what a counting engine acts on. */
static ULONG64
replace_counted(struct hardware_channel *channel, ULONG64 first, ULONG count)
{
    ULONG64 hand;

    write32(channel->registers, channel->map->chain, (ULONG)first);
    hand = in_hand(channel);
    write32(channel->registers, channel->map->chain + 4u, (ULONG)(first >> 32));
    channel->count = 0;
    hardware_extend(channel, count);
    return hand;
}

/* A channel at rest acts on the address, a running one on the command: each may forget. */
static ULONG64
replace_linked(struct hardware_channel *channel, ULONG64 first)
{
    ULONG64 before;
    ULONG64 hand;

    write32(channel->registers, channel->map->chain, (ULONG)first);
    before = in_hand(channel);
    write32(channel->registers, channel->map->chain + 4u, (ULONG)(first >> 32));
    hand = in_hand(channel);
    command(channel, CHANCMD_START);
    return hand != 0 ? hand : before;
}

/* START-08, START-09: the list ends with its present descriptor; the engine sees to it. */
BOOLEAN
hardware_replace(struct hardware_channel *channel, PHYSICAL_ADDRESS first, ULONG count,
                 ULONG64 *forgotten)
{
    ULONG64 address = (ULONG64)first.QuadPart;
    ULONG64 hand;
    ULONG64 now;

    *forgotten = 0;
    if (!hardware_has_begun(channel))
        return FALSE;
    hand = channel->counts ? replace_counted(channel, address, count)
                           : replace_linked(channel, address);
    now = in_hand(channel); /* the same, one more of the old list, or the first of the new one */
    channel->superseded = now == address ? 0 : now;
    if (now != hand && (hardware_status(channel) & CHANSTS_ADDRESS) == 0)
        *forgotten = hand;
    return TRUE;
}
