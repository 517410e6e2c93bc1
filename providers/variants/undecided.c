/* SPDX-License-Identifier: Apache-2.0 */
/*
 * undecided
 * Correct: does each of several allowed things now and then, by a sequence of its own: rings a
 * doorbell twice, looks at the engine once more, lets the DPC wait. The sequence looks like chance
 * and is the same every time.
 */
#include "../mutants/mutants.h"

WRAP(hardware_extend);
WRAP(hardware_rearm);
WRAP(reference_dpc);

static ULONG
throw_die(ULONG sides)
{
    static ULONG state = 1;

    state = state * 1664525u + 1013904223u;
    return (state >> 16) % sides;
}

void
__wrap_hardware_extend(struct hardware_channel *channel, ULONG count)
{
    __real_hardware_extend(channel, count);
    if (throw_die(3) == 0)
        __real_hardware_extend(channel, 0);
}

void
__wrap_hardware_rearm(struct hardware_channel *channel)
{
    ULONG looks;

    for (looks = throw_die(3); looks > 0; looks--)
        (void)hardware_status(channel);
    __real_hardware_rearm(channel);
}

VOID NTAPI
__wrap_reference_dpc(PKDPC dpc, PVOID context, PVOID waited, PVOID unused)
{
    if (waited != NULL || throw_die(2) == 0 || !KeInsertQueueDpc(dpc, context, NULL))
        __real_reference_dpc(dpc, context, waited, unused);
}
