/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The services of the Windows kernel that a WDM driver of a DMA engine calls, in user mode.
 *
 *  - Names, types, signatures and meanings are the published ones; the same source builds with
 *    the headers of a driver kit for Windows.
 *  - Each service checks what its documentation demands: the IRQL, the state of the objects. A
 *    breach is recorded and judged; the service then does what is most sensible.
 *  - Left out on purpose: threads, files, user-mode buffers, DMA adapters.
 */
#ifndef NDC_WDK_WDM_H
#define NDC_WDK_WDM_H

#ifndef _NTDDK_
#define _NTDDK_
#endif
#ifndef _WDMDDK_
#define _WDMDDK_
#endif
#ifndef _WIN64
#define _WIN64 1
#endif
#ifndef _AMD64_
#define _AMD64_ 1
#endif
#ifndef NTDDI_VERSION
#define NTDDI_VERSION 0x06000100
#endif
#define NTDDI_LONGHORN 0x06000000
#define NTDDI_VISTA 0x06000000
#define NTDDI_WIN7 0x06010000

#include "ntdef.h"
#include "ntstatus.h"
#include "part/rtl.h"
#include "part/interlocked.h"
#include "part/ke.h"
#include "part/mm.h"
#include "part/register.h"
#include "part/resource.h"
#include "part/device.h"
#include "part/irp.h"
#include "part/io.h"
#include "part/interrupt.h"
#include "part/power.h"
#include "part/remove_lock.h"
#include "part/bus.h"

#endif
