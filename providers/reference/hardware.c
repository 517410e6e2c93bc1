/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The registers of the engine as a whole.
 */
#include "hardware.h"

#define TRANSFER_LOG2_MIN 12u
#define TRANSFER_LOG2_ANY 20u /* XFERCAP 0: no limit; we promise 1 MiB */

static const struct hardware_map map_linked = {.command = 0x14, .status = 0x04, .chain = 0x0C};
static const struct hardware_map map_counted = {.command = 0x04, .status = 0x08, .chain = 0x10};

static BOOLEAN
has_hints(PUCHAR bar)
{
    ULONG capability = READ_REGISTER_ULONG((PULONG)(PVOID)(bar + HARDWARE_DMACAPABILITY));

    return (capability & DMACAPABILITY_DCA) != 0;
}

static ULONG
transfer_bytes(UCHAR capability)
{
    ULONG log2 = capability & 0x1F;

    if (log2 == 0)
        return 1u << TRANSFER_LOG2_ANY;
    return log2 < TRANSFER_LOG2_MIN ? 0 : 1u << log2;
}

BOOLEAN
hardware_identify(PUCHAR bar, struct hardware_facts *facts)
{
    UCHAR version = READ_REGISTER_UCHAR(bar + HARDWARE_CBVER);

    facts->major = (UCHAR)(version >> 4);
    facts->minor = version & 0xF;
    facts->counts = facts->major >= 2;
    facts->hints = facts->counts && has_hints(bar);
    facts->map = facts->counts ? &map_counted : &map_linked;
    facts->channels = READ_REGISTER_UCHAR(bar + HARDWARE_CHANCNT) & 0x1F;
    facts->transfer_bytes = transfer_bytes(READ_REGISTER_UCHAR(bar + HARDWARE_XFERCAP));
    return facts->major >= 1 && facts->major <= 3 && facts->channels != 0 &&
           facts->transfer_bytes != 0;
}

void
hardware_enable_interrupts(PUCHAR bar, BOOLEAN messages)
{
    UCHAR value = messages ? INTRCTRL_MASTER_ENABLE | INTRCTRL_MESSAGES : INTRCTRL_MASTER_ENABLE;

    WRITE_REGISTER_UCHAR(bar + HARDWARE_INTRCTRL, value);
}

void
hardware_disable_interrupts(PUCHAR bar)
{
    WRITE_REGISTER_UCHAR(bar + HARDWARE_INTRCTRL, 0);
}

void
hardware_bind(struct hardware_channel *channel, PUCHAR bar, ULONG index,
              const struct hardware_facts *facts)
{
    channel->registers = bar + HARDWARE_CHANNEL_BASE + index * HARDWARE_CHANNEL_BYTES;
    channel->map = facts->map;
    channel->counts = facts->counts;
    channel->count = 0;
    channel->control = CHANCTRL_RUN;
}
