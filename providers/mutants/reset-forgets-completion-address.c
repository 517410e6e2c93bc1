/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reset-forgets-completion-address
 * Breaks COMPL-01: leaves the completion address as the reset left it: zero.
 * Plausible because it was programmed at allocation, and the channel is still allocated.
 */
#include "mutants.h"

MUTANT("COMPL-01", "reset-forgets-completion-address");

WRAP(reference_reset_channel);

NTSTATUS NTAPI
__wrap_reference_reset_channel(PVOID context)
{
    struct reference_channel *channel = context;
    NTSTATUS status = __real_reference_reset_channel(context);

    write64(channel->hardware.registers, CHANNEL_CHANCMP, 0);
    return status;
}
