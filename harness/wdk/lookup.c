/* SPDX-License-Identifier: Apache-2.0 */
/* Looking for routines by name. */
#include "wdk/internal.h"

#include <string.h>

static bool
same_name(const UNICODE_STRING *wanted, const char *name)
{
    size_t count = strlen(name);

    if (wanted == NULL || wanted->Buffer == NULL || wanted->Length != count * sizeof(WCHAR))
        return false;
    for (size_t i = 0; i < count; i++)
        if (wanted->Buffer[i] != (WCHAR)name[i])
            return false;
    return true;
}

/* The names that events have numbers for, from 1. */
static const char *const names[] = {"NetDmaGetVersion", "NetDmaPnPEventNotify"};

static PVOID
look_up(struct ndc_kernel *kernel, const UNICODE_STRING *wanted)
{
    PVOID found = NULL;
    uint64_t number = 0;

    for (uint32_t i = 0; i < kernel->routine_count; i++)
        if (same_name(wanted, kernel->routines[i].name))
            found = kernel->routines[i].routine;
    for (uint32_t i = 0; i < RTL_NUMBER_OF(names); i++)
        if (same_name(wanted, names[i]))
            number = i + 1;
    ndc_trace_add(kernel->trace, NDC_EVENT_LOOKUP, NDC_CHANNEL_NONE, number, found != NULL, 0, 0);
    return found;
}

PVOID NTAPI
NdisGetRoutineAddress(PNDIS_STRING NdisRoutineName)
{
    return look_up(NDC_WDK_ENTER(NdisGetRoutineAddress), NdisRoutineName);
}

/* What came with processor groups: a driver for older systems too must ask for it by name. */
static const struct {
    const char *name;
    void (*routine)(void);
} newer[] = {
    {"KeSetTargetProcessorDpcEx", (void (*)(void))KeSetTargetProcessorDpcEx},
    {"KeGetCurrentProcessorNumberEx", (void (*)(void))KeGetCurrentProcessorNumberEx},
    {"KeQueryActiveProcessorCountEx", (void (*)(void))KeQueryActiveProcessorCountEx},
    {"KeQueryActiveGroupCount", (void (*)(void))KeQueryActiveGroupCount},
    {"KeQueryGroupAffinity", (void (*)(void))KeQueryGroupAffinity},
    {"KeGetProcessorNumberFromIndex", (void (*)(void))KeGetProcessorNumberFromIndex},
    {"KeGetProcessorIndexFromNumber", (void (*)(void))KeGetProcessorIndexFromNumber},
};

/* Routines of the kernel, not of ndis.sys; the names of those that every system has are not known.
 */
PVOID NTAPI
MmGetSystemRoutineAddress(PUNICODE_STRING SystemRoutineName)
{
    const struct ndc_kernel *kernel = NDC_WDK_ENTER(MmGetSystemRoutineAddress);
    union {
        void (*routine)(void);
        PVOID address;
    } found = {.address = NULL};

    for (uint32_t i = 0; kernel->config.groups && i < RTL_NUMBER_OF(newer); i++)
        if (same_name(SystemRoutineName, newer[i].name))
            found.routine = newer[i].routine;
    return found.address;
}
