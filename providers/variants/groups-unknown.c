/* SPDX-License-Identifier: Apache-2.0 */
/*
 * groups-unknown
 * Correct: registers as 2.1 without saying that it knows groups of processors, and has but the old
 * members of the channel parameters (ALLOC-17).
 */
#include "../mutants/mutants.h"

WRAP(reference_knows_groups);

BOOLEAN
__wrap_reference_knows_groups(const struct reference_device *device)
{
    UNREFERENCED_PARAMETER(device);
    return FALSE;
}
