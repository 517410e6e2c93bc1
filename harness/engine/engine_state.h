/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine from inside: what its parts share (parts.h: what each part offers the others).
 *
 *  - A channel is in one phase. Phases change in a tick (channel.c), by a command or a
 *    register write (command.c), and by nothing else.
 *  - CHANSTS is two members, last and code. Whatever changes the code says so in the trace.
 *  - `next` is what the channel latched from the descriptor it fetched last; `head_waits`
 *    says that the chain address is to be loaded instead.
 *  - Plain data but for the five pointers: a reset is one memset.
 */
#ifndef NDC_ENGINE_ENGINE_STATE_H
#define NDC_ENGINE_ENGINE_STATE_H

#include "engine/engine.h"
#include "engine/register_bits.h"

#define NDC_ENGINE_BAR_BYTES 0x4000u
#define NDC_ENGINE_CHANNELS_AT 0x80u
#define NDC_ENGINE_CHANNEL_BYTES 0x80u
#define NDC_ENGINE_MSIX_TABLE_AT 0x2000u
#define NDC_ENGINE_MSIX_PENDING_AT 0x3000u
#define NDC_ENGINE_RESET_TICKS 3u /* from RESET until its bit reads 0 */
#define NDC_ENGINE_PIECE_MAX 4096u
#define NDC_ENGINE_LATE_MAX 16u
#define NDC_ENGINE_CONFIG_BYTES 256u /* of the configuration space, beyond it reads 0 */

enum ndc_phase {
    NDC_PHASE_REST,     /* nothing to do until a register is written */
    NDC_PHASE_FETCH,    /* next: read a descriptor */
    NDC_PHASE_REREAD,   /* next: read the next pointer of the last descriptor again */
    NDC_PHASE_MOVE,     /* next: move a piece of data */
    NDC_PHASE_COMPLETE, /* next: finish the descriptor */
    NDC_PHASE_RESET     /* RESET was written and is not over */
};

/* The descriptor in work as the channel latched it. Survives its completion, for rereading. */
struct ndc_engine_work {
    uint64_t address; /* 0: none since the chain began */
    uint64_t source;
    uint64_t target;
    uint64_t next_source; /* after the page break */
    uint64_t next_target;
    ndc_object object; /* in the life it had when fetched */
    uint32_t flags;
    uint32_t bytes; /* of a context change: the context */
    uint32_t moved;
    bool counts; /* false: a newer chain began while it was in work */
};

struct ndc_engine_channel {
    struct ndc_engine_work work;
    uint64_t chain;      /* CHAINADDR */
    uint64_t completion; /* CHANCMP */
    uint64_t next;       /* latched */
    uint64_t last;       /* CHANSTS 63:6 */
    uint64_t word;       /* last word meant to be written, UINT64_MAX: none in this chain */
    ndc_object last_object;
    ndc_object done; /* finished last, whatever the chain */
    uint32_t error;  /* CHANERR */
    uint32_t error_mask;
    uint32_t dca;         /* DCACTRL: target of completion writes */
    uint32_t context;     /* DCA target of data + 1, by context change; 0: none */
    uint32_t reset_ticks; /* until RESET is over */
    uint32_t stall_ticks; /* a fault makes it stand still */
    uint16_t control;     /* CHANCTRL */
    uint16_t count_end;   /* DMACOUNT */
    uint16_t counted;
    uint8_t number;
    uint8_t name; /* under which events and faults know it, see ndc_engine_name_channel() */
    uint8_t code; /* enum ndc_code */
    uint8_t phase;
    bool head_waits;
    bool append_waits; /* generation 1: APPEND came while a descriptor was in work */
    bool suspend_waits;
};

enum ndc_late_kind { NDC_LATE_REGISTER, NDC_LATE_WORD };

/* An act a fault put off: a posted register write or a write of the completion word. */
struct ndc_engine_late {
    uint64_t at; /* register offset, or physical address */
    uint64_t value;
    uint32_t ticks; /* left; 0: it follows the next act of its kind */
    uint8_t kind;
    uint8_t bytes;
    uint8_t channel;
};

struct ndc_engine {
    struct ndc_memory *memory;
    struct ndc_faults *faults;
    struct ndc_wire *wire;
    struct ndc_trace *trace;
    struct ndc_engine_config config;
    uint32_t moving; /* bit channel: its phase is not REST */
    uint32_t late_count;
    bool powered;
    bool gone;
    /* global registers */
    bool master;         /* INTRCTRL bit 0 */
    bool vector_control; /* INTRCTRL bit 3 */
    uint8_t general;     /* GENCTRL */
    uint16_t delay;      /* INTRDELAY */
    uint32_t attention;  /* ATTNSTATUS */
    uint32_t seen;       /* attention bits that were read since they were set */
    uint32_t raised;     /* attention bits that went over the line */
    uint32_t name_turn;
    struct ndc_engine_channel channels[NDC_CHANNELS_MAX];
    struct ndc_engine_late late[NDC_ENGINE_LATE_MAX];
    uint32_t msix_table[4 * NDC_CHANNELS_MAX];
    uint8_t pci[NDC_ENGINE_CONFIG_BYTES];
    char names[4][32];
};

#endif
