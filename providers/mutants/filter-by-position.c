/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter-by-position
 * Breaks AFF-10: takes every descriptor behind the first for an interrupt.
 * Plausible because on the machine of its author the list was memory, then interrupts.
 */
#include "mutants.h"

MUTANT("AFF-10", "filter-by-position");

WRAP(reference_filter_resources);

void
__wrap_reference_filter_resources(struct reference_device *device,
                                  PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    PIO_RESOURCE_LIST list = &requirements->List[0];
    ULONG index;

    for (index = 1; index < list->Count && index <= REFERENCE_CHANNELS_MAX; index++) {
        PIO_RESOURCE_DESCRIPTOR each = &list->Descriptors[index];

        each->Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
        each->u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
        each->u.Interrupt.TargetedProcessors = (KAFFINITY)1 << device->channel_cpus[index - 1] % 32;
    }
}
