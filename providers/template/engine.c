/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Step 2: the engine. Registers of an I/OAT engine of version 2 or later; put yours here.
 *
 * Every wait has a bound. 64-bit registers are written low half first.
 */
#include "template.h"

#define POLLS_MAX 2000u /* of a microsecond each */

/* Of the engine. */
#define CHANCNT 0x00u
#define XFERCAP 0x01u
#define INTRCTRL 0x03u
#define ATTNSTATUS 0x04u
#define CBVER 0x08u
#define INTRCTRL_ENABLE 0x01u
#define INTRCTRL_STATUS 0x02u
#define INTRCTRL_MESSAGES 0x08u

/* Of a channel. */
#define CHANNELS_AT 0x80u
#define CHANNEL_BYTES 0x80u
#define CHANCTRL 0x00u
#define CHANCMD 0x04u
#define DMACOUNT 0x06u
#define CHANSTS 0x08u
#define CHAINADDR 0x10u
#define CHANCMP 0x18u
#define CHANERR 0x28u
#define CHANCTRL_RUN 0x1Du /* re-arm; interrupt, status and abort on error */
#define CHANCMD_RESET 0x20u

static ULONG
read32(PUCHAR base, ULONG offset)
{
    return READ_REGISTER_ULONG((PULONG)(PVOID)(base + offset));
}

static void
write32(PUCHAR base, ULONG offset, ULONG value)
{
    WRITE_REGISTER_ULONG((PULONG)(PVOID)(base + offset), value);
}

static void
write16(PUCHAR base, ULONG offset, USHORT value)
{
    WRITE_REGISTER_USHORT((PUSHORT)(PVOID)(base + offset), value);
}

static void
write64(PUCHAR base, ULONG offset, LONGLONG value)
{
    write32(base, offset, (ULONG)value);
    write32(base, offset + 4, (ULONG)((ULONG64)value >> 32));
}

ULONG
engine_channels(PUCHAR bar)
{
    ULONG major = READ_REGISTER_UCHAR(bar + CBVER) >> 4;
    ULONG channels = READ_REGISTER_UCHAR(bar + CHANCNT) & 0x1F;

    if (major < 2 || major > 3)
        return 0;
    return min(channels, TEMPLATE_CHANNELS_MAX);
}

ULONG
engine_transfer_bytes(PUCHAR bar)
{
    ULONG log2 = READ_REGISTER_UCHAR(bar + XFERCAP) & 0x1F;

    return log2 == 0 ? 1u << 20 : 1u << log2; /* 0: no limit */
}

void
engine_interrupts(PUCHAR bar, BOOLEAN on, BOOLEAN messages)
{
    ULONG value = on ? INTRCTRL_ENABLE | (messages ? INTRCTRL_MESSAGES : 0) : 0;

    WRITE_REGISTER_UCHAR(bar + INTRCTRL, (UCHAR)value);
}

/* Reading INTRCTRL takes the enable away: put it back, ours or not. */
BOOLEAN
engine_line_is_ours(PUCHAR bar, ULONG *channels)
{
    UCHAR control = READ_REGISTER_UCHAR(bar + INTRCTRL);
    BOOLEAN ours = control != 0xFF && (control & INTRCTRL_STATUS) != 0;

    if (ours)
        *channels = read32(bar, ATTNSTATUS);
    return ours;
}

void
engine_bind(struct channel *channel, ULONG index)
{
    channel->registers = channel->device->bar + CHANNELS_AT + index * CHANNEL_BYTES;
}

BOOLEAN
engine_reset(struct channel *channel)
{
    ULONG polls;

    WRITE_REGISTER_UCHAR(channel->registers + CHANCMD, CHANCMD_RESET);
    for (polls = 0; polls < POLLS_MAX; polls++) {
        UCHAR left = READ_REGISTER_UCHAR(channel->registers + CHANCMD);

        if (left == 0xFF)
            return FALSE; /* the device is gone */
        if ((left & CHANCMD_RESET) == 0)
            return TRUE;
        KeStallExecutionProcessor(1);
    }
    return FALSE;
}

void
engine_prepare(struct channel *channel)
{
    write32(channel->registers, CHANERR, read32(channel->registers, CHANERR)); /* ones clear */
    write64(channel->registers, CHANCMP, channel->completion.QuadPart);
    engine_rearm(channel);
}

/* The completion address will soon be someone else's memory. */
void
engine_release(struct channel *channel)
{
    ULONG code = ENGINE_CODE(engine_status(channel));

    write64(channel->registers, CHANCMP, 0);
    if (code != NetDmaTransferStatusIdle && code != NetDmaTransferStatusHalted)
        (void)engine_reset(channel);
}

void
engine_rearm(struct channel *channel)
{
    write16(channel->registers, CHANCTRL, CHANCTRL_RUN);
}

/* Two halves: the upper one is read again to be sure that they belong together. */
ULONG64
engine_status(struct channel *channel)
{
    ULONG high = read32(channel->registers, CHANSTS + 4);
    ULONG low = read32(channel->registers, CHANSTS);
    ULONG again = read32(channel->registers, CHANSTS + 4);

    if (high != again)
        low = read32(channel->registers, CHANSTS);
    return (ULONG64)again << 32 | low;
}

/* A list that runs ends with its present descriptor; the engine sees to it (START-08, START-09). */
void
engine_load(struct channel *channel, PHYSICAL_ADDRESS first, ULONG count)
{
    write64(channel->registers, CHAINADDR, first.QuadPart);
    channel->count = 0;
    engine_extend(channel, count);
}

void
engine_extend(struct channel *channel, ULONG count)
{
    channel->count = (USHORT)(channel->count + count);
    write16(channel->registers, DMACOUNT, channel->count);
}
