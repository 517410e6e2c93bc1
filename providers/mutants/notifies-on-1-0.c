/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notifies-on-1-0
 * Breaks VER-07: tells an interface of version 1.0 of its power.
 * Plausible because the import library has the routine.
 */
#include "mutants.h"

MUTANT("VER-07", "notifies-on-1-0");

WRAP(reference_choose_version);

NTSTATUS
__wrap_reference_choose_version(struct reference_device *device)
{
    NTSTATUS status = __real_reference_choose_version(device);

    device->notify = NetDmaPnPEventNotify;
    return status;
}
