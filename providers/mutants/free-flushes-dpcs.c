/* SPDX-License-Identifier: Apache-2.0 */
/*
 * free-flushes-dpcs
 * Breaks FREE-03: waits for DPCs, which is allowed at PASSIVE_LEVEL only.
 * Plausible because flushing is the sure way to know that no DPC is left.
 */
#include "mutants.h"

MUTANT("FREE-03", "free-flushes-dpcs");

WRAP(reference_free_channel);

VOID NTAPI
__wrap_reference_free_channel(PVOID context)
{
    KeFlushQueuedDpcs();
    __real_reference_free_channel(context);
}
