/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pool-leak
 * Breaks KRN-05: never frees the memory of its channels.
 * Plausible because the machine is about to be switched off.
 */
#include "mutants.h"

MUTANT("KRN-05", "pool-leak");

WRAP(ExFreePoolWithTag);

VOID NTAPI
__wrap_ExFreePoolWithTag(PVOID memory, ULONG tag)
{
    UNREFERENCED_PARAMETER(memory);
    UNREFERENCED_PARAMETER(tag);
}
