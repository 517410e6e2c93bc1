/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of one simulated kernel. Only files of this folder look inside.
 *
 *  - All tables have fixed bounds. Part `run` is cleared by a reset as a whole; the tables beside
 * it are forgotten by clearing their counts, which are in `run`.
 *  - What belongs to one of the computer's devices is in its node.
 *  - Objects whose memory belongs to the driver (locks, DPCs, timers, ...) are known by address.
 */
#ifndef NDC_WDK_KERNEL_STATE_H
#define NDC_WDK_KERNEL_STATE_H

#include "wdk/records.h"

enum ndc_wdk_device_state { NDC_WDK_ADDED, NDC_WDK_STARTED, NDC_WDK_STOPPED, NDC_WDK_REMOVED };

/* Cleared by a reset. */
struct ndc_wdk_run {
    uint8_t irql, cpu;
    bool in_dpc, in_hook, in_driver_entry, unloaded;
    uint8_t irp_minor; /* of IRP_MJ_PNP, or 0xFF */
    uint8_t nesting, waiting;
    uint8_t held_count;
    uint16_t service;
    uint32_t points, points_max, accesses, stalls, last_offset;
    uint32_t object_count, dpc_numbers, lock_numbers, dpc_count, timer_count, work_count;
    uint32_t allocation_count, allocation_dead, connection_count, mapping_count, irp_count;
    int32_t interfaces;
    uint32_t slots_rotated;
    uint8_t misuse_told[NDC_MISUSES];
    struct ndc_wdk_held held[NDC_WDK_LOCKS_HELD_MAX];
};

/* A device with its stack, its life, and what it was given. All but the first two begin anew. */
struct ndc_wdk_node {
    struct ndc_device device;
    uint8_t number;
    uint8_t state; /* enum ndc_wdk_device_state */
    bool in_add_device;
    bool sleeping;     /* D3 */
    bool gone;         /* pulled out: reads give all ones */
    bool policy_owned; /* the driver itself asked for a power IRP of its device */
    uint64_t message_affinity[NDC_WDK_MESSAGES_MAX]; /* CPUs of its group; 0: any of group 0 */
    uint8_t message_group[NDC_WDK_MESSAGES_MAX];
    uint32_t message_count; /* granted; 0: the line */
    DEVICE_OBJECT pdo;
    union {
        IO_INTERRUPT_MESSAGE_INFO info;
        uint8_t room[sizeof(IO_INTERRUPT_MESSAGE_INFO) +
                     NDC_WDK_MESSAGES_MAX * sizeof(IO_INTERRUPT_MESSAGE_INFO_ENTRY)];
    } message_info;
    union {
        CM_RESOURCE_LIST list;
        uint8_t room[sizeof(CM_RESOURCE_LIST) +
                     NDC_WDK_MESSAGES_MAX * sizeof(CM_PARTIAL_RESOURCE_DESCRIPTOR)];
    } raw, translated;
    union { /* as the bus wished them, before the driver filtered */
        IO_RESOURCE_REQUIREMENTS_LIST list;
        uint8_t room[NDC_WDK_REQUIREMENTS_MAX];
    } wished;
};

struct ndc_kernel {
    struct ndc_memory *memory;
    struct ndc_faults *faults;
    struct ndc_trace *trace;
    struct ndc_host host;
    void (*on_point)(void *context, uint32_t point);
    void *point_context;
    bool (*on_idle)(void *context);
    void *idle_context;
    struct {
        const char *name;
        void *routine;
    } routines[NDC_WDK_ROUTINES_MAX];
    uint32_t routine_count;
    struct ndc_kernel_config config;

    struct ndc_wdk_run run;

    struct ndc_wdk_object objects[NDC_WDK_OBJECTS_MAX];
    uint16_t object_slots[NDC_WDK_OBJECT_SLOTS]; /* object number + 1 */
    uint64_t
        lock_order[NDC_WDK_LOCKS_ORDERED_MAX]; /* bit: this lock was held when that was taken */
    struct ndc_wdk_queued_dpc dpcs[NDC_WDK_OBJECTS_MAX];
    KTIMER *timers[NDC_WDK_TIMERS_MAX];
    PIO_WORKITEM work[NDC_WDK_WORK_MAX];
    struct ndc_wdk_allocation allocations[NDC_WDK_ALLOCATIONS_MAX];
    struct _KINTERRUPT connections[NDC_WDK_CONNECTIONS_MAX];
    struct ndc_wdk_mapping mappings[NDC_WDK_MAPPINGS_MAX];
    struct ndc_wdk_irp irps[NDC_WDK_IRPS_MAX];

    DRIVER_OBJECT driver, bus_driver;
    DRIVER_EXTENSION driver_extension;
    struct ndc_wdk_node *node; /* the device whose code runs now; never NULL */
    struct ndc_wdk_node nodes[NDC_DEVICES_MAX];
};

#endif
