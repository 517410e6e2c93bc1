/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version-halves-swapped
 * Breaks VER-05: takes the lower half of the version for the major number.
 * Plausible because version numbers are stored that way in many headers.
 */
#include "mutants.h"

MUTANT("VER-05", "version-halves-swapped");

WRAP(NdisGetRoutineAddress);

static NDC_NET_DMA_GET_VERSION get_version;

static unsigned int NTAPI
swapped(void)
{
    unsigned int version = get_version();

    return version << 16 | version >> 16;
}

PVOID NTAPI
__wrap_NdisGetRoutineAddress(PUNICODE_STRING name)
{
    PVOID found = __real_NdisGetRoutineAddress(name);

    if (found == NULL || name->Buffer[6] != 'G')
        return found;
    get_version = (NDC_NET_DMA_GET_VERSION)(ULONG_PTR)found;
    return (PVOID)(ULONG_PTR)swapped;
}
