/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One channel: preparing it, looking at it, stopping it. No wait takes more than 2 milliseconds or
 * 2000 looks.
 */
#include "registers.h"

#define POLLS_MAX 2000u
#define POLL_MICROSECONDS 1u
#define READS_MAX 4u

/* Generation 1 alone knows priorities; larger ones than it knows become the largest. */
static USHORT
control_value(const struct hardware_channel *channel, ULONG priority)
{
    ULONG level = priority < CHANCTRL_PRIORITY_MAX ? priority : CHANCTRL_PRIORITY_MAX;

    return (USHORT)(CHANCTRL_RUN | (channel->counts ? 0 : level << CHANCTRL_PRIORITY_SHIFT));
}

/* assumed: the APIC id of a CPU is its number. */
void
hardware_aim(struct hardware_channel *channel, ULONG cpu)
{
    channel->hint = DCACTRL_ENABLE | cpu;
}

void
hardware_prepare(struct hardware_channel *channel, PHYSICAL_ADDRESS completion, ULONG priority)
{
    ULONG errors = read32(channel->registers, CHANNEL_CHANERR);

    write32(channel->registers, CHANNEL_CHANERR, errors); /* ones clear */
    write64(channel->registers, CHANNEL_CHANCMP, (ULONG64)completion.QuadPart);
    if (channel->hint != 0)
        write32(channel->registers, CHANNEL_DCACTRL, channel->hint);
    channel->control = control_value(channel, priority);
    channel->count = 0;
    hardware_rearm(channel);
}

void
hardware_rearm(struct hardware_channel *channel)
{
    write16(channel->registers, CHANNEL_CHANCTRL, channel->control);
}

/*
 * Two reads make one value when the upper half is the same before and after the lower one.
 * Addresses rarely cross a multiple of 4 GiB, so once is nearly always enough.
 */
static ULONG64
read64(PUCHAR base, ULONG offset)
{
    ULONG high = read32(base, offset + 4);
    ULONG low = 0;
    ULONG reads;

    for (reads = 0; reads < READS_MAX; reads++) {
        ULONG before = high;

        low = read32(base, offset);
        high = read32(base, offset + 4);
        if (high == before)
            break;
    }
    return (ULONG64)high << 32 | low;
}

ULONG64
hardware_status(struct hardware_channel *channel)
{
    return read64(channel->registers, channel->map->status);
}

/* The lower half tells it, and costs one access. */
static ULONG
code_of(struct hardware_channel *channel)
{
    return read32(channel->registers, channel->map->status) & CHANSTS_CODE;
}

BOOLEAN
hardware_is_idle(struct hardware_channel *channel)
{
    return code_of(channel) == CHANSTS_IDLE;
}

static BOOLEAN
wait_for_rest(struct hardware_channel *channel)
{
    ULONG polls;

    for (polls = 0; polls < POLLS_MAX; polls++) {
        ULONG code = code_of(channel);

        if (code != CHANSTS_ACTIVE && code != CHANSTS_ARMED)
            return TRUE;
        KeStallExecutionProcessor(POLL_MICROSECONDS);
    }
    return FALSE;
}

BOOLEAN
hardware_suspend(struct hardware_channel *channel)
{
    command(channel, CHANCMD_SUSPEND);
    if (wait_for_rest(channel))
        return TRUE;
    command(channel, CHANCMD_RESUME); /* SUSP-09: a failed suspend leaves the channel running */
    return FALSE;
}

void
hardware_resume(struct hardware_channel *channel)
{
    command(channel, CHANCMD_RESUME);
}

BOOLEAN
hardware_abort(struct hardware_channel *channel)
{
    command(channel, CHANCMD_ABORT);
    return wait_for_rest(channel);
}

BOOLEAN
hardware_reset(struct hardware_channel *channel)
{
    ULONG polls;

    command(channel, CHANCMD_RESET);
    for (polls = 0; polls < POLLS_MAX; polls++) {
        UCHAR left = READ_REGISTER_UCHAR(channel->registers + channel->map->command);

        if (left == REGISTER_GONE)
            return FALSE;
        if ((left & CHANCMD_RESET) == 0)
            return TRUE;
        KeStallExecutionProcessor(POLL_MICROSECONDS);
    }
    return FALSE;
}

/* Nothing is outstanding: an engine that works yet is about to find that out (RESUME-06). */
#define LAST_LOOKS_MAX 100u

static ULONG64
last_status(struct hardware_channel *channel)
{
    ULONG64 status = hardware_status(channel);
    ULONG looks;

    for (looks = 0; looks < LAST_LOOKS_MAX && (status & CHANSTS_CODE) == CHANSTS_ACTIVE; looks++) {
        KeStallExecutionProcessor(POLL_MICROSECONDS);
        status = hardware_status(channel);
    }
    return status;
}

/*
 * FREE-04. An engine at rest touches nothing; one that is not is reset, without a last word. So is
 * one that remembers a descriptor: it would name it to the channel's next owner (ALLOC-21).
 */
void
hardware_release(struct hardware_channel *channel)
{
    ULONG64 status = last_status(channel);
    ULONG code = (ULONG)(status & CHANSTS_CODE);

    write64(channel->registers, CHANNEL_CHANCMP, 0);
    if ((status & CHANSTS_ADDRESS) != 0 || (code != CHANSTS_IDLE && code != CHANSTS_HALTED))
        (void)hardware_reset(channel);
}
