/* SPDX-License-Identifier: Apache-2.0 */
/*
 * no-direct-cache-access
 * Correct: leaves the engine's direct cache access alone and does not announce it (DCA-01, DCA-09).
 */
#include "../mutants/mutants.h"

WRAP(reference_announces_hints);

BOOLEAN
__wrap_reference_announces_hints(const struct reference_device *device)
{
    UNREFERENCED_PARAMETER(device);
    return FALSE;
}
