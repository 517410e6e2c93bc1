/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Access to registers by width. 64-bit registers are two halves, low before high.
 */
#ifndef REFERENCE_REGISTERS_H
#define REFERENCE_REGISTERS_H

#include "hardware.h"

static inline ULONG
read32(PUCHAR base, ULONG offset)
{
    return READ_REGISTER_ULONG((PULONG)(PVOID)(base + offset));
}

static inline void
write32(PUCHAR base, ULONG offset, ULONG value)
{
    WRITE_REGISTER_ULONG((PULONG)(PVOID)(base + offset), value);
}

static inline void
write16(PUCHAR base, ULONG offset, USHORT value)
{
    WRITE_REGISTER_USHORT((PUSHORT)(PVOID)(base + offset), value);
}

static inline void
write64(PUCHAR base, ULONG offset, ULONG64 value)
{
    write32(base, offset, (ULONG)value);
    write32(base, offset + 4, (ULONG)(value >> 32));
}

static inline void
command(struct hardware_channel *channel, UCHAR bit)
{
    WRITE_REGISTER_UCHAR(channel->registers + channel->map->command, bit);
}

#endif
