/* SPDX-License-Identifier: Apache-2.0 */
/* The one NDIS routine a NetDMA provider needs: looking for routines of the interface by name. */
#ifndef NDC_WDK_NDIS_H
#define NDC_WDK_NDIS_H

#include "wdm.h"

typedef UNICODE_STRING NDIS_STRING, *PNDIS_STRING;
#define NDIS_STRING_CONST(Text) RTL_CONSTANT_STRING(L##Text)

/* Address of an exported routine, or NULL. IRQL == PASSIVE_LEVEL. */
PVOID NTAPI NdisGetRoutineAddress(PNDIS_STRING NdisRoutineName);

#endif
