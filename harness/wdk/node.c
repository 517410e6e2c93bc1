/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The devices of the computer. Whoever calls the driver says first for which of them; what is told
 * to the trace meanwhile is that device's.
 */
#include "wdk/internal.h"

#include <string.h>

struct ndc_wdk_node *
ndc_wdk_node_enter(struct ndc_kernel *kernel, struct ndc_wdk_node *node)
{
    struct ndc_wdk_node *before = kernel->node;

    kernel->node = node;
    kernel->trace->device = node->number;
    return before;
}

void
ndc_kernel_second_device(struct ndc_kernel *kernel, const struct ndc_device *device)
{
    ndc_check(device->bar_bytes == kernel->nodes[0].device.bar_bytes);
    kernel->nodes[1].device = *device;
}

void
ndc_kernel_select(struct ndc_kernel *kernel, unsigned device)
{
    ndc_check(device < kernel->config.devices);
    ndc_wdk_node_enter(kernel, &kernel->nodes[device]);
}

unsigned
ndc_kernel_selected(const struct ndc_kernel *kernel)
{
    return kernel->node->number;
}

struct ndc_wdk_node *
ndc_wdk_node_of(struct ndc_kernel *kernel, const DEVICE_OBJECT *pdo)
{
    for (unsigned i = 0; i < kernel->config.devices; i++)
        if (pdo == &kernel->nodes[i].pdo)
            return &kernel->nodes[i];
    return NULL;
}

static void
reset(struct ndc_kernel *kernel, unsigned number)
{
    struct ndc_wdk_node *node = &kernel->nodes[number];
    struct ndc_device device = node->device;
    const struct ndc_kernel_config *config = &kernel->config;

    memset(node, 0, sizeof *node);
    node->device = device;
    node->number = (uint8_t)number;
    node->message_count = config->msix && !config->line_granted ? config->messages : 0;
}

void
ndc_wdk_nodes_reset(struct ndc_kernel *kernel)
{
    for (unsigned i = 0; i < kernel->config.devices; i++)
        reset(kernel, i);
    ndc_wdk_node_enter(kernel, &kernel->nodes[0]);
}

uint64_t
ndc_wdk_bar_address(const struct ndc_kernel *kernel)
{
    return NDC_WDK_BAR_ADDRESS + (uint64_t)kernel->node->number * NDC_WDK_BAR_STEP;
}

ULONG
ndc_wdk_line_vector(const struct ndc_kernel *kernel)
{
    return NDC_WDK_LINE_VECTOR + kernel->node->number;
}

ULONG
ndc_wdk_message_vector(const struct ndc_kernel *kernel)
{
    return NDC_WDK_MESSAGE_VECTOR + kernel->node->number * 2 * NDC_WDK_MESSAGES_MAX;
}
