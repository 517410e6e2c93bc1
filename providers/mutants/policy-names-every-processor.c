/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy-names-every-processor
 * Breaks AFF-11: asks for every processor where NetDMA wished one, so all messages go to the same.
 * Plausible because the wished one is among them, and the system will surely balance.
 */
#include "mutants.h"

MUTANT("AFF-11", "policy-names-every-processor");

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
            list->Descriptors[index].u.Interrupt.TargetedProcessors = KeQueryActiveProcessors();
}
