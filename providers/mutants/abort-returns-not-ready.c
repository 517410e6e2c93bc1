/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abort-returns-not-ready
 * Breaks GEN-03: answers an abort with a code that the page does not list.
 * Plausible because the code says best what is wrong: there is nothing to abort.
 */
#include "mutants.h"

MUTANT("GEN-03", "abort-returns-not-ready");

WRAP(reference_abort_dma);

NTSTATUS NTAPI
__wrap_reference_abort_dma(PVOID context)
{
    const struct reference_channel *channel = context;

    if (channel->state != CHANNEL_RUNNING)
        return STATUS_DEVICE_NOT_READY;
    return __real_reference_abort_dma(context);
}
