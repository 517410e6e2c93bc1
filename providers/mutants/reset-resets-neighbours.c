/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reset-resets-neighbours
 * Breaks GEN-01: a reset of one channel resets the hardware of all.
 * Plausible because with one channel in use the larger hammer does no harm.
 */
#include "mutants.h"

MUTANT("GEN-01", "reset-resets-neighbours");

WRAP(reference_reset_channel);

NTSTATUS NTAPI
__wrap_reference_reset_channel(PVOID context)
{
    struct reference_channel *channel = context;
    struct reference_device *device = channel->device;
    ULONG index;

    for (index = 0; index < device->channel_count; index++)
        (void)hardware_reset(&device->channels[index].hardware);
    return __real_reference_reset_channel(context);
}
