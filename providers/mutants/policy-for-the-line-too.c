/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy-for-the-line-too
 * Breaks AFF-10: asks for a CPU for every interrupt, the line included.
 * Plausible because the type of a descriptor is checked, and that looks like enough.
 */
#include "mutants.h"

MUTANT("AFF-10", "policy-for-the-line-too");

WRAP(reference_filter_resources);

void
__wrap_reference_filter_resources(struct reference_device *device,
                                  PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    PUCHAR bytes = (PUCHAR)requirements;
    PIO_RESOURCE_DESCRIPTOR last =
        (PIO_RESOURCE_DESCRIPTOR)(PVOID)(bytes + requirements->ListSize) - 1;

    __real_reference_filter_resources(device, requirements);
    last->Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED; /* the line, if all fails */
    last->u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
    last->u.Interrupt.TargetedProcessors = 1;
}
