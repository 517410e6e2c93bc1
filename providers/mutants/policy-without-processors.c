/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy-without-processors
 * Breaks AFF-09: asks for specified processors, and specifies none.
 * Plausible because the member stands behind the policy, and older kits do not declare it.
 */
#include "mutants.h"

MUTANT("AFF-09", "policy-without-processors");

WRAP(reference_filter_resources);

void
__wrap_reference_filter_resources(struct reference_device *device,
                                  PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    PIO_RESOURCE_LIST list = &requirements->List[0];
    ULONG index;

    __real_reference_filter_resources(device, requirements);
    for (index = 0; index < list->Count; index++)
        if (list->Descriptors[index].Flags & CM_RESOURCE_INTERRUPT_MESSAGE)
            list->Descriptors[index].u.Interrupt.TargetedProcessors = 0;
}
