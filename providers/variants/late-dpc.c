/* SPDX-License-Identifier: Apache-2.0 */
/*
 * late-dpc
 * Correct: the DPC goes back to the end of the queue once before it does its work, as one does that
 * lets others pass; what completes meanwhile is reported with it.
 */
#include "../mutants/mutants.h"

WRAP(reference_dpc);

VOID NTAPI
__wrap_reference_dpc(PKDPC dpc, PVOID context, PVOID waited, PVOID unused)
{
    if (waited != NULL || !KeInsertQueueDpc(dpc, context, NULL))
        __real_reference_dpc(dpc, context, waited, unused);
}
