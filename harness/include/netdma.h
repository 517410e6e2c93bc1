/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The NetDMA provider interface, versions 1.0 to 2.1 (Windows Vista to Server 2008 R2).
 *
 *  - A provider owns one DMA engine, registers a table of callbacks for it, and is then called
 *    to move chains of descriptors. NetDMA is the other side: it calls the callbacks, and
 *    receives interrupts through NetDmaIsr and NetDmaInterruptDpc.
 *  - Include <wdm.h> or <ntddk.h> first; this page takes its types from there.
 *  - Every structure states its layout, and the compiler checks it. Addresses that the engine
 *    uses are physical and 64 bits wide.
 *  - Tags: [clause] a requirement of specs/, (A-nn) an ambiguity of the published text and its
 *    reading here, "assumed" a value no public page gives.
 *  - Names that begin with NDC_ are this project's own; the rest are the interface's.
 */
#ifndef NETDMA_H
#define NETDMA_H

#include <stddef.h>

/*
 * Interface versions, as NetDmaGetVersion returns them: major in the upper 16 bits, minor in the
 * lower. The form is published [VER-05], the four values are assumed from it. An interface that
 * has no NetDmaGetVersion is 1.0 [VER-03].
 */
#define NDC_NET_DMA_VERSION(major, minor) (((ULONG)(major) << 16) | (ULONG)(minor))
#define NDC_NET_DMA_VERSION_1_0 NDC_NET_DMA_VERSION(1, 0)
#define NDC_NET_DMA_VERSION_1_1 NDC_NET_DMA_VERSION(1, 1)
#define NDC_NET_DMA_VERSION_2_0 NDC_NET_DMA_VERSION(2, 0)
#define NDC_NET_DMA_VERSION_2_1 NDC_NET_DMA_VERSION(2, 1)

/* NET_DMA_DESCRIPTOR.ControlFlags. Zero is a plain copy without any completion action. */
#define NET_DMA_INTERRUPT_ON_COMPLETION 0x00000001u
#define NET_DMA_SOURCE_NO_SNOOP 0x00000002u
#define NET_DMA_DESTINATION_NO_SNOOP 0x00000004u
#define NET_DMA_STATUS_UPDATE_ON_COMPLETION 0x00000008u
#define NET_DMA_SERIALIZE_TRANSFER 0x00000010u
#define NET_DMA_NULL_TRANSFER 0x00000020u
#define NET_DMA_SOURCE_PAGE_BREAK 0x00000040u      /* 2.0 and later */
#define NET_DMA_DESTINATION_PAGE_BREAK 0x00000080u /* 2.0 and later */
#define NET_DMA_DESTINATION_DCA_ENABLE 0x00000200u /* 2.0 and later; ignored without DCA */

/* The operation type fills the top byte of ControlFlags. */
#define NET_DMA_OP_TYPE_STANDARD_DMA 0x00000000u
#define NET_DMA_OP_TYPE_CONTEXT_CHANGE 0xFF000000u /* 2.0 and later, to DCA providers only */
#define NET_DMA_OP_TYPE_MASK 0xFF000000u           /* assumed */
#define NET_DMA_RESERVED_MASK 0x00FFFD00u          /* assumed: every bit without a name above */
/* Inside a context change only, where bit 0 asks for no interrupt. */
#define NET_DMA_DCA_CONTEXT_CHANGE 0x00000001u

/*
 * One transfer: 64 bytes, on a 64-byte boundary. The layout is that of an I/OAT copy
 * descriptor, so an engine of that family reads it unchanged.
 */
typedef struct _NET_DMA_DESCRIPTOR {
    union {
        ULONG TransferSize; /* bytes */
        ULONG DCAContext32; /* the three forms of a context change, 2.0 and later */
        struct {
            USHORT DCAContext16;
            USHORT NdcReserved16;
        };
        struct {
            UCHAR DCAContext8; /* APIC id of the target CPU */
            UCHAR NdcReserved24[3];
        };
    };
    ULONG ControlFlags;
    PHYSICAL_ADDRESS SourceAddress;
    PHYSICAL_ADDRESS DestinationAddress;
    /* 1.x: zero ends the list. 2.0 and later: never zero, the list ends by count. */
    PHYSICAL_ADDRESS NextDescriptor;
    union {
        ULONG64 Reserved1;                  /* 1.x: the provider's and engine's own [DESC-05] */
        PHYSICAL_ADDRESS NextSourceAddress; /* with SOURCE_PAGE_BREAK: a page */
    };
    union {
        ULONG64 Reserved2;
        PHYSICAL_ADDRESS NextDestinationAddress; /* with DESTINATION_PAGE_BREAK: a page */
    };
    ULONG64 UserContext1; /* NetDMA's and its client's; nobody else writes [DESC-03] */
    ULONG64 UserContext2;
} NET_DMA_DESCRIPTOR, *PNET_DMA_DESCRIPTOR;

/*
 * The completion word: 64 bits that the engine writes at CompletionPhysicalAddress. Descriptor
 * address in bits 63:6, status in bits 2:0; bits 5:3 have no meaning here (COMPL-04, COMPL-11).
 */
#define NET_DMA_TRANSFER_STATUS_MASK 0x7u
#define NDC_NET_DMA_ADDRESS_MASK 0xFFFFFFFFFFFFFFC0ull

typedef enum _NET_DMA_TRANSFER_STATUS {
    NetDmaTransferStatusActive = 0,  /* descriptor done, more remain */
    NetDmaTransferStatusIdle = 1,    /* last descriptor done */
    NetDmaTransferStatusSuspend = 2, /* descriptor done, stopped by a suspend */
    NetDmaTransferStatusHalted = 3,  /* stopped by an error, an abort or a reset */
    NetDmaTransferStatusArmed = 4    /* nothing done yet; the address has no meaning */
} NET_DMA_TRANSFER_STATUS;

/* NET_DMA_CHANNEL_PARAMETERS.Revision, under the names of the page and those of the header. */
#define NET_DMA_CHANNEL_PARAMETERS_REVISION_1 1
#define NET_DMA_CHANNEL_PARAMETERS_REVISION_2 2
#define NET_DMA_CHANNEL_REVISION_1 NET_DMA_CHANNEL_PARAMETERS_REVISION_1
#define NET_DMA_CHANNEL_REVISION_2 NET_DMA_CHANNEL_PARAMETERS_REVISION_2

/*
 * What NetDMA tells when it allocates a channel; lives for the time of that call only [ALLOC-18].
 * One declaration serves both revisions: look at Revision before touching the last member.
 */
typedef struct _NET_DMA_CHANNEL_PARAMETERS {
    USHORT Revision;
    USHORT Size;                                /* bytes; 36 and 40 both mean revision 1 */
    ULONG Flags;                                /* none defined, zero */
    PVOID CompletionVirtualAddress;             /* the CPU's view of the completion word */
    PHYSICAL_ADDRESS CompletionPhysicalAddress; /* the engine's view of the same 8 bytes */
    ULONG ProcessorAffinityMask;                /* bit n: CPU n may run the interrupt DPC */
    ULONG ChannelPriority;                      /* larger is more urgent; clamp [ALLOC-14] */
    ULONG CpuNumber;                            /* out: CPU of the interrupt DPC [ALLOC-06] */
    GROUP_AFFINITY ProcessorAffinityMaskEx;     /* revision 2 only */
} NET_DMA_CHANNEL_PARAMETERS, *PNET_DMA_CHANNEL_PARAMETERS;

#define SIZEOF_NET_DMA_CHANNEL_PARAMETERS_REVISION_1 \
    (offsetof(NET_DMA_CHANNEL_PARAMETERS, CpuNumber) + sizeof(ULONG))
#define SIZEOF_NET_DMA_CHANNEL_PARAMETERS_REVISION_2 \
    (offsetof(NET_DMA_CHANNEL_PARAMETERS, ProcessorAffinityMaskEx) + sizeof(GROUP_AFFINITY))
/* sizeof the revision 1 structure where the revision 2 member does not exist. */
#define NDC_SIZEOF_NET_DMA_CHANNEL_PARAMETERS_1 40u

/* One element of the array that SetDmaChannelCpuAffinity receives. */
typedef struct _NET_DMA_CHANNEL_CPU_AFFINITY {
    ULONG DmaChannel; /* 0 .. MaxDmaChannelCount - 1, in any order [AFF-05] */
    ULONG CpuNumber;  /* where the message interrupt of that channel shall go */
} NET_DMA_CHANNEL_CPU_AFFINITY, *PNET_DMA_CHANNEL_CPU_AFFINITY;

/* --- Callbacks. All run at IRQL <= DISPATCH_LEVEL unless told otherwise. --- */

/* PASSIVE_LEVEL, possibly before NetDmaRegisterProvider returns. The size is in bytes. */
typedef NTSTATUS(NTAPI *DMA_CHANNELS_CPU_AFFINITY_HANDLER)(
    PVOID ProviderContext, PNET_DMA_CHANNEL_CPU_AFFINITY CpuAffinityArray,
    ULONG CpuAffinityArraySize);

typedef NTSTATUS(NTAPI *DMA_CHANNEL_ALLOCATE_HANDLER)(PVOID ProviderContext,
                                                      PNET_DMA_CHANNEL_PARAMETERS ChannelParameters,
                                                      PVOID NetDmaChannelHandle,
                                                      PVOID *pProviderChannelContext);

typedef VOID(NTAPI *DMA_CHANNEL_FREE_HANDLER)(PVOID ProviderChannelContext);

/* DescriptorCount has a meaning from 2.0 on [START-05, START-06]. */
typedef NTSTATUS(NTAPI *DMA_START_HANDLER)(PVOID ProviderChannelContext,
                                           PNET_DMA_DESCRIPTOR DescriptorVirtualAddress,
                                           PHYSICAL_ADDRESS DescriptorPhysicalAddress,
                                           ULONG DescriptorCount);

typedef NTSTATUS(NTAPI *DMA_APPEND_HANDLER)(PVOID ProviderChannelContext,
                                            PNET_DMA_DESCRIPTOR DescriptorVirtualAddress,
                                            PHYSICAL_ADDRESS DescriptorPhysicalAddress,
                                            ULONG DescriptorCount);

/* Two levels of pointer are declared, one is described: both are understood. */
typedef NTSTATUS(NTAPI *DMA_SUSPEND_HANDLER)(PVOID ProviderChannelContext,
                                             PPHYSICAL_ADDRESS *pLastDescriptor);

typedef NTSTATUS(NTAPI *DMA_RESUME_HANDLER)(PVOID ProviderChannelContext);
typedef NTSTATUS(NTAPI *DMA_ABORT_HANDLER)(PVOID ProviderChannelContext);
typedef NTSTATUS(NTAPI *DMA_RESET_HANDLER)(PVOID ProviderChannelContext);

/* NET_DMA_PROVIDER_CHARACTERISTICS.Flags: zero for 1.x [REG-03]. */
#define NET_DMA_PROVIDER_CHARACTERISTICS_DCA_SUPPORTED 0x00000001u /* 2.0 and later */
#define NET_DMA_PROVIDER_SUPPORTS_PROC_GROUPS 0x00000002u          /* 2.1 */
/* The older header's name for the same bit. */
#define NET_DMA_PROVIDER_ATTRIBUTES_DCA_SUPPORTED NET_DMA_PROVIDER_CHARACTERISTICS_DCA_SUPPORTED

#define NET_DMA_PROVIDER_REVISION_1 1
#define NET_DMA_PROVIDER_REVISION_2 2

/*
 * What a provider registers. The 1.x shape ends before FriendlyName: set Size accordingly.
 * MajorVersion and MinorVersion name the NetDMA version the provider wants to be served with,
 * not above the interface's (A-06) [VER-04].
 */
typedef struct _NET_DMA_PROVIDER_CHARACTERISTICS {
    UCHAR MajorVersion;
    UCHAR MinorVersion;
    USHORT Size; /* bytes */
    ULONG Flags;
    PDEVICE_OBJECT PhysicalDeviceObject;                        /* as AddDevice received it */
    ULONG MaxDmaChannelCount;                                   /* at least 1 */
    DMA_CHANNELS_CPU_AFFINITY_HANDLER SetDmaChannelCpuAffinity; /* needed with MSI-X */
    DMA_CHANNEL_ALLOCATE_HANDLER AllocateDmaChannel;            /* mandatory */
    DMA_CHANNEL_FREE_HANDLER FreeDmaChannel;                    /* mandatory */
    DMA_START_HANDLER StartDma;                                 /* mandatory */
    DMA_SUSPEND_HANDLER SuspendDma;                             /* or NULL */
    DMA_RESUME_HANDLER ResumeDma;   /* or NULL; mandatory with SuspendDma [REG-09] */
    DMA_ABORT_HANDLER AbortDma;     /* or NULL */
    DMA_APPEND_HANDLER AppendDma;   /* mandatory */
    DMA_RESET_HANDLER ResetChannel; /* or NULL */
    UNICODE_STRING FriendlyName;    /* 2.0 and later [REG-10] */
} NET_DMA_PROVIDER_CHARACTERISTICS, *PNET_DMA_PROVIDER_CHARACTERISTICS;

#define NDC_SIZEOF_NET_DMA_PROVIDER_CHARACTERISTICS_1 \
    offsetof(NET_DMA_PROVIDER_CHARACTERISTICS, FriendlyName)
#define NDC_SIZEOF_NET_DMA_PROVIDER_CHARACTERISTICS_2 sizeof(NET_DMA_PROVIDER_CHARACTERISTICS)

/* What a provider tells about its engine each time it starts. */
typedef struct _NET_DMA_PROVIDER_ATTRIBUTES {
    UCHAR MajorHwVersion;
    UCHAR MinorHwVersion;
    USHORT Size;                          /* bytes: 32 */
    ULONG Flags;                          /* zero */
    ULONG VendorId;                       /* PCI vendor id of the engine */
    ULONG DmaChannelCount;                /* 1 .. MaxDmaChannelCount */
    ULONG MaximumTransferSize;            /* bytes for one descriptor, at least 4096 [PST-07] */
    PHYSICAL_ADDRESS MaximumAddressSpace; /* the largest address the engine reaches */
} NET_DMA_PROVIDER_ATTRIBUTES, *PNET_DMA_PROVIDER_ATTRIBUTES;

/* Power notifications, 1.1 and later. A provider sends the two Power codes only [PNP-03]. */
typedef enum _NET_DMA_PNP_NOTIFICATION_CODE {
    NetDmaNotificationProviderRegistered = 1,
    NetDmaNotificationProviderArrival = 2,
    NetDmaNotificationProviderRemoval = 3,
    NetDmaNotificationChannelArrival = 4,
    NetDmaNotificationProviderPowerDown = 5, /* before leaving the working state */
    NetDmaNotificationProviderPowerUp = 6,   /* after coming back to it */
    NetDmaNotificationMax = 7
} NET_DMA_PNP_NOTIFICATION_CODE;

#define NET_DMA_PNP_NOTIFICATION_REVISION_1 1

typedef struct _NET_DMA_PNP_NOTIFICATION {
    ULONG StructureRevision;
    ULONG StructureSize; /* bytes of this structure, without what Buffer points at */
    NET_DMA_PNP_NOTIFICATION_CODE NotificationCode;
    PVOID Buffer;       /* NULL for the power codes */
    ULONG BufferLength; /* 0 for the power codes */
} NET_DMA_PNP_NOTIFICATION, *PNET_DMA_PNP_NOTIFICATION;

/* --- Routines that NetDMA offers to providers. --- */

/* PASSIVE_LEVEL, from AddDevice. May call SetDmaChannelCpuAffinity before it returns. */
NTSTATUS NTAPI NetDmaRegisterProvider(PVOID ProviderContext, PVOID *pNetDmaProviderHandle,
                                      PNET_DMA_PROVIDER_CHARACTERISTICS ProviderCharacteristics);
/* PASSIVE_LEVEL, after NetDmaProviderStop [PST-11]. */
VOID NTAPI NetDmaDeregisterProvider(PVOID NetDmaProviderHandle);
/* PASSIVE_LEVEL. Every callback may come before it returns [PST-01]. */
VOID NTAPI NetDmaProviderStart(PVOID NetDmaProviderHandle,
                               PNET_DMA_PROVIDER_ATTRIBUTES ProviderAttributes);
/* PASSIVE_LEVEL. Waits for outstanding work and frees every channel before it returns [PST-12]. */
VOID NTAPI NetDmaProviderStop(PVOID NetDmaProviderHandle);
/* Device IRQL, from the interrupt routine. Fills in the CPU to run the DPC on [INT-06]. */
VOID NTAPI NetDmaIsr(PVOID NetDmaChannelHandle, PHYSICAL_ADDRESS DmaDescriptor, PULONG pCpuNumber);
/* DISPATCH_LEVEL, from the DPC. The descriptor is zero after an error (A-05) [INT-11]. */
VOID NTAPI NetDmaInterruptDpc(PVOID NetDmaChannelHandle, PHYSICAL_ADDRESS DmaDescriptor);
/* PASSIVE_LEVEL, 1.1 and later: found through NdisGetRoutineAddress, never imported [VER-01]. */
unsigned int NTAPI NetDmaGetVersion(void);
/* PASSIVE_LEVEL, 1.1 and later: the same [VER-07]. */
VOID NTAPI NetDmaPnPEventNotify(PVOID NetDmaProviderHandle,
                                PNET_DMA_PNP_NOTIFICATION NetDmaPnPNotification);

typedef unsigned int(NTAPI *NDC_NET_DMA_GET_VERSION)(void);
typedef VOID(NTAPI *NDC_NET_DMA_PNP_EVENT_NOTIFY)(PVOID NetDmaProviderHandle,
                                                  PNET_DMA_PNP_NOTIFICATION NetDmaPnPNotification);

#include "netdma_layout.h"

#endif
