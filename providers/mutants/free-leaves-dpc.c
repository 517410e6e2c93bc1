/* SPDX-License-Identifier: Apache-2.0 */
/*
 * free-leaves-dpc
 * Breaks FREE-05: a DPC that is in the queue when its channel is freed still speaks for it.
 * Plausible because the DPC knows its handle from the interrupt, and no longer asks whose it is.
 */
#include "mutants.h"

MUTANT("FREE-05", "free-leaves-dpc");

static PVOID freed;
WRAP(reference_free_channel);
WRAP(KeRemoveQueueDpc);
WRAP(reference_dpc);

VOID NTAPI
__wrap_reference_free_channel(PVOID context)
{
    freed = ((struct reference_channel *)context)->netdma_handle;
    __real_reference_free_channel(context);
}

BOOLEAN NTAPI
__wrap_KeRemoveQueueDpc(PRKDPC dpc)
{
    PVOID handle = CONTAINING_RECORD(dpc, struct reference_channel, dpc)->netdma_handle;

    return handle == freed ? FALSE : __real_KeRemoveQueueDpc(dpc);
}

VOID NTAPI
__wrap_reference_dpc(PKDPC dpc, PVOID context, PVOID unused1, PVOID unused2)
{
    if (((struct reference_channel *)context)->netdma_handle == NULL)
        NetDmaInterruptDpc(freed, (PHYSICAL_ADDRESS){.QuadPart = 0});
    else
        __real_reference_dpc(dpc, context, unused1, unused2);
}
