/* SPDX-License-Identifier: Apache-2.0 */
/* The bounds of a simulated kernel, and one entry of each of its tables. */
#ifndef NDC_WDK_RECORDS_H
#define NDC_WDK_RECORDS_H

#include "base/check.h"
#include "include/wdk/ndis.h"
#include "include/wdk/wdm.h"
#include "wdk/kernel.h"

#define NDC_WDK_OBJECTS_MAX 4096u
#define NDC_WDK_OBJECT_SLOTS 8192u /* a power of two, twice the objects */
#define NDC_WDK_ALLOCATIONS_MAX 8192u
#define NDC_WDK_LOCKS_HELD_MAX 16u
#define NDC_WDK_LOCKS_ORDERED_MAX 64u /* the order of further locks is not watched */
#define NDC_WDK_TIMERS_MAX 64u
#define NDC_WDK_WORK_MAX 64u
#define NDC_WDK_MESSAGES_MAX 8u
#define NDC_WDK_REQUIREMENTS_MAX 1024u /* bytes of a list of requirements */
#define NDC_WDK_CONNECTIONS_MAX 16u
#define NDC_WDK_MAPPINGS_MAX 16u
#define NDC_WDK_IRPS_MAX 8u
#define NDC_WDK_STACK_MAX 6u /* device objects in a stack, stack locations of an IRP */
#define NDC_WDK_ROUTINES_MAX 32u
#define NDC_WDK_NESTING_MAX 8u
#define NDC_WDK_GROUP_CPUS_MAX 64u
#define NDC_WDK_DIRQL 8
#define NDC_WDK_LINE_VECTOR 0x31u
#define NDC_WDK_MESSAGE_VECTOR 0x50u     /* of message 0 */
#define NDC_WDK_BAR_ADDRESS 0x2F0000000u /* of device 0 */
#define NDC_WDK_BAR_STEP 0x1000000u

enum ndc_service {
    NDC_SERVICE_NONE,
#define NDC_SERVICE(name, lowest, highest) NDC_SERVICE_##name,
#include "wdk/services.def"
#undef NDC_SERVICE
    NDC_SERVICES
};

enum ndc_wdk_kind {
    NDC_WDK_NOTHING, /* its memory was freed */
    NDC_WDK_LOCK,
    NDC_WDK_DPC,
    NDC_WDK_EVENT,
    NDC_WDK_TIMER,
    NDC_WDK_SEMAPHORE,
    NDC_WDK_MUTEX,
    NDC_WDK_REMOVE_LOCK
};

struct ndc_wdk_object {
    const void *address;
    uint8_t kind;   /* enum ndc_wdk_kind */
    bool queued;    /* a DPC in the queue, a timer that runs */
    bool at_device; /* a lock that was acquired above DISPATCH_LEVEL */
    bool at_dispatch;
    uint8_t node;   /* whose code initialised it */
    uint8_t target; /* of a DPC: CPU number, or NDC_WDK_ANY_CPU */
    uint16_t slot;
    uint16_t number; /* in order of initialisation, of its kind */
};
#define NDC_WDK_ANY_CPU 0xFF

enum ndc_wdk_hold { NDC_WDK_HOLD_RAISED, NDC_WDK_HOLD_DPC, NDC_WDK_HOLD_INTERRUPT };
struct ndc_wdk_held {
    const void *lock;
    uint8_t how; /* enum ndc_wdk_hold */
    KIRQL old_irql;
};

enum ndc_wdk_class {
    NDC_WDK_POOL_PAGED,
    NDC_WDK_POOL_NONPAGED,
    NDC_WDK_CONTIGUOUS,
    NDC_WDK_MDL,
    NDC_WDK_DEVICE,
    NDC_WDK_WORK_ITEM,
    NDC_WDK_SYSTEM /* lent to the driver, not counted as its leak */
};
struct ndc_wdk_allocation {
    int region;
    uint32_t tag;
    uint32_t bytes;
    uint8_t class; /* enum ndc_wdk_class */
    bool alive;
    bool overrun_told;
    bool of_driver_entry; /* DriverEntry allocated it: Unload has to free it */
};

struct ndc_wdk_queued_dpc {
    KDPC *dpc;
    uint16_t object;
    uint8_t cpu;
};

struct ndc_wdk_mapping {
    uint32_t window; /* offset of the mapping's first byte in the host's window */
    uint32_t offset; /* of its first byte in the BAR */
    uint32_t bytes;
    uint8_t node; /* whose BAR */
    bool alive;
};

struct _IO_WORKITEM {
    PDEVICE_OBJECT device;
    PIO_WORKITEM_ROUTINE routine;
    PVOID context;
    uint32_t queued;
    uint32_t node; /* whose code allocated it */
};

struct _KINTERRUPT {
    PKSERVICE_ROUTINE routine;
    PKMESSAGE_SERVICE_ROUTINE message_routine;
    PVOID context;
    const void *lock;
    KSPIN_LOCK own_lock;
    KIRQL irql;
    uint8_t message;
    uint8_t node; /* whose message or line */
    bool latched;
    bool connected;
};

struct ndc_wdk_irp {
    IRP irp;
    IO_STACK_LOCATION stack[NDC_WDK_STACK_MAX];
    bool in_use;
    bool by_driver; /* allocated by the driver, who frees it */
    bool by_system; /* freed when it completes */
    bool in_flight; /* passed to a driver and not completed yet */
    bool completed;
    bool reached_bus;
    UCHAR major, minor;
    /* Of a power IRP that the driver requested. */
    PREQUEST_POWER_COMPLETE power_done;
    PVOID power_context;
    PDEVICE_OBJECT power_device;
    POWER_STATE power_state;
};

#endif
