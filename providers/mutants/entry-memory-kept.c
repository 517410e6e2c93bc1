/* SPDX-License-Identifier: Apache-2.0 */
/*
 * entry-memory-kept
 * Breaks DRV-08: DriverEntry allocates what Unload does not free.
 * Plausible because the copy of the registry path is needed as long as the driver is there.
 */
#include "mutants.h"

MUTANT("DRV-08", "entry-memory-kept");

#define PATH_BYTES 128u

WRAP(reference_set_dispatch);

static PVOID path;

void
__wrap_reference_set_dispatch(PDRIVER_OBJECT driver)
{
    path = ExAllocatePoolWithTag(NonPagedPool, PATH_BYTES, REFERENCE_TAG);
    __real_reference_set_dispatch(driver);
}
