/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Start and Append. Descriptors go to the engine as they are: their layout is its own.
 *
 *  - Registered as 2.x, lists are counted. Registered as 1.x they end at a zero pointer, and what
 *    an engine of generation 1 does by itself a counting engine has to be led to: see
 * append_linked.
 *  - A counting engine can have at most 65535 descriptors before it.
 *  - Descriptors are in memory before the doorbell rings: register writes do not pass stores
 * (APPEND-16).
 */
#include "reference.h"

#define COUNT_MAX 0xFFFFu

static BOOLEAN
count_fits(const struct reference_channel *channel, ULONG count)
{
    return !channel->hardware.counts || (count != 0 && count <= COUNT_MAX);
}

/* What an error or a loss of power took away. */
static BOOLEAN
make_ready(struct reference_channel *channel)
{
    if (channel->state == CHANNEL_FAILED) {
        if (!hardware_reset(&channel->hardware))
            return FALSE;
        reference_silence_channel(channel, CHANNEL_READY);
        channel->programmed = FALSE;
    }
    if (!channel->programmed)
        hardware_prepare(&channel->hardware, channel->completion, channel->priority);
    channel->programmed = TRUE;
    return TRUE;
}

/*
 * What the old list completed is remembered as long as its interrupt may still be on its way; once
 * reported it is forgotten, for its memory may carry another descriptor soon.
 */
static BOOLEAN
load(struct reference_channel *channel, PHYSICAL_ADDRESS address, ULONG count)
{
    ULONG64 status;
    ULONG64 forgotten = 0;
    BOOLEAN loaded = TRUE;

    if (!reference_has_list(channel)) { /* what was before a reset or an abort is nobody's */
        hardware_load(&channel->hardware, address, count);
        return TRUE;
    }
    status = hardware_status(&channel->hardware);
    reference_note_status(channel, status);
    if ((status & CHANSTS_CODE) == CHANSTS_ACTIVE)
        loaded = hardware_replace(&channel->hardware, address, count, &forgotten);
    else
        hardware_load(&channel->hardware, address, count);
    if (forgotten != 0)
        channel->last_done = forgotten;
    if (loaded && channel->last_done == channel->reported)
        channel->last_done = 0;
    return loaded;
}

NTSTATUS NTAPI
reference_start_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                    ULONG count)
{
    struct reference_channel *channel = context;
    BOOLEAN loaded;
    KIRQL irql;

    UNREFERENCED_PARAMETER(descriptor); /* START-17: the engine wants the physical one */
    if (!channel->device->powered || !count_fits(channel, count))
        return STATUS_UNSUCCESSFUL;
    if (!make_ready(channel))
        return STATUS_UNSUCCESSFUL;
    irql = reference_lock_channel(channel);
    loaded = load(channel, address, count);
    channel->begun_anew = FALSE;
    if (loaded)
        channel->state = CHANNEL_RUNNING;
    reference_unlock_channel(channel, irql);
    return loaded ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/*
 * 1.x on a counting engine. It may have read the old tail while its pointer was still zero, and a
 * larger count alone would send it to address zero: suspended and resumed it reads the pointer
 * again. A chain that is over begins anew; once idle an engine stays so. The word says Suspended
 * for as long as the call takes (COMPL-07).
 */
static BOOLEAN
append_linked(struct reference_channel *channel, PHYSICAL_ADDRESS address, ULONG count)
{
    BOOLEAN running = channel->state == CHANNEL_RUNNING;
    BOOLEAN loaded;
    KIRQL irql;

    if (running && hardware_is_idle(&channel->hardware)) {
        irql = reference_lock_channel(channel);
        loaded = load(channel, address, count);
        channel->begun_anew = loaded;
        reference_unlock_channel(channel, irql);
        return loaded;
    }
    if (running &&
        (!hardware_has_begun(&channel->hardware) || !hardware_suspend(&channel->hardware)))
        return FALSE;
    hardware_extend(&channel->hardware, count);
    if (running)
        hardware_resume(&channel->hardware);
    return TRUE;
}

NTSTATUS NTAPI
reference_append_dma(PVOID context, PNET_DMA_DESCRIPTOR descriptor, PHYSICAL_ADDRESS address,
                     ULONG count)
{
    struct reference_channel *channel = context;

    UNREFERENCED_PARAMETER(descriptor);
    if (!channel->device->powered || !count_fits(channel, count))
        return STATUS_UNSUCCESSFUL;
    if (!reference_has_list(channel)) /* APPEND-14: nothing to append to */
        return STATUS_UNSUCCESSFUL;
    if (channel->hardware.counts && channel->device->registered < NDC_NET_DMA_VERSION_2_0)
        return append_linked(channel, address, count) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
    hardware_extend(&channel->hardware, count);
    return STATUS_SUCCESS;
}
