/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attributes-change
 * Correct: reports another hardware version and smaller transfers each time it is started again, as
 * a driver may whose firmware was replaced meanwhile (PST-15).
 */
#include "../mutants/mutants.h"

#define TRANSFER_LEAST 0x40000u

WRAP(reference_start_provider);

static ULONG starts;

void
__wrap_reference_start_provider(struct reference_device *device)
{
    if (starts++ != 0) {
        device->facts.minor++;
        if (device->facts.transfer_bytes > TRANSFER_LEAST)
            device->facts.transfer_bytes = TRANSFER_LEAST;
    }
    __real_reference_start_provider(device);
}
