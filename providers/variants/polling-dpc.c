/* SPDX-License-Identifier: Apache-2.0 */
/*
 * polling-dpc
 * Correct: the first interrupt is enough, from then on the DPC polls the engine until it is idle
 * (or until it has looked often enough), and reports everything at once.
 */
#include "../mutants/mutants.h"

#define LOOKS_MAX 40u

WRAP(reference_dpc);

VOID NTAPI
__wrap_reference_dpc(PKDPC dpc, PVOID context, PVOID unused1, PVOID unused2)
{
    struct reference_channel *channel = context;
    ULONG looks;

    for (looks = 0; looks < LOOKS_MAX && channel->device->powered && reference_has_list(channel);
         looks++) {
        if (hardware_is_idle(&channel->hardware))
            break;
        KeStallExecutionProcessor(1);
    }
    __real_reference_dpc(dpc, context, unused1, unused2);
}
