/* SPDX-License-Identifier: Apache-2.0 */
/*
 * affinity-never-asked
 * Breaks AFF-08: remembers NetDMA's wishes, and asks the system for none of them.
 * Plausible because filtering resources is optional for every other driver.
 */
#include "mutants.h"

MUTANT("AFF-08", "affinity-never-asked");

WRAP(reference_filter_resources);

void
__wrap_reference_filter_resources(struct reference_device *device,
                                  PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(requirements);
}
