/* SPDX-License-Identifier: Apache-2.0 */
/* Access to the registers of a device through a mapping of its BAR. Any IRQL. */
#ifndef NDC_WDK_PART_REGISTER_H
#define NDC_WDK_PART_REGISTER_H

#include "../ntdef.h"

UCHAR NTAPI READ_REGISTER_UCHAR(volatile UCHAR *Register);
USHORT NTAPI READ_REGISTER_USHORT(volatile USHORT *Register);
ULONG NTAPI READ_REGISTER_ULONG(volatile ULONG *Register);
ULONG64 NTAPI READ_REGISTER_ULONG64(volatile ULONG64 *Register);
VOID NTAPI WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID NTAPI WRITE_REGISTER_USHORT(volatile USHORT *Register, USHORT Value);
VOID NTAPI WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
VOID NTAPI WRITE_REGISTER_ULONG64(volatile ULONG64 *Register, ULONG64 Value);

/* Count accesses of one width to consecutive registers. */
VOID NTAPI READ_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer, ULONG Count);
VOID NTAPI READ_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer, ULONG Count);
VOID NTAPI READ_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer, ULONG Count);
VOID NTAPI READ_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer, ULONG Count);
VOID NTAPI WRITE_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer, ULONG Count);
VOID NTAPI WRITE_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer, ULONG Count);
VOID NTAPI WRITE_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer, ULONG Count);
VOID NTAPI WRITE_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer, ULONG Count);

#endif
