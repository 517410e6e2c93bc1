/* SPDX-License-Identifier: Apache-2.0 */
/*
 * refusal-ignored
 * Breaks REG-15: goes on as a provider although its registration failed.
 * Plausible because the call never failed on any machine of the laboratory.
 */
#include "mutants.h"

MUTANT("REG-15", "refusal-ignored");

WRAP(reference_register);

NTSTATUS
__wrap_reference_register(struct reference_device *device)
{
    (void)__real_reference_register(device);
    return STATUS_SUCCESS;
}
