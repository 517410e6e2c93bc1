/* SPDX-License-Identifier: Apache-2.0 */
/* What a driver that includes <ntddk.h> gets: all of wdm.h; this subset has nothing beyond. */
#ifndef NDC_WDK_NTDDK_H
#define NDC_WDK_NTDDK_H

#include "wdm.h"

#endif
