/* SPDX-License-Identifier: Apache-2.0 */
/*
 * affinity-not-supported
 * Breaks AFF-07: answers SetDmaChannelCpuAffinity with a status that its page does not list.
 * Plausible because the driver leaves its interrupts to the system, and says so.
 */
#include "mutants.h"

MUTANT("AFF-07", "affinity-not-supported");

WRAP(reference_set_cpu_affinity);

NTSTATUS NTAPI
__wrap_reference_set_cpu_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG bytes)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(array);
    UNREFERENCED_PARAMETER(bytes);
    return STATUS_NOT_SUPPORTED;
}
