/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine: its registers, and the few things one does with them.
 *
 *  - Two generations share the block of global registers. Generation 1 works through a linked list
 *    that ends at a zero pointer (START, APPEND); generation 2 through a chain of which it is told
 *    the length (DMACOUNT).
 *  - A channel has 0x80 bytes of registers of its own; channel 0 begins at 0x80.
 *  - 64-bit registers are written as two halves, low before high: old parts know no other way.
 *  - These routines know registers, not NetDMA: who may call what and when is decided above.
 */
#ifndef REFERENCE_HARDWARE_H
#define REFERENCE_HARDWARE_H

#include <ntddk.h>

/* Global registers: offset in the BAR. */
#define HARDWARE_CHANCNT 0x00u    /* 8 bit: number of channels, 4:0 */
#define HARDWARE_XFERCAP 0x01u    /* 8 bit: log2 of the largest transfer, 4:0 */
#define HARDWARE_INTRCTRL 0x03u   /* 8 bit; reading it clears the master enable */
#define HARDWARE_ATTNSTATUS 0x04u /* 32 bit: channels that want attention */
#define HARDWARE_CBVER 0x08u      /* 8 bit: major 7:4, minor 3:0 */
#define HARDWARE_CHANNEL_BASE 0x80u
#define HARDWARE_CHANNEL_BYTES 0x80u

#define INTRCTRL_MASTER_ENABLE 0x01u
#define INTRCTRL_STATUS 0x02u
#define INTRCTRL_MESSAGES 0x08u /* one message for each channel */

#define REGISTER_GONE 0xFFu /* what a device that is not there answers, 8 bit */

/* Generation 2 only. */
#define HARDWARE_DMACAPABILITY 0x10u /* 32 bit */
#define DMACAPABILITY_DCA 0x10u

/* Registers of a channel that both generations have at the same place. */
#define CHANNEL_CHANCTRL 0x00u
#define CHANNEL_CHANCMP 0x18u
#define CHANNEL_CDAR 0x20u /* descriptor in work, or completed last */
#define CHANNEL_CHANERR 0x28u
/* Generation 2 only. */
#define CHANNEL_DMACOUNT 0x06u
#define CHANNEL_DCACTRL 0x30u

#define DCACTRL_ENABLE 0x10000u /* hint of completion writes to the APIC id in 15:0 */

#define CHANCTRL_REARM 0x0001u /* set when an interrupt was raised; write 1 to get another */
#define CHANCTRL_ERROR_STATUS 0x0004u
#define CHANCTRL_ERROR_ABORT 0x0008u
#define CHANCTRL_ERROR_INTERRUPT 0x0010u
#define CHANCTRL_RUN \
    (CHANCTRL_REARM | CHANCTRL_ERROR_STATUS | CHANCTRL_ERROR_ABORT | CHANCTRL_ERROR_INTERRUPT)
#define CHANCTRL_PRIORITY_SHIFT 12
#define CHANCTRL_PRIORITY_MAX 15u

/* CHANCMD: one bit at a time; two are a fatal error. */
#define CHANCMD_START 0x01u
#define CHANCMD_APPEND 0x02u
#define CHANCMD_SUSPEND 0x04u
#define CHANCMD_ABORT 0x08u
#define CHANCMD_RESUME 0x10u
#define CHANCMD_RESET 0x20u /* reads as 1 until the reset is over */

/* CHANSTS, and the completion word, which is its image. */
#define CHANSTS_CODE 0x7u
#define CHANSTS_ADDRESS 0xFFFFFFFFFFFFFFC0ull
#define CHANSTS_ACTIVE 0u
#define CHANSTS_IDLE 1u
#define CHANSTS_SUSPENDED 2u
#define CHANSTS_HALTED 3u
#define CHANSTS_ARMED 4u

/* Where the registers lie that moved from one generation to the next. */
struct hardware_map {
    UCHAR command; /* CHANCMD, 8 bit */
    UCHAR status;  /* CHANSTS, 64 bit */
    UCHAR chain;   /* CHAINADDR, 64 bit */
};

/* What the global registers tell about an engine. */
struct hardware_facts {
    UCHAR major; /* version */
    UCHAR minor;
    ULONG channels;
    ULONG transfer_bytes; /* of one descriptor, at most */
    BOOLEAN counts;       /* generation 2 */
    BOOLEAN hints;        /* it has direct cache access */
    const struct hardware_map *map;
};

/* One channel as its registers know it. */
struct hardware_channel {
    PUCHAR registers;
    const struct hardware_map *map;
    BOOLEAN counts;
    USHORT count;       /* what DMACOUNT was told last; runs modulo 65536 */
    USHORT control;     /* value of CHANCTRL while the channel works */
    ULONG hint;         /* value of DCACTRL while the channel works; 0: it has none */
    ULONG64 superseded; /* in hand when the last list was handed over; 0: none */
};

/* False when no engine that this driver knows answers. */
BOOLEAN hardware_identify(PUCHAR bar, struct hardware_facts *facts);
void hardware_enable_interrupts(PUCHAR bar, BOOLEAN messages);
void hardware_disable_interrupts(PUCHAR bar);

void hardware_bind(struct hardware_channel *channel, PUCHAR bar, ULONG index,
                   const struct hardware_facts *facts);
/* Which CPU will want the completion writes; taken to the engine by hardware_prepare. */
void hardware_aim(struct hardware_channel *channel, ULONG cpu);
/* Programs what a reset or a loss of power wiped: errors, completion address, interrupts. */
void hardware_prepare(struct hardware_channel *channel, PHYSICAL_ADDRESS completion,
                      ULONG priority);
/* Lets the next interrupt of the channel through. */
void hardware_rearm(struct hardware_channel *channel);
/* CHANSTS in one piece. */
ULONG64 hardware_status(struct hardware_channel *channel);

/* Begins at the first descriptor of a list; generation 2 takes count descriptors of it. */
void hardware_load(struct hardware_channel *channel, PHYSICAL_ADDRESS first, ULONG count);
/*
 * The same while a list runs. The descriptor in work is finished first; a channel that has just
 * none forgets at once which it completed last: *forgotten is that one's address, or 0. False, with
 * nothing done, when the engine does not even begin with the list it has.
 */
BOOLEAN hardware_replace(struct hardware_channel *channel, PHYSICAL_ADDRESS first, ULONG count,
                         ULONG64 *forgotten);
/* Waits a moment for the channel to read the first descriptor of its list. */
BOOLEAN hardware_has_begun(struct hardware_channel *channel);
/* Tells that count descriptors now follow the last one known. */
void hardware_extend(struct hardware_channel *channel, ULONG count);
/* Everything the channel knows of is done. */
BOOLEAN hardware_is_idle(struct hardware_channel *channel);
/* Finishes the descriptor in work and stops. False when the engine does not come to rest in time.
 */
BOOLEAN hardware_suspend(struct hardware_channel *channel);
void hardware_resume(struct hardware_channel *channel);
/* Stops at once. False as above. */
BOOLEAN hardware_abort(struct hardware_channel *channel);
/* The owner of the completion address goes: nothing is read or written any more. */
void hardware_release(struct hardware_channel *channel);
/* Back to power-on. False when the reset does not end in time. */
BOOLEAN hardware_reset(struct hardware_channel *channel);

#endif
