/* SPDX-License-Identifier: Apache-2.0 */
/* The standard interface of a bus driver: configuration space and addresses of the device. */
#ifndef NDC_WDK_PART_BUS_H
#define NDC_WDK_PART_BUS_H

#include "../ntdef.h"

typedef VOID NTAPI INTERFACE_REFERENCE(PVOID Context);
typedef VOID NTAPI INTERFACE_DEREFERENCE(PVOID Context);
typedef INTERFACE_REFERENCE *PINTERFACE_REFERENCE;
typedef INTERFACE_DEREFERENCE *PINTERFACE_DEREFERENCE;

typedef struct _INTERFACE {
    USHORT Size;
    USHORT Version;
    PVOID Context;
    PINTERFACE_REFERENCE InterfaceReference;
    PINTERFACE_DEREFERENCE InterfaceDereference;
} INTERFACE, *PINTERFACE;

typedef BOOLEAN NTAPI TRANSLATE_BUS_ADDRESS(PVOID Context, PHYSICAL_ADDRESS BusAddress,
                                            ULONG Length, PULONG AddressSpace,
                                            PPHYSICAL_ADDRESS TranslatedAddress);
typedef struct _DMA_ADAPTER *NTAPI GET_DMA_ADAPTER(PVOID Context, PVOID DeviceDescriptor,
                                                   PULONG NumberOfMapRegisters);
typedef ULONG NTAPI GET_SET_DEVICE_DATA(PVOID Context, ULONG DataType, PVOID Buffer, ULONG Offset,
                                        ULONG Length);
typedef TRANSLATE_BUS_ADDRESS *PTRANSLATE_BUS_ADDRESS;
typedef GET_DMA_ADAPTER *PGET_DMA_ADAPTER;
typedef GET_SET_DEVICE_DATA *PGET_SET_DEVICE_DATA;

typedef struct _BUS_INTERFACE_STANDARD {
    USHORT Size;
    USHORT Version;
    PVOID Context;
    PINTERFACE_REFERENCE InterfaceReference;
    PINTERFACE_DEREFERENCE InterfaceDereference;
    PTRANSLATE_BUS_ADDRESS TranslateBusAddress;
    PGET_DMA_ADAPTER GetDmaAdapter;
    PGET_SET_DEVICE_DATA SetBusData;
    PGET_SET_DEVICE_DATA GetBusData;
} BUS_INTERFACE_STANDARD, *PBUS_INTERFACE_STANDARD;

#ifndef DEFINE_GUID
#define DEFINE_GUID(name, a, b, c, d0, d1, d2, d3, d4, d5, d6, d7) extern const GUID name
#endif
DEFINE_GUID(GUID_BUS_INTERFACE_STANDARD, 0x496b8280, 0x6f25, 0x11d0, 0xbe, 0xaf, 0x08, 0x00, 0x2b,
            0xe2, 0x09, 0x2f);

#endif
