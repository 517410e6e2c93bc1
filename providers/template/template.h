/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The template provider: the least that a NetDMA 2.0 provider needs. GUIDE.md leads through it.
 *
 *  - One device object is one engine is one provider. Suspend, Resume, Abort and Reset are left
 *    out: their entry points are NULL.
 *  - The engine takes a chain address and a count of descriptors. Yours may differ: then engine.c
 *    is the file to change, and hardly any other.
 *  - state, last_done and reported change under the interrupt lock only.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <ntddk.h>

#include <netdma.h>

#define TEMPLATE_VENDOR 0x8086u /* PCI vendor id of the engine: yours */
#define TEMPLATE_NAME L"NetDMA template provider"
#define TEMPLATE_CHANNELS_MAX 8u
#define TEMPLATE_CPU_NONE 0xFFFFFFFFu

/* Status codes of a channel. */
#define ENGINE_CODE(status) ((ULONG)((status)&NET_DMA_TRANSFER_STATUS_MASK))
#define ENGINE_ADDRESS(status) ((status)&NDC_NET_DMA_ADDRESS_MASK)

PVOID NTAPI NdisGetRoutineAddress(PUNICODE_STRING name);

enum channel_state { CHANNEL_FREE, CHANNEL_READY, CHANNEL_RUNNING, CHANNEL_FAILED };

struct channel {
    struct device *device;
    PUCHAR registers;
    PKINTERRUPT interrupt;
    KDPC dpc;
    ULONG message;
    ULONG message_cpu;
    enum channel_state state;
    BOOLEAN dpc_queued;
    BOOLEAN programmed;
    USHORT count; /* told the engine so far, modulo 65536 */
    PVOID netdma_handle;
    PHYSICAL_ADDRESS completion;
    ULONG cpu;
    ULONG64 last_done; /* descriptor completed last, 0: none */
    ULONG64 reported;  /* by the DPC */
};

struct device {
    PDEVICE_OBJECT self;
    PDEVICE_OBJECT physical;
    PDEVICE_OBJECT lower;
    PVOID netdma_handle;
    NDC_NET_DMA_PNP_EVENT_NOTIFY notify;
    PUCHAR bar;
    ULONG bar_bytes;
    ULONG connection; /* CONNECT_..., 0: none */
    PVOID interrupt;  /* a message table or one interrupt object */
    KSPIN_LOCK lock;  /* ownership of channels */
    BOOLEAN started;
    BOOLEAN powered;
    ULONG channel_count;
    ULONG wishes[TEMPLATE_CHANNELS_MAX]; /* CPU for each channel's message */
    struct channel channels[TEMPLATE_CHANNELS_MAX];
};

/* engine.c: registers, and nothing else. */
ULONG engine_channels(PUCHAR bar); /* 0: no engine we know */
ULONG engine_transfer_bytes(PUCHAR bar);
void engine_interrupts(PUCHAR bar, BOOLEAN on, BOOLEAN messages);
BOOLEAN engine_line_is_ours(PUCHAR bar, ULONG *channels);
void engine_bind(struct channel *channel, ULONG index);
BOOLEAN engine_reset(struct channel *channel);
void engine_prepare(struct channel *channel);
void engine_release(struct channel *channel);
void engine_rearm(struct channel *channel);
ULONG64 engine_status(struct channel *channel);
void engine_load(struct channel *channel, PHYSICAL_ADDRESS first, ULONG count);
void engine_extend(struct channel *channel, ULONG count);

/* driver.c, start.c, affinity.c */
NTSTATUS template_start(struct device *device, PCM_RESOURCE_LIST resources);
void template_stop(struct device *device);
void template_power(struct device *device, BOOLEAN on);
NTSTATUS NTAPI template_set_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array,
                                     ULONG bytes);
void template_filter(struct device *device, PIO_RESOURCE_REQUIREMENTS_LIST requirements);

/* provider.c */
NTSTATUS template_register(struct device *device);
void template_start_provider(struct device *device);

/* channel.c */
NTSTATUS NTAPI template_allocate(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                 PVOID handle, PVOID *channel);
VOID NTAPI template_free(PVOID context);
NTSTATUS NTAPI template_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor,
                                  PHYSICAL_ADDRESS address, ULONG count);
NTSTATUS NTAPI template_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor,
                                   PHYSICAL_ADDRESS address, ULONG count);
void template_silence(struct channel *channel, enum channel_state state);

/* interrupt.c */
BOOLEAN NTAPI template_line_isr(PKINTERRUPT interrupt, PVOID context);
BOOLEAN NTAPI template_message_isr(PKINTERRUPT interrupt, PVOID context, ULONG message);
VOID NTAPI template_dpc(PKDPC dpc, PVOID context, PVOID unused1, PVOID unused2);
BOOLEAN template_is_error(ULONG64 status);
ULONG64 template_note(struct channel *channel, ULONG64 status);

#endif
