/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suspend-sleeps
 * Breaks SUSP-07: waits with the thread asleep, also at DISPATCH_LEVEL.
 * Plausible because the descriptor in work takes its time, and a thread can wait.
 */
#include "mutants.h"

MUTANT("SUSP-07", "suspend-sleeps");

WRAP(reference_suspend_dma);

static void
sleep_a_little(void)
{
    LARGE_INTEGER little = {.QuadPart = -100};

    KeDelayExecutionThread(KernelMode, FALSE, &little);
}

NTSTATUS NTAPI
__wrap_reference_suspend_dma(PVOID context, PPHYSICAL_ADDRESS *last)
{
    sleep_a_little();
    return __real_reference_suspend_dma(context, last);
}
