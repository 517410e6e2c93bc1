/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version-called-unseen
 * Breaks VER-02: calls NetDmaGetVersion without looking it up.
 * Plausible because the import library has it.
 */
#include "mutants.h"

MUTANT("VER-02", "version-called-unseen");

WRAP(reference_choose_version);

NTSTATUS
__wrap_reference_choose_version(struct reference_device *device)
{
    (void)NetDmaGetVersion();
    return __real_reference_choose_version(device);
}
