/* SPDX-License-Identifier: Apache-2.0 */
/*
 * error-taken-for-completion
 * Breaks INT-11: after an error the DPC names the last completed descriptor.
 * Plausible because it is what the DPC does at all other times.
 */
#include "mutants.h"

MUTANT("INT-11", "error-taken-for-completion");

WRAP(reference_is_error);

BOOLEAN
__wrap_reference_is_error(ULONG64 status)
{
    UNREFERENCED_PARAMETER(status);
    return FALSE;
}
