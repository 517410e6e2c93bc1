/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the judge knows of the provider as a driver: its registration, its device, its interrupts.
 * Fields ending in _at are indexes of events; 0: it did not happen.
 */
#ifndef NDC_MODEL_STATE_PROVIDER_H
#define NDC_MODEL_STATE_PROVIDER_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/object.h"

/* The phases of a provider, from specs/states.toml. */
enum ndc_phase {
    NDC_PHASE_UNREGISTERED,
    NDC_PHASE_REGISTERED,
    NDC_PHASE_STARTED,
    NDC_PHASE_ASLEEP, /* started, and notified of power down */
    NDC_PHASE_STOPPED,
    NDC_PHASE_DEREGISTERED,
    NDC_PHASES
};

/* What moves a provider: columns of the same file. */
enum ndc_phase_on {
    NDC_PHASE_ON_REGISTER,
    NDC_PHASE_ON_START,
    NDC_PHASE_ON_STOP,
    NDC_PHASE_ON_DEREGISTER,
    NDC_PHASE_ON_POWER_DOWN,
    NDC_PHASE_ON_POWER_UP,
    NDC_PHASE_MOVES
};

/* A cell of a table of states. */
enum ndc_standing {
    NDC_STANDING_DEFINED,
    NDC_STANDING_UNSPECIFIED,
    NDC_STANDING_NETDMA,
    NDC_STANDING_FORBIDDEN
};
struct ndc_move {
    uint8_t standing; /* enum ndc_standing */
    uint8_t to;       /* of a channel enum ndc_mode, of a provider enum ndc_phase; after success */
};
extern const struct ndc_move ndc_phase_moves[NDC_PHASE_MOVES][NDC_PHASES];

#define NDC_DPCS_MAX 32u
#define NDC_GROUPS_MAX 2u /* of CPUs; CPU n is number n % 64 of group n / 64 */

struct ndc_provider_state {
    uint32_t interface_version; /* major << 16 | minor as NetDMA tells it, from SCRIPT_BEGIN */
    uint8_t claims, registers;  /* of the manifest, bits of versions; 0: nothing is known */
    uint8_t generation;         /* of the engine */
    uint8_t machine_channels;
    uint8_t transfer_log2; /* the engine's largest transfer */
    uint16_t vendor;       /* the engine's PCI vendor id */
    uint8_t cpus;
    uint8_t vectors;  /* messages granted at most; 0: all */
    bool no_dca;      /* the engine has no direct cache access although its generation may */
    bool msix;        /* messages are granted */
    bool two_devices; /* of this driver; the state is that of one */
    bool other_cpus, line_granted;

    uint8_t phase;                        /* enum ndc_phase */
    bool registering, starting, stopping; /* the call is under way */
    uint32_t register_at, registered_at;
    uint32_t registrations;                    /* asked for since the last AddDevice began */
    uint32_t start_at, stop_at, deregister_at; /* the last ones */
    uint32_t starts, stops;
    uint32_t affinity_at;                /* the last call of SetDmaChannelCpuAffinity */
    bool quiet;                          /* everything accepted was given the time to complete */
    uint64_t registered_what, callbacks; /* of REGISTER */
    uint32_t channels_max;
    uint64_t start_what, start_engine, start_transfer, start_space; /* of START_PROVIDER */
    uint32_t register_status;
    uint32_t lookup_at;    /* NetDmaGetVersion was looked up in vain */
    uint32_t told_at;      /* NetDmaGetVersion answered */
    uint32_t told_version; /* with this */
    uint32_t notify_at;    /* the last NetDmaPnPEventNotify */

    uint32_t affinity_taken_at; /* the RETURN of that call, with success */
    uint64_t wished, unwished;  /* byte n: the CPU of channel n, see WISHED */
    bool message_connected;     /* since the device was started */

    /* Where the driver is: nested calls of the kernel into it. */
    uint8_t entry;                              /* routine of ENTRY + 1, 0: none */
    uint32_t entered_at, added_at, unloaded_at; /* DriverEntry; AddDevice and Unload are done */
    uint8_t irp_major, irp_minor;               /* of the last IRP */
    bool in_irp;
    uint32_t irp_at;
    uint32_t touches, irp_touches; /* register accesses: so far, and when the last IRP began */
    uint32_t writes, irp_writes;   /* those that write */
    uint8_t interrupts;            /* depth */
    uint8_t dpcs;                  /* depth */
    bool gone;                     /* by surprise: nothing completes any more */
    uint8_t power;                 /* of DEVICE_POWER: 0 working */
    uint32_t power_at;
    bool notified_down;        /* PowerDown came, and no PowerUp since */
    uint32_t notified_down_at; /* the last PowerDown */
    uint32_t notified_up_at;   /* the last PowerUp */
    bool raised;               /* the engine raised an interrupt since the last one was taken */
    uint32_t touches_asleep;   /* register accesses when the device went to sleep */
    uint8_t held_up;           /* bit channel: a fault of the wire keeps an interrupt back */
    bool injected;             /* an interrupt nobody raised is on the wire */
    bool foreign;              /* the interrupt under way is such a one */
    uint32_t interrupt_at;
    uint32_t isr_at;   /* the last NetDmaIsr of any channel */
    uint32_t freed_at; /* the last RETURN of Free */
    /* CPUs NetDmaIsr gave back in the interrupt under way: bit = number, one mask for each group.
     */
    uint64_t isr_cpus[NDC_GROUPS_MAX];
    uint32_t isrs_alone;              /* calls of NetDmaIsr in it that no DPC has been queued for */
    uint32_t allocated;               /* channels allocated now */
    uint8_t dpc_target[NDC_DPCS_MAX]; /* CPU + 1, 0: none */
};

/* Of one channel. */
struct ndc_interrupt_state {
    uint32_t allocated_at, freed_at; /* index of RETURN */
    uint32_t cpu;                    /* CpuNumber the provider wrote */
    uint32_t affinity;               /* mask passed */
    uint8_t group;                   /* of that mask */
    uint32_t isr_at, dpc_at;         /* last calls of NetDmaIsr, NetDmaInterruptDpc */
    uint32_t isr_cpu;                /* what NetDMA gave back */
    ndc_object isr_named, dpc_named;
    uint64_t isr_address, dpc_address;
    uint32_t isrs, dpcs; /* since allocation */
    uint32_t asked,
        reported; /* done descriptors that asked for an interrupt: all, at the last dpc */
    uint32_t raises, raise_at;
};

/* Started, awake or asleep: NetDMA knows its channels. */
static inline bool
ndc_provider_is_started(const struct ndc_provider_state *provider)
{
    return provider->phase == NDC_PHASE_STARTED || provider->phase == NDC_PHASE_ASLEEP;
}

struct ndc_model;
struct ndc_event;

/* The registered version must be known before the rules look at REGISTER. */
void ndc_provider_before(struct ndc_model *model, const struct ndc_event *event);
/* Moves this part of the state; events that it does not know change nothing. */
void ndc_provider_after(struct ndc_model *model, const struct ndc_event *event);

#endif
