/* SPDX-License-Identifier: Apache-2.0 */
/*
 * status-bits-not-masked
 * Breaks INT-05: hands on the completion value with its status bits.
 * Plausible because most of the time the code is zero.
 */
#include "mutants.h"

MUTANT("INT-05", "status-bits-not-masked");

WRAP(reference_note_status);

ULONG64
__wrap_reference_note_status(struct reference_channel *channel, ULONG64 status)
{
    channel->last_done = status;
    return status;
}
