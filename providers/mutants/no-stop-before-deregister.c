/* SPDX-License-Identifier: Apache-2.0 */
/*
 * no-stop-before-deregister
 * Breaks PST-11: deregisters a provider that was never stopped.
 * Plausible because deregistering seems to include it.
 */
#include "mutants.h"

MUTANT("PST-11", "no-stop-before-deregister");

WRAP(NetDmaProviderStop);

VOID NTAPI
__wrap_NetDmaProviderStop(PVOID handle)
{
    UNREFERENCED_PARAMETER(handle);
}
