/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel of one simulated computer, as the harness sees it. What a provider sees are the
 * routines declared in include/wdk/ (KeAcquireSpinLock, IoConnectInterruptEx, ...).
 *
 *  - One kernel is current in a process; the DDI routines act on it.
 *  - One CPU runs at a time. Each DDI call and register access is a preemption point with a number.
 *  - IRQL is checked at every routine; misuse is an event (MISUSE), never a crash of ours.
 *  - Pool, contiguous memory and device extensions lie in the pretend memory, so everything the
 *    provider leaks, overruns or uses after freeing is seen, and reset is cheap.
 *  - A bug check, a passed limit and a forged handle end the script through the host's escape.
 */
#ifndef NDC_WDK_KERNEL_H
#define NDC_WDK_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "device.h"
#include "fault/fault.h"
#include "memory/memory.h"
#include "trace/trace.h"

enum ndc_misuse {
    NDC_MISUSE_NONE,
#define NDC_MISUSE(identifier, name, about) NDC_MISUSE_##identifier,
#include "wdk/misuse.def"
#undef NDC_MISUSE
    NDC_MISUSES
};

/* Name of a kernel service by the number in MISUSE events (wdk/services.def); "" for 0. */
const char *ndc_service_name(unsigned service);

/* Name ("irql-too-high") and sentence of a kind of misuse. */
const char *ndc_misuse_name(unsigned kind);
const char *ndc_misuse_about(unsigned kind);

/* What the surroundings of the simulation lend to it. */
struct ndc_host {
    /* Leaves the script at once, out of any depth of provider code. Must not return. */
    void (*escape)(void *context);
    void *context;
    /* Address space the CPU cannot touch, of bar_window_bytes: MmMapIoSpace gives addresses in it.
     */
    uint8_t *bar_window;
    uint32_t bar_window_bytes;
    /* Memory of fenced_bytes that ends where the CPU cannot go on: for arrays whose bounds are
     * watched. NULL: there is none. */
    uint8_t *fenced;
    uint32_t fenced_bytes;
};

struct ndc_kernel; /* wdk/kernel_state.h */

struct ndc_kernel_config {
    uint8_t cpus; /* 1 .. 128: number n % 64 of group n / 64 */
    bool msix;
    uint8_t messages;  /* MSI-X vectors the device has, 1 .. 8 */
    uint8_t vectors;   /* of them granted at most; 0: all */
    bool other_cpus;   /* messages go to the CPU behind the one that was asked for */
    bool line_granted; /* messages are asked for in vain */
    bool groups;       /* the system knows processor groups, and has their routines by name */
    uint32_t accesses_max;
    uint8_t devices; /* 1 .. NDC_DEVICES_MAX, all alike; 0: 1 */
    uint8_t imports; /* what the driver's image does not load without: field imports of ENTRY */
};

size_t ndc_kernel_size(void);
void ndc_kernel_init(struct ndc_kernel *kernel, struct ndc_memory *memory,
                     struct ndc_faults *faults, struct ndc_trace *trace,
                     const struct ndc_device *device, const struct ndc_host *host);
/* The second device of computers that have two; once, after init. */
void ndc_kernel_second_device(struct ndc_kernel *kernel, const struct ndc_device *device);
void ndc_kernel_reset(struct ndc_kernel *kernel, const struct ndc_kernel_config *config);

/* Which device the routines below are about, from 0. A reset selects the first. */
void ndc_kernel_select(struct ndc_kernel *kernel, unsigned device);
unsigned ndc_kernel_selected(const struct ndc_kernel *kernel);

/* The kernel the DDI routines act on; never NULL while provider code runs. */
extern struct ndc_kernel *ndc_kernel_current;

/* The life of a driver, each with its IRQL, checks and events; the result is an NTSTATUS. */
typedef void ndc_driver_entry(void); /* really NTSTATUS NTAPI (PDRIVER_OBJECT, PUNICODE_STRING) */
uint32_t ndc_kernel_load(struct ndc_kernel *kernel, ndc_driver_entry *entry);
uint32_t ndc_kernel_add_device(struct ndc_kernel *kernel);
uint32_t ndc_kernel_filter_resources(struct ndc_kernel *kernel);
uint32_t ndc_kernel_start_device(struct ndc_kernel *kernel);
uint32_t ndc_kernel_stop_device(struct ndc_kernel *kernel);
uint32_t ndc_kernel_remove_device(struct ndc_kernel *kernel, bool surprise);
/* The device was pulled out: IRP_MN_SURPRISE_REMOVAL; every register reads all ones from now on. */
void ndc_kernel_surprise(struct ndc_kernel *kernel);
/* Asks the driver, then tells it that nothing comes of it. */
void ndc_kernel_cancel_stop(struct ndc_kernel *kernel);
void ndc_kernel_cancel_remove(struct ndc_kernel *kernel);
uint32_t ndc_kernel_power(struct ndc_kernel *kernel, bool up);
/* A query for sleep that somebody else refuses: the system stays working, and says so. */
void ndc_kernel_cancel_power(struct ndc_kernel *kernel);
/* Whether the device has power, and whether its driver keeps it on the paging path: such a device
 * loses power after, and gets it before, those who use it. */
bool ndc_kernel_awake(const struct ndc_kernel *kernel);
bool ndc_kernel_in_paging_path(struct ndc_kernel *kernel);
/* Unload, then the look for leaks: pool, device objects, interrupts, DPCs, mappings. */
void ndc_kernel_unload(struct ndc_kernel *kernel);

/* The PDO below the device of AddDevice, and where in the life of the driver we are. */
void *ndc_kernel_pdo(const struct ndc_kernel *kernel);
bool ndc_kernel_in_add_device(const struct ndc_kernel *kernel);
/* IRP_MN_... being handled now, or 0xFF. */
unsigned ndc_kernel_irp_minor(const struct ndc_kernel *kernel);

/*
 * Calls the interrupt routine connected to the message of an entry of the device's table, or to the
 * line; false when none is, or none claimed it.
 */
bool ndc_kernel_interrupt(struct ndc_kernel *kernel, unsigned entry);
/* Whether an interrupt could be taken here (IRQL, interrupt lock). */
bool ndc_kernel_interruptible(const struct ndc_kernel *kernel, unsigned entry);
/* Runs what is queued and due: DPCs, timers, work items. Returns how many ran. */
unsigned ndc_kernel_run_queued(struct ndc_kernel *kernel);

/* IRQL and CPU of the code that calls the provider now. raise returns the old level. */
uint8_t ndc_kernel_irql(const struct ndc_kernel *kernel);
uint8_t ndc_kernel_raise(struct ndc_kernel *kernel, uint8_t irql);
void ndc_kernel_lower(struct ndc_kernel *kernel, uint8_t irql);
/* Spin locks the provider holds now. */
unsigned ndc_kernel_locks_held(const struct ndc_kernel *kernel);
void ndc_kernel_set_cpu(struct ndc_kernel *kernel, uint8_t cpu);

/*
 * A call into the provider: enter sets the IRQL it is called at; leave checks that the provider
 * left IRQL and spin locks as it found them (a misuse otherwise), and restores both.
 */
struct ndc_kernel_frame {
    uint8_t irql_before, irql, held;
};
struct ndc_kernel_frame ndc_kernel_enter(struct ndc_kernel *kernel, uint8_t irql);
void ndc_kernel_leave(struct ndc_kernel *kernel, struct ndc_kernel_frame frame);

/*
 * While provider code waits or delays, the computer goes on: interrupts that wait on the wire are
 * taken, what is queued runs, a tick passes. The hook replaces that step; it returns whether
 * anything moved. NULL: no hook.
 */
void ndc_kernel_on_idle(struct ndc_kernel *kernel, bool (*idle)(void *context), void *context);
/* Tick at which the next timer is due; UINT32_MAX when none runs. */
uint32_t ndc_kernel_next_due(const struct ndc_kernel *kernel);

/* Every preemption point tells this hook its number; it may deliver interrupts or step the device.
 */
void ndc_kernel_on_point(struct ndc_kernel *kernel, void (*hook)(void *context, uint32_t point),
                         void *context);
/* Counts one preemption point; DDI routines implemented elsewhere (netdma/) call it first. */
void ndc_kernel_point(struct ndc_kernel *kernel);
/* Each register access and each microsecond of KeStallExecutionProcessor is a tick for the device.
 */

/* A misuse seen elsewhere (netdma/): adds MISUSE. */
void ndc_kernel_misuse(struct ndc_kernel *kernel, enum ndc_misuse kind, uint64_t detail,
                       uint64_t more);
/* A passed limit: adds LIMIT and escapes. */
_Noreturn void ndc_kernel_limit(struct ndc_kernel *kernel, enum ndc_limit which, uint64_t count,
                                uint64_t offset);

/* So many bytes of NetDMA's directly before memory that nobody can touch; NULL: no such memory. */
void *ndc_kernel_fenced(struct ndc_kernel *kernel, uint32_t bytes);

/* What NdisGetRoutineAddress finds. */
void ndc_kernel_offer_routine(struct ndc_kernel *kernel, const char *name, void *routine);

/* Figures of this run: exact, so a change of 2 % between releases is real. */
struct ndc_kernel_figures {
    uint32_t accesses; /* register accesses of the provider */
    uint32_t points;   /* preemption points */
};
struct ndc_kernel_figures ndc_kernel_figures(const struct ndc_kernel *kernel);

#endif
