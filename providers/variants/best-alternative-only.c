/* SPDX-License-Identifier: Apache-2.0 */
/*
 * best-alternative-only
 * Correct: asks for CPUs in the best alternative of its resources only (AFF-08).
 */
#include "../mutants/mutants.h"

WRAP(reference_filter_resources);

void
__wrap_reference_filter_resources(struct reference_device *device,
                                  PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    ULONG alternatives = requirements->AlternativeLists;

    requirements->AlternativeLists = min(alternatives, 1);
    __real_reference_filter_resources(device, requirements);
    requirements->AlternativeLists = alternatives;
}
