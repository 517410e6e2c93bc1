/* SPDX-License-Identifier: Apache-2.0 */
/* Suspend, Resume, Abort, Reset. */
#include <string.h>

#include "base/check.h"
#include "netdma/netdma_state.h"

#define REPORT_BYTES (2 * sizeof(uint64_t))

enum convention { REPORTED_NOT = 0, REPORTED_VALUE = 1, REPORTED_POINTER = 2 };

/*
 * What Suspend reported. The prototype has two levels of pointer, the text describes one:
 * the variable holds the address itself, or a pointer to memory that holds it.
 */
static enum convention
decode(const struct ndc_netdma *netdma, const uint64_t *variable, uint64_t *address)
{
    uint64_t physical;

    *address = variable[0];
    if (variable[0] == 0)
        return REPORTED_NOT;
    if (ndc_memory_physical(netdma->memory, (const void *)(uintptr_t)variable[0], &physical) &&
        ndc_memory_read(netdma->memory, physical, address, sizeof *address))
        return REPORTED_POINTER;
    *address = variable[0];
    return REPORTED_VALUE;
}

/* The variable's memory lives for one call; it lies where the one before lay. */
static int
report_region(struct ndc_netdma *netdma, unsigned number)
{
    struct ndc_netdma_channel *channel = &netdma->channels[number];
    ndc_object object = ndc_object_make(NDC_OBJECT_CLIENT, number, channel->life);

    if (channel->report >= 0) {
        ndc_memory_rename(netdma->memory, channel->report, object);
    } else {
        channel->report =
            ndc_memory_allot(netdma->memory, REPORT_BYTES, NDC_MEMORY_ANYWHERE, object);
        ndc_check(channel->report >= 0);
    }
    return channel->report;
}

uint32_t
ndc_netdma_suspend(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    struct ndc_netdma_channel *channel = &netdma->channels[call->channel];
    uint64_t address = 0;
    int region = report_region(netdma, call->channel);
    uint64_t *variable = ndc_memory_bytes(netdma->memory, region);

    memset(variable, 0, REPORT_BYTES);
    struct ndc_kernel_frame frame = ndc_netdma_enter(netdma, call, NDC_OBJECT_NOTHING, 0, 0);
    NTSTATUS status = NDC_PROVIDER(netdma)->routines.SuspendDma(
        channel->context, (PPHYSICAL_ADDRESS *)(void *)variable);
    enum convention convention = decode(netdma, variable, &address);
    if (ndc_memory_guards_broken(netdma->memory, region) != 0) {
        ndc_trace_add(netdma->trace, NDC_EVENT_SPILL, call->channel,
                      netdma->memory->regions[region].object, 0, 0, 0);
        channel->report = -1; /* the next one gets sound guards */
    }
    ndc_memory_bury(netdma->memory, region);
    ndc_netdma_leave(netdma, call, frame, (uint32_t)status, address, convention);
    ndc_trace_add(netdma->trace, NDC_EVENT_REPORTED, call->channel,
                  ndc_memory_object(netdma->memory, address), address, 0, 0);
    channel->suspended_at =
        NT_SUCCESS(status) ? ndc_netdma_named(netdma, call->channel, address) : NDC_NO_TRANSFER;
    return (uint32_t)status;
}

uint32_t
ndc_netdma_command(struct ndc_netdma *netdma, const struct ndc_call *call)
{
    PVOID context = netdma->channels[call->channel].context;
    NTSTATUS status;

    struct ndc_kernel_frame frame = ndc_netdma_enter(netdma, call, NDC_OBJECT_NOTHING, 0, 0);
    if (call->routine == NDC_ROUTINE_RESUME)
        status = NDC_PROVIDER(netdma)->routines.ResumeDma(context);
    else if (call->routine == NDC_ROUTINE_ABORT)
        status = NDC_PROVIDER(netdma)->routines.AbortDma(context);
    else
        status = NDC_PROVIDER(netdma)->routines.ResetChannel(context);
    ndc_netdma_leave(netdma, call, frame, (uint32_t)status, 0, 0);
    if (NT_SUCCESS(status))
        netdma->channels[call->channel].suspended_at = NDC_NO_TRANSFER;
    /* What was cancelled is dead: engine and driver may not touch it again [ABORT-05, RESET-04]. */
    if (call->routine != NDC_ROUTINE_RESUME && NT_SUCCESS(status)) {
        for (int32_t i = netdma->channels[call->channel].first; i != NDC_NO_TRANSFER;
             i = netdma->transfers[i].next)
            ndc_netdma_look(netdma, (uint16_t)i);
        ndc_netdma_drop(netdma, call->channel, true);
    }
    return (uint32_t)status;
}
