/* SPDX-License-Identifier: Apache-2.0 */
/*
 * free-leaves-dpc
 * Breaks FREE-05: a DPC that is in the queue when its channel is freed still speaks for it.
 * Plausible because the DPC knows its handle from the interrupt, and no longer asks whose it is.
 */
#include "mutants.h"

MUTANT("FREE-05", "free-leaves-dpc");

static BOOLEAN freeing;
static PVOID freed_handle;

WRAP(reference_free_channel);
WRAP(KeRemoveQueueDpc);
WRAP(reference_dpc);

VOID NTAPI
__wrap_reference_free_channel(PVOID context)
{
    struct reference_channel *channel = context;

    freed_handle = channel->netdma_handle;
    freeing = TRUE;
    __real_reference_free_channel(context);
    freeing = FALSE;
}

BOOLEAN NTAPI
__wrap_KeRemoveQueueDpc(PRKDPC dpc)
{
    return freeing ? FALSE : __real_KeRemoveQueueDpc(dpc);
}

VOID NTAPI
__wrap_reference_dpc(PKDPC dpc, PVOID context, PVOID unused1, PVOID unused2)
{
    const struct reference_channel *channel = context;
    PHYSICAL_ADDRESS nothing = {.QuadPart = 0};

    if (channel->netdma_handle == NULL)
        NetDmaInterruptDpc(freed_handle, nothing);
    else
        __real_reference_dpc(dpc, context, unused1, unused2);
}
