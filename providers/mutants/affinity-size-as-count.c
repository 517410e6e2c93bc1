/* SPDX-License-Identifier: Apache-2.0 */
/*
 * affinity-size-as-count
 * Breaks AFF-04: takes the size of the affinity array for a number of entries.
 * Plausible because most interfaces count elements, and the header says "size of array".
 */
#include "mutants.h"

MUTANT("AFF-04", "affinity-size-as-count");

WRAP(reference_set_cpu_affinity);

NTSTATUS NTAPI
__wrap_reference_set_cpu_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG bytes)
{
    return __real_reference_set_cpu_affinity(context, array, bytes * sizeof *array);
}
