/* SPDX-License-Identifier: Apache-2.0 */
/*
 * free-keeps-channel
 * Breaks FREE-06: a freed channel is never lent again.
 * Plausible because clients allocate once, when the machine starts.
 */
#include "mutants.h"

MUTANT("FREE-06", "free-keeps-channel");

WRAP(reference_free_channel);

VOID NTAPI
__wrap_reference_free_channel(PVOID context)
{
    struct reference_channel *channel = context;

    __real_reference_free_channel(context);
    channel->state = CHANNEL_READY;
}
