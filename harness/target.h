/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A target: something that carries out the acts of a script. One table of acts,
 * implemented by world/ (in process, emulated engine) and by bridge/ (a shipped driver).
 *
 *  - The executor (scenario/exec.h) sees only this page.
 *  - Every observable act of either side ends up as events in the target's trace; nothing
 *    about right or wrong is answered here.
 *  - Order of a run: begin, then any acts, then end. Any act may end the script early by
 *    the host's escape (a limit, a bug check): then end is not called and the trace ends with the
 * reason.
 */
#ifndef NDC_TARGET_H
#define NDC_TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include "fault/fault.h"
#include "trace/trace.h"

#define NDC_TRANSFERS_MAX 2048u /* of one target; scripts use at most 256 */

#define NDC_EARLY_MAX 4u

#define NDC_INTERFACE_1_0 0x00010000u
#define NDC_INTERFACE_1_1 0x00010001u
#define NDC_INTERFACE_2_0 0x00020000u
#define NDC_INTERFACE_2_1 0x00020001u

#define NDC_CPUS_MAX 128u      /* of a computer */
#define NDC_GROUP_CPUS_MAX 64u /* CPU n is number n % 64 of group n / 64 */

/* What becomes of the interrupts that a driver asks for. */
enum ndc_grants {
    NDC_GRANTS_ASKED, /* messages on the CPUs that were named */
    NDC_GRANTS_OTHER, /* messages, each on the CPU behind the one that was named */
    NDC_GRANTS_LINE   /* no messages although the engine has them: the line */
};

/* The computer a script runs on. */
struct ndc_machine {
    uint8_t generation;    /* of the engine: 1 linked list (CB1), 2 counted chain (CB2 and later) */
    uint8_t channels;      /* of the engine, 1 .. 8 */
    uint8_t cpus;          /* 1 .. NDC_CPUS_MAX */
    uint8_t transfer_log2; /* of the engine's largest transfer, 12 .. 20; 0: 1 MB */
    bool msix;             /* message interrupts, one for each channel; else one line */
    bool no_dca;           /* the engine is of generation 2 but has no direct cache access */
    uint8_t vectors;       /* messages granted at most; 0: as many as the engine has */
    uint8_t grants;        /* enum ndc_grants; only where there are messages */
    uint8_t devices;       /* 1 or 2 engines, all alike, of one driver; 0: 1 */
    uint8_t second;        /* bit channel: it is the second device's */
    uint8_t named;         /* bit channel: the script has it; only with two devices */
    bool unasked;          /* NetDMA never calls SetDmaChannelCpuAffinity */
};

struct ndc_setup {
    uint32_t interface_version; /* of the NetDMA side, NDC_INTERFACE_... */
    uint32_t reports;           /* what it says its version is, major << 16 | minor; 0: the same */
    /* What the provider's manifest says, bits of versions; 0: nothing is known. */
    uint8_t claims;    /* the interfaces it serves */
    uint8_t registers; /* the versions it registers with */
    struct ndc_machine machine;
    uint32_t accesses_max; /* register accesses of the provider; more is a HANG */
    uint32_t slots;        /* descriptor slots for each channel, a power of two; 0: 64 */
    uint8_t early_count;   /* faults armed before the driver comes up */
    struct ndc_fault_plan early[NDC_EARLY_MAX];
};

enum ndc_transfer_kind { NDC_TRANSFER_COPY, NDC_TRANSFER_NULL, NDC_TRANSFER_CONTEXT };

/* Where the physical addresses of a buffer lie: anywhere, up to the last one that the provider said
 * its engine reaches, or near 4 GiB. */
enum ndc_where {
    NDC_WHERE_ANY,
    NDC_WHERE_TOP,
    NDC_WHERE_BELOW,  /* the last byte is the last one below 4 GiB */
    NDC_WHERE_ACROSS, /* 4 GiB lies in the middle */
    NDC_WHERE_ABOVE   /* the first byte is the one at 4 GiB */
};

/* One descriptor as the script wants it. Addresses are the target's business. */
struct ndc_transfer {
    uint8_t kind;           /* enum ndc_transfer_kind */
    uint8_t context;        /* APIC id of a context change */
    uint16_t source_offset; /* of the first byte in its page, modulo 4096; 0: at any granule */
    uint16_t target_offset;
    /* Bytes before the source page break, 1 .. 4096; 0: none. At or behind the end: the flag is set
     * and the continuation is no memory. */
    uint16_t source_break;
    uint16_t target_break;
    uint32_t bytes;
    uint8_t source_where; /* enum ndc_where; of a buffer without a page break */
    uint8_t target_where;
    uint32_t flags; /* NET_DMA_... control flags, without page break and operation type */
};

struct ndc_call {
    uint8_t routine; /* enum ndc_routine */
    uint8_t channel; /* 0 .. 7 */
    bool at_dispatch;
    /* Start and Append: the batch, in order. */
    const uint16_t *transfers;
    uint16_t count;
    uint16_t chain; /* number of the chain, for the trace */
    /* Allocate. */
    uint32_t affinity; /* CPUs of the group; 0: all (of them the first 32) */
    uint8_t group;     /* of CPUs, where there are several and the interface knows them; else 0 */
    uint32_t priority;
    int32_t count_shown; /* DescriptorCount passed to a 1.x provider; < 0: the true one */
};

enum ndc_until { NDC_UNTIL_IDLE, NDC_UNTIL_DONE, NDC_UNTIL_STEPS };

struct ndc_until_what {
    uint8_t until;     /* enum ndc_until */
    uint16_t transfer; /* DONE: until the engine has finished it */
    uint32_t steps;    /* STEPS: ticks */
};

/* Acts on the interrupt wire. */
enum ndc_wire_verb { NDC_WIRE_VERB_HOLD, NDC_WIRE_VERB_DELIVER, NDC_WIRE_VERB_INJECT };

/* What the PnP manager does; in the order of the script's words. */
enum ndc_pnp {
    NDC_PNP_START,
    NDC_PNP_STOP,
    NDC_PNP_REMOVE,
    NDC_PNP_SURPRISE,      /* the device is pulled out, and removed */
    NDC_PNP_CANCEL_STOP,   /* asks whether the device may stop, and thinks better of it */
    NDC_PNP_CANCEL_REMOVE, /* the same of its removal */
    NDC_PNP_UNPLUG         /* the device is pulled out; its removal comes later */
};

/* What the power manager does; in the order of the script's words. */
enum ndc_power {
    NDC_POWER_DOWN,
    NDC_POWER_UP,
    NDC_POWER_CANCEL /* asks whether the system may sleep; somebody else refuses, so it stays awake
                      */
};

/* Something that happens at the N-th preemption point (service call or register access) counted
 * from now. */
enum ndc_point_act { NDC_POINT_INTERRUPT, NDC_POINT_STEP };

struct ndc_target_ops {
    /*
     * Resets the computer, loads the driver, adds its device and starts it. Returns false when the
     * driver did not come up (did not register, failed its start IRP); the trace says how.
     */
    bool (*begin)(void *self, const struct ndc_setup *setup);
    /* Whether a registered provider has this routine. */
    bool (*offers)(void *self, enum ndc_routine routine);
    /* Makes buffers for a transfer. Must come before the first call that names it. */
    void (*define)(void *self, uint16_t transfer, const struct ndc_transfer *what);
    /* Calls a provider routine; returns its NTSTATUS (Free: success). */
    uint32_t (*call)(void *self, const struct ndc_call *call);
    /* While suspended: takes `transfer` out of the list, or puts it in behind `after`. */
    void (*unlink)(void *self, uint16_t transfer);
    void (*insert)(void *self, uint16_t transfer, uint16_t after);
    void (*run)(void *self, const struct ndc_until_what *what);
    void (*fault)(void *self, const struct ndc_fault_plan *plan);
    void (*wire)(void *self, enum ndc_wire_verb verb, unsigned channel);
    void (*point)(void *self, enum ndc_point_act act, unsigned channel, uint32_t point);
    void (*pnp)(void *self, enum ndc_pnp what, unsigned device);
    void (*power)(void *self, enum ndc_power what, unsigned device);
    /* The thing a transfer is now, for claims: its descriptor in its present life. */
    ndc_object (*object)(void *self, uint16_t transfer);
    /* Address of the current descriptor of a transfer, for faults that name one ("A1+64"). */
    uint64_t (*address)(void *self, uint16_t transfer);
    /* Looks at the bytes of a transfer now (adds DATA), for claims. */
    void (*look)(void *self, uint16_t transfer);
    /* Adds an event of the script (line, claim) to the trace. */
    void (*note)(void *self, enum ndc_event_kind kind, unsigned channel, uint64_t a, uint64_t b,
                 uint64_t c, uint64_t d);
    /* Drains, frees the channels, stops, removes and unloads, checks for leaks. */
    void (*end)(void *self);
};

struct ndc_target {
    void *self;
    const struct ndc_target_ops *ops;
};

#endif
