/* SPDX-License-Identifier: Apache-2.0 */
/* Included before other headers by the one file of a driver in which its GUIDs live. */
#ifndef NDC_WDK_INITGUID_H
#define NDC_WDK_INITGUID_H

#define INITGUID
#include "ntdef.h"
#undef DEFINE_GUID
#define DEFINE_GUID(name, a, b, c, d0, d1, d2, d3, d4, d5, d6, d7) \
    const GUID name __attribute__((weak)) = {a, b, c, {d0, d1, d2, d3, d4, d5, d6, d7}}

#endif
