/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reset-sleeps
 * Breaks RESET-09: waits with the thread asleep, also at DISPATCH_LEVEL.
 * Plausible because a reset takes milliseconds on some engines, and a thread can wait.
 */
#include "mutants.h"

MUTANT("RESET-09", "reset-sleeps");

WRAP(reference_reset_channel);

static void
sleep_a_little(void)
{
    LARGE_INTEGER little = {.QuadPart = -100};

    KeDelayExecutionThread(KernelMode, FALSE, &little);
}

NTSTATUS NTAPI
__wrap_reference_reset_channel(PVOID context)
{
    sleep_a_little();
    return __real_reference_reset_channel(context);
}
