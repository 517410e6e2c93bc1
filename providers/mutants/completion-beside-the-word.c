/* SPDX-License-Identifier: Apache-2.0 */
/*
 * completion-beside-the-word
 * Breaks ALLOC-12: lets the engine write eight bytes behind the completion word.
 * Plausible because the word was thought to have a header.
 */
#include "mutants.h"

MUTANT("ALLOC-12", "completion-beside-the-word");

WRAP(hardware_prepare);

void
__wrap_hardware_prepare(struct hardware_channel *channel, PHYSICAL_ADDRESS completion,
                        ULONG priority)
{
    completion.QuadPart += 8;
    __real_hardware_prepare(channel, completion, priority);
}
