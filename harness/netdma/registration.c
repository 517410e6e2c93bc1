/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a provider: register, start, stop, deregister; version. */
#include <string.h>

#include "base/check.h"
#include "netdma/netdma_state.h"

uint32_t
ndc_netdma_callbacks(const NET_DMA_PROVIDER_CHARACTERISTICS *provider)
{
    return (provider->SetDmaChannelCpuAffinity ? 1u << NDC_ROUTINE_SET_AFFINITY : 0) |
           (provider->AllocateDmaChannel ? 1u << NDC_ROUTINE_ALLOCATE : 0) |
           (provider->FreeDmaChannel ? 1u << NDC_ROUTINE_FREE : 0) |
           (provider->StartDma ? 1u << NDC_ROUTINE_START : 0) |
           (provider->SuspendDma ? 1u << NDC_ROUTINE_SUSPEND : 0) |
           (provider->ResumeDma ? 1u << NDC_ROUTINE_RESUME : 0) |
           (provider->AbortDma ? 1u << NDC_ROUTINE_ABORT : 0) |
           (provider->AppendDma ? 1u << NDC_ROUTINE_APPEND : 0) |
           (provider->ResetChannel ? 1u << NDC_ROUTINE_RESET : 0);
}

/* What the structure's own Size says is there; the rest of the copy is zero. */
static void
copy_characteristics(NET_DMA_PROVIDER_CHARACTERISTICS *to,
                     const NET_DMA_PROVIDER_CHARACTERISTICS *from)
{
    size_t size = from->Size < sizeof *to ? from->Size : sizeof *to;

    memset(to, 0, sizeof *to);
    memcpy(to, from, size < 8 ? 8 : size);
}

static bool
named(const NET_DMA_PROVIDER_CHARACTERISTICS *provider)
{
    return provider->FriendlyName.Buffer != NULL && provider->FriendlyName.Length > 0 &&
           provider->FriendlyName.Length % 2 == 0;
}

static void
tell_register(struct ndc_netdma *netdma, const NET_DMA_PROVIDER_CHARACTERISTICS *provider)
{
    uint64_t what = provider->MajorVersion | (uint64_t)provider->MinorVersion << 8 |
                    (uint64_t)provider->Size << 16 | (uint64_t)provider->Flags << 32;
    uint64_t callbacks = ndc_netdma_callbacks(provider);

    if (provider->PhysicalDeviceObject == ndc_kernel_pdo(netdma->kernel))
        callbacks |= 1u << 16;
    if (named(provider))
        callbacks |= 1u << 17;
    if (ndc_kernel_in_add_device(netdma->kernel))
        callbacks |= 1u << 18;
    ndc_trace_add(netdma->trace, NDC_EVENT_REGISTER, NDC_CHANNEL_NONE, what, callbacks,
                  provider->MaxDmaChannelCount, 0);
}

/* The registration's outcome: a fault may decide it; a version above ours is refused [VER-04]. */
static NTSTATUS
decide(struct ndc_netdma *netdma, const NET_DMA_PROVIDER_CHARACTERISTICS *provider)
{
    uint32_t version = (uint32_t)provider->MajorVersion << 16 | provider->MinorVersion;
    uint64_t status =
        (uint32_t)(version > netdma->interface_version || NDC_PROVIDER(netdma)->registered
                       ? STATUS_UNSUCCESSFUL
                       : STATUS_SUCCESS);
    uint64_t operand;

    ndc_fault_pass(netdma->faults, NDC_PLACE_NETDMA_REGISTER, NDC_CHANNEL_NONE, &status, &operand);
    return (NTSTATUS)(uint32_t)status;
}

NTSTATUS NTAPI
NetDmaRegisterProvider(PVOID ProviderContext, PVOID *pNetDmaProviderHandle,
                       PNET_DMA_PROVIDER_CHARACTERISTICS ProviderCharacteristics)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    NET_DMA_PROVIDER_CHARACTERISTICS provider;

    ndc_kernel_point(netdma->kernel);
    copy_characteristics(&provider, ProviderCharacteristics);
    tell_register(netdma, &provider);
    NTSTATUS status = decide(netdma, &provider);
    if (NT_SUCCESS(status)) {
        NDC_PROVIDER(netdma)->registered = true;
        NDC_PROVIDER(netdma)->version =
            (uint32_t)provider.MajorVersion << 16 | provider.MinorVersion;
        NDC_PROVIDER(netdma)->routines = provider;
        NDC_PROVIDER(netdma)->context = ProviderContext;
        NDC_PROVIDER(netdma)->registered_context = ProviderContext;
        NDC_PROVIDER(netdma)->handle =
            (PVOID)(NDC_PROVIDER_HANDLE | (ndc_kernel_selected(netdma->kernel) + 1));
        ndc_netdma_set_affinities(netdma); /* may come before the handle does [REG-12] */
        *pNetDmaProviderHandle = NDC_PROVIDER(netdma)->handle;
    }
    ndc_trace_add(netdma->trace, NDC_EVENT_REGISTERED, NDC_CHANNEL_NONE, (uint32_t)status, 0, 0, 0);
    return status;
}

enum ndc_provider_handle
ndc_netdma_handle(const struct ndc_netdma *netdma, PVOID handle)
{
    for (unsigned i = 0; i < NDC_DEVICES_MAX; i++) {
        const struct ndc_netdma_provider *provider = &netdma->providers[i];

        if (provider->registered && handle == provider->handle)
            return provider == NDC_PROVIDER(netdma) ? NDC_PROVIDER_HANDLE_GOOD
                                                    : NDC_PROVIDER_HANDLE_OF_OTHER;
    }
    return NDC_PROVIDER_HANDLE_UNKNOWN;
}

VOID NTAPI
NetDmaDeregisterProvider(PVOID NetDmaProviderHandle)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    enum ndc_provider_handle which = ndc_netdma_handle(netdma, NetDmaProviderHandle);
    bool good = which == NDC_PROVIDER_HANDLE_GOOD;

    ndc_kernel_point(netdma->kernel);
    ndc_trace_add(netdma->trace, NDC_EVENT_DEREGISTER, NDC_CHANNEL_NONE, which,
                  ndc_kernel_irp_minor(netdma->kernel), 0, 0);
    if (!good)
        return;
    ndc_netdma_free_channels(netdma);
    NDC_PROVIDER(netdma)->started = false;
    NDC_PROVIDER(netdma)->registered = false;
}

VOID NTAPI
NetDmaProviderStart(PVOID NetDmaProviderHandle, PNET_DMA_PROVIDER_ATTRIBUTES ProviderAttributes)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    const NET_DMA_PROVIDER_ATTRIBUTES *is = ProviderAttributes;
    enum ndc_provider_handle which = ndc_netdma_handle(netdma, NetDmaProviderHandle);
    bool good = which == NDC_PROVIDER_HANDLE_GOOD;
    bool starting = ndc_kernel_irp_minor(netdma->kernel) == IRP_MN_START_DEVICE;

    ndc_kernel_point(netdma->kernel);
    ndc_trace_add(netdma->trace, NDC_EVENT_START_PROVIDER, NDC_CHANNEL_NONE,
                  is->MajorHwVersion | (uint64_t)is->MinorHwVersion << 8 |
                      (uint64_t)is->Size << 16 | (uint64_t)is->Flags << 32,
                  is->VendorId | (uint64_t)is->DmaChannelCount << 32,
                  is->MaximumTransferSize | (uint64_t)good << 32 | (uint64_t)starting << 33 |
                      (uint64_t)(which == NDC_PROVIDER_HANDLE_OF_OTHER) << 34,
                  (uint64_t)is->MaximumAddressSpace.QuadPart);
    if (good) {
        NDC_PROVIDER(netdma)->attributes = *is;
        NDC_PROVIDER(netdma)->started = true;
        NDC_PROVIDER(netdma)->asleep = false;
    }
    ndc_trace_add(netdma->trace, NDC_EVENT_STARTED_PROVIDER, NDC_CHANNEL_NONE, 0, 0, 0, 0);
}

/* Outstanding work is awaited and every channel freed before it returns [PST-12]. */
VOID NTAPI
NetDmaProviderStop(PVOID NetDmaProviderHandle)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    enum ndc_provider_handle which = ndc_netdma_handle(netdma, NetDmaProviderHandle);
    bool good = which == NDC_PROVIDER_HANDLE_GOOD;

    ndc_kernel_point(netdma->kernel);
    ndc_trace_add(netdma->trace, NDC_EVENT_STOP_PROVIDER, NDC_CHANNEL_NONE, which,
                  ndc_kernel_irp_minor(netdma->kernel), ndc_kernel_locks_held(netdma->kernel), 0);
    if (good && NDC_PROVIDER(netdma)->started) {
        if (netdma->drain != NULL)
            netdma->drain(netdma->drain_context);
        ndc_netdma_free_channels(netdma);
        NDC_PROVIDER(netdma)->started = false;
    }
    ndc_trace_add(netdma->trace, NDC_EVENT_STOPPED_PROVIDER, NDC_CHANNEL_NONE, 0, 0, 0, 0);
}

/* From 1.1 on, and only through NdisGetRoutineAddress [VER-01]. */
unsigned int NTAPI
NetDmaGetVersion(void)
{
    struct ndc_netdma *netdma = ndc_netdma_current;
    bool exists = netdma->interface_version >= NDC_INTERFACE_1_1;

    ndc_kernel_point(netdma->kernel);
    ndc_trace_add(netdma->trace, NDC_EVENT_GET_VERSION, NDC_CHANNEL_NONE, netdma->interface_version,
                  exists, 0, 0);
    return exists ? netdma->interface_version : 0;
}

void
ndc_netdma_offer(struct ndc_netdma *netdma)
{
    union {
        unsigned int(NTAPI *version)(void);
        VOID(NTAPI *notify)(PVOID, PNET_DMA_PNP_NOTIFICATION);
        void *pointer;
    } routine;

    if (netdma->interface_version < NDC_INTERFACE_1_1)
        return;
    routine.version = NetDmaGetVersion;
    ndc_kernel_offer_routine(netdma->kernel, "NetDmaGetVersion", routine.pointer);
    routine.notify = NetDmaPnPEventNotify;
    ndc_kernel_offer_routine(netdma->kernel, "NetDmaPnPEventNotify", routine.pointer);
}
