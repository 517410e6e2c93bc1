/* SPDX-License-Identifier: Apache-2.0 */
/* One registered provider as NetDMA knows it, and its handles. Private to netdma/. */
#ifndef NDC_NETDMA_PROVIDER_H
#define NDC_NETDMA_PROVIDER_H

#include <ntddk.h>
#include <netdma.h>

#include <stdbool.h>
#include <stdint.h>

/* What one device of the driver registered. Its channels are those that machine.second gives it. */
struct ndc_netdma_provider {
    bool registered;
    bool started;
    bool asleep; /* PowerDown came: nothing is posted until PowerUp [PNP-08] */
    uint32_t version;
    PVOID context;            /* what callbacks are given */
    PVOID registered_context; /* what the provider registered: the same, or we have spoiled it */
    PVOID handle;
    NET_DMA_PROVIDER_CHARACTERISTICS routines; /* a copy; FriendlyName is not kept */
    NET_DMA_PROVIDER_ATTRIBUTES attributes;
};

/* What the handle of a provider is worth to the device whose code runs. */
enum ndc_provider_handle {
    NDC_PROVIDER_HANDLE_UNKNOWN,
    NDC_PROVIDER_HANDLE_GOOD,
    NDC_PROVIDER_HANDLE_OF_OTHER
};

/* Handles are tokens that no address space maps: a provider that dereferences one crashes at once.
 */
#define NDC_PROVIDER_HANDLE ((uintptr_t)0xD0A6000000000000u)
#define NDC_CHANNEL_HANDLE ((uintptr_t)0xD0A5000000000000u)

#endif
