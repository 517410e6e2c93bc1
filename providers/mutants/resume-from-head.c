/* SPDX-License-Identifier: Apache-2.0 */
/*
 * resume-from-head
 * Breaks RESUME-03: begins again at the head of the list that was started.
 * Plausible because the engine forgot where it was, and the driver remembers the head.
 */
#include "mutants.h"

MUTANT("RESUME-03", "resume-from-head");

WRAP(reference_start_dma);
WRAP(reference_resume_dma);

static PHYSICAL_ADDRESS head;
static ULONG head_count;

NTSTATUS NTAPI
__wrap_reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                           ULONG count)
{
    head = address;
    head_count = count;
    return __real_reference_start_dma(context, descriptor, address, count);
}

NTSTATUS NTAPI
__wrap_reference_resume_dma(PVOID context)
{
    return __real_reference_start_dma(context, NULL, head, head_count);
}
