/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dispatch-routine-null
 * Breaks DRV-01: empties an entry of the table of dispatch routines.
 * Plausible because nobody opens the device, so nobody sends that IRP.
 */
#include "mutants.h"

MUTANT("DRV-01", "dispatch-routine-null");

WRAP(reference_set_dispatch);

void
__wrap_reference_set_dispatch(PDRIVER_OBJECT driver)
{
    __real_reference_set_dispatch(driver);
    driver->MajorFunction[IRP_MJ_CREATE] = NULL;
}
