/* SPDX-License-Identifier: Apache-2.0 */
/* GUIDs of the interfaces of wdm.h; GUID_BUS_INTERFACE_STANDARD is defined by the harness. */
#ifndef NDC_WDK_WDMGUID_H
#define NDC_WDK_WDMGUID_H

#include "wdm.h"

#endif
