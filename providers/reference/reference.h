/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reference provider: one driver for both generations of an I/OAT-style engine.
 *
 *  - A device owns one engine and registers it as one NetDMA provider. It lives from AddDevice to
 *    IRP_MN_REMOVE_DEVICE, its channels from IRP_MN_START_DEVICE to IRP_MN_STOP_DEVICE.
 *  - The state of a channel changes under its interrupt lock only, so the interrupt routine and the
 *    DPC always know whether anybody still wants to hear of it.
 *  - The register CHANSTS is what the driver believes. The completion word belongs to NetDMA: it is
 *    neither read nor written here.
 *  - Every wait is bounded: an engine that does not answer costs a failed call, never a hung
 * machine.
 */
#ifndef REFERENCE_REFERENCE_H
#define REFERENCE_REFERENCE_H

#include <ntddk.h>

#include <netdma.h>

#include "hardware.h"

#define REFERENCE_CHANNELS_MAX 8u
#define REFERENCE_CPU_NONE 0xFFFFFFFFu
#define REFERENCE_GROUP_CPUS 64u /* bits of a KAFFINITY */
#define REFERENCE_TAG 0x614D644Eu

/* KeSetTargetProcessorDpcEx */
typedef NTSTATUS(NTAPI *REFERENCE_AIM_DPC)(PKDPC dpc, PPROCESSOR_NUMBER number);

/* Offered by ndis.sys. */
PVOID NTAPI NdisGetRoutineAddress(PUNICODE_STRING name);

enum channel_state {
    CHANNEL_FREE,
    CHANNEL_READY,     /* allocated, reset or aborted: wants a Start */
    CHANNEL_RUNNING,   /* was started; the engine may have become idle meanwhile */
    CHANNEL_SUSPENDED, /* by NetDMA */
    CHANNEL_FAILED     /* the engine halted or made no sense */
};

struct reference_device;

struct reference_channel {
    struct reference_device *device;
    struct hardware_channel hardware;
    PKINTERRUPT interrupt; /* its lock guards state, last_done, dpc_queued and hardware.count */
    KDPC dpc;
    ULONG message;     /* number of the message interrupt; 0 with a line */
    ULONG message_cpu; /* where that message goes, or REFERENCE_CPU_NONE */
    enum channel_state state;
    BOOLEAN dpc_queued;
    BOOLEAN begun_anew;      /* by an Append; the engine may not have read the first descriptor */
    BOOLEAN programmed;      /* the registers know the completion address */
    volatile LONG reporting; /* a DPC is inside NetDmaInterruptDpc */
    /* Of the present owner. */
    PVOID netdma_handle;
    PHYSICAL_ADDRESS completion;
    ULONG priority;
    USHORT group;      /* of the CPUs that NetDMA names */
    ULONG cpu;         /* of the interrupt DPC, in that group */
    ULONG64 last_done; /* descriptor completed last since the channel was READY; 0: none */
    ULONG64 reported;  /* what the DPC told last */
};

struct reference_device {
    PDEVICE_OBJECT self;
    PDEVICE_OBJECT physical;
    PDEVICE_OBJECT lower;

    PVOID netdma_handle;
    BOOLEAN board_hints;                        /* it does direct cache access */
    ULONG registered;                           /* NetDMA version, NDC_NET_DMA_VERSION_... */
    NDC_NET_DMA_PNP_EVENT_NOTIFY notify;        /* NULL before 1.1 */
    REFERENCE_AIM_DPC aim_dpc;                  /* NULL where the system knows no groups */
    ULONG channel_cpus[REFERENCE_CHANNELS_MAX]; /* wished by NetDMA, or REFERENCE_CPU_NONE */

    PUCHAR bar;
    ULONG bar_bytes;
    struct hardware_facts facts;
    USHORT vendor;

    ULONG connection; /* CONNECT_...; 0: no interrupt connected */
    union {
        PVOID any;
        PKINTERRUPT line;
        PIO_INTERRUPT_MESSAGE_INFO messages;
    } interrupt;

    KSPIN_LOCK lock; /* guards the ownership of channels */
    struct reference_channel *channels;
    ULONG channel_count;
    BOOLEAN started; /* NetDmaProviderStart was called */
    BOOLEAN powered; /* D0 and present: registers may be touched */
};

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
NTSTATUS NTAPI reference_add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT physical);
void reference_delete_device(struct reference_device *device);

/* pnp.c, power.c, start.c */
void reference_set_dispatch(PDRIVER_OBJECT driver); /* the IRPs that are answered */
NTSTATUS NTAPI reference_pnp(PDEVICE_OBJECT self, PIRP irp);
NTSTATUS NTAPI reference_power(PDEVICE_OBJECT self, PIRP irp);
NTSTATUS NTAPI reference_pass_down(PDEVICE_OBJECT self, PIRP irp);
NTSTATUS reference_forward(struct reference_device *device, PIRP irp); /* and waits */
NTSTATUS reference_complete(PIRP irp, NTSTATUS status);
NTSTATUS reference_start_device(struct reference_device *device, PCM_RESOURCE_LIST resources);
void reference_stop_device(struct reference_device *device);
/* The registers are about to vanish, or have: nobody touches them any more. */
void reference_leave_registers(struct reference_device *device);

/* configuration.c: reads PCI configuration space of the engine. PASSIVE_LEVEL. */
NTSTATUS reference_read_configuration(struct reference_device *device, PVOID to, ULONG offset,
                                      ULONG bytes);

/* version.c: which NetDMA version to serve; leaves the routines that exist in the device. */
NTSTATUS reference_choose_version(struct reference_device *device);
/* From 2.1 on, and where the system has them: processors come in groups of 64 (ALLOC-16). */
BOOLEAN reference_knows_groups(const struct reference_device *device);
/* Whether NetDMA is told of direct cache access: from 2.0 on, where the board has it. */
BOOLEAN reference_announces_hints(const struct reference_device *device);

/* provider.c: what NetDMA is told. */
NTSTATUS reference_register(struct reference_device *device);
void reference_deregister(struct reference_device *device);
void reference_start_provider(struct reference_device *device);
void reference_stop_provider(struct reference_device *device);
void reference_notify(struct reference_device *device, NET_DMA_PNP_NOTIFICATION_CODE code);

/* affinity.c */
NTSTATUS NTAPI reference_set_cpu_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array,
                                          ULONG bytes);
void reference_filter_resources(struct reference_device *device,
                                PIO_RESOURCE_REQUIREMENTS_LIST requirements);

/* connect.c */
NTSTATUS reference_connect(struct reference_device *device);
void reference_disconnect(struct reference_device *device);

/* interrupt.c */
BOOLEAN NTAPI reference_line_isr(PKINTERRUPT interrupt, PVOID context);
BOOLEAN NTAPI reference_message_isr(PKINTERRUPT interrupt, PVOID context, ULONG message);
VOID NTAPI reference_dpc(PKDPC dpc, PVOID context, PVOID unused1, PVOID unused2);
/* The DPC shall run on that processor of the channel's group. */
void reference_aim_dpc(struct reference_channel *channel, ULONG cpu);

/* channel.c */
NTSTATUS reference_create_channels(struct reference_device *device);
void reference_delete_channels(struct reference_device *device);
NTSTATUS NTAPI reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                          PVOID netdma_handle, PVOID *channel_context);
VOID NTAPI reference_free_channel(PVOID context);

/* state.c */
KIRQL reference_lock_channel(struct reference_channel *channel);
void reference_unlock_channel(struct reference_channel *channel, KIRQL irql);
/* Makes the interrupt side forget what it heard, and waits for a DPC that is just speaking. */
void reference_silence_channel(struct reference_channel *channel, enum channel_state state);
BOOLEAN reference_has_list(const struct reference_channel *channel);
/* Takes note of a value of CHANSTS; returns the descriptor completed last, 0 when none was. */
ULONG64 reference_note_status(struct reference_channel *channel, ULONG64 status);
BOOLEAN reference_is_error(ULONG64 status);

/* transfer.c */
NTSTATUS NTAPI reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor,
                                   PHYSICAL_ADDRESS address, ULONG count);
NTSTATUS NTAPI reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor,
                                    PHYSICAL_ADDRESS address, ULONG count);

/* control.c */
NTSTATUS NTAPI reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last);
NTSTATUS NTAPI reference_resume_dma(PVOID context);
NTSTATUS NTAPI reference_abort_dma(PVOID context);
NTSTATUS NTAPI reference_reset_channel(PVOID context);

#endif
