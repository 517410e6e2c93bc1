/* SPDX-License-Identifier: Apache-2.0 */
/*
 * imports-get-version
 * Breaks VER-01: imports NetDmaGetVersion, although it calls it only where it is found.
 * Plausible because the import library has it, and the call is guarded.
 */
#include "mutants.h"

MUTANT("VER-01", "imports-get-version");

WRAP(NdisGetRoutineAddress);

static unsigned int(NTAPI *volatile imported)(void);

PVOID NTAPI
__wrap_NdisGetRoutineAddress(PUNICODE_STRING name)
{
    imported = NetDmaGetVersion;
    return __real_NdisGetRoutineAddress(name);
}
