/* SPDX-License-Identifier: Apache-2.0 */
/*
 * resume-sleeps
 * Breaks RESUME-05: waits with the thread asleep, also at DISPATCH_LEVEL.
 * Plausible because the engine is given time to take the command.
 */
#include "mutants.h"

MUTANT("RESUME-05", "resume-sleeps");

WRAP(reference_resume_dma);

static void
sleep_a_little(void)
{
    LARGE_INTEGER little = {.QuadPart = -100};

    KeDelayExecutionThread(KernelMode, FALSE, &little);
}

NTSTATUS NTAPI
__wrap_reference_resume_dma(PVOID context)
{
    sleep_a_little();
    return __real_reference_resume_dma(context);
}
