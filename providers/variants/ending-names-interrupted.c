/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ending-names-interrupted
 * Correct: after an abort or a reset the completion word names the descriptor that was interrupted
 * (A-22).
 */
#include "../mutants/mutants.h"

#define LOOKS_MAX 8u

WRAP(reference_allocate_channel);
WRAP(reference_abort_dma);
WRAP(reference_reset_channel);

static volatile ULONG64 *words[REFERENCE_CHANNELS_MAX]; /* NetDMA's, by channel */

static volatile ULONG64 **
word_of(struct reference_channel *channel)
{
    return &words[channel - channel->device->channels];
}

NTSTATUS NTAPI
__wrap_reference_allocate_channel(PVOID context, PNET_DMA_CHANNEL_PARAMETERS parameters,
                                  PVOID netdma_handle, PVOID *channel)
{
    NTSTATUS status =
        __real_reference_allocate_channel(context, parameters, netdma_handle, channel);

    if (NT_SUCCESS(status))
        *word_of(*channel) = parameters->CompletionVirtualAddress;
    return status;
}

/* The descriptor in work; between two one waits for the next. 0: there is none. */
static ULONG64
in_work(struct hardware_channel *channel)
{
    ULONG high = read32(channel->registers, CHANNEL_CDAR + 4);
    ULONG looks;

    for (looks = 0; looks < LOOKS_MAX; looks++) {
        ULONG status = read32(channel->registers, channel->map->status);
        ULONG low = read32(channel->registers, CHANNEL_CDAR);

        if ((status & CHANSTS_CODE) != CHANSTS_ACTIVE)
            break;
        if (low != 0 && low != (status & (ULONG)CHANSTS_ADDRESS))
            return (ULONG64)high << 32 | low;
    }
    return 0;
}

static NTSTATUS
end_by(NTSTATUS(NTAPI *ending)(PVOID context), struct reference_channel *channel)
{
    BOOLEAN works = channel->device->powered && channel->state == CHANNEL_RUNNING;
    ULONG64 interrupted = works ? in_work(&channel->hardware) : 0;
    NTSTATUS status = ending(channel);

    if (NT_SUCCESS(status) && interrupted != 0)
        **word_of(channel) = interrupted | CHANSTS_HALTED;
    return status;
}

NTSTATUS NTAPI
__wrap_reference_abort_dma(PVOID context)
{
    return end_by(__real_reference_abort_dma, context);
}

NTSTATUS NTAPI
__wrap_reference_reset_channel(PVOID context)
{
    return end_by(__real_reference_reset_channel, context);
}
