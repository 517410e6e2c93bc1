/* SPDX-License-Identifier: Apache-2.0 */
/*
 * append-sleeps
 * Breaks APPEND-12: waits with the thread asleep, also at DISPATCH_LEVEL.
 * Plausible because the engine may need a moment, and most callers do not mind.
 */
#include "mutants.h"

MUTANT("APPEND-12", "append-sleeps");

WRAP(reference_append_dma);

static void
sleep_a_little(void)
{
    LARGE_INTEGER little = {.QuadPart = -100};

    KeDelayExecutionThread(KernelMode, FALSE, &little);
}

NTSTATUS NTAPI
__wrap_reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                            ULONG count)
{
    sleep_a_little();
    return __real_reference_append_dma(context, descriptor, address, count);
}
