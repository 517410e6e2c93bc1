/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fewer-vectors-refused
 * Breaks AFF-13: does not start unless there is a message for each channel.
 * Plausible because the engine asked for as many, and always got them in the laboratory.
 */
#include "mutants.h"

MUTANT("AFF-13", "fewer-vectors-refused");

WRAP(reference_connect);

NTSTATUS
__wrap_reference_connect(struct reference_device *device)
{
    NTSTATUS status = __real_reference_connect(device);

    if (!NT_SUCCESS(status) || device->connection != CONNECT_MESSAGE_BASED)
        return status;
    return device->interrupt.messages->MessageCount < device->channel_count
               ? STATUS_INSUFFICIENT_RESOURCES
               : STATUS_SUCCESS;
}
