/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abort-sleeps
 * Breaks ABORT-08: waits with the thread asleep, also at DISPATCH_LEVEL.
 * Plausible because the engine is given time to come to rest.
 */
#include "mutants.h"

MUTANT("ABORT-08", "abort-sleeps");

WRAP(reference_abort_dma);

static void
sleep_a_little(void)
{
    LARGE_INTEGER little = {.QuadPart = -100};

    KeDelayExecutionThread(KernelMode, FALSE, &little);
}

NTSTATUS NTAPI
__wrap_reference_abort_dma(PVOID context)
{
    sleep_a_little();
    return __real_reference_abort_dma(context);
}
