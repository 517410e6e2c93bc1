/* SPDX-License-Identifier: Apache-2.0 */
/* What the device is given: its registers, and the line or messages. */
#define NT_PROCESSOR_GROUPS
#include "wdk/internal.h"

static CM_PARTIAL_RESOURCE_DESCRIPTOR
memory(const struct ndc_kernel *kernel)
{
    CM_PARTIAL_RESOURCE_DESCRIPTOR given = {.Type = CmResourceTypeMemory,
                                            .ShareDisposition = CmResourceShareDeviceExclusive,
                                            .Flags = CM_RESOURCE_MEMORY_READ_WRITE};

    given.u.Memory.Start.QuadPart = (LONGLONG)ndc_wdk_bar_address(kernel);
    given.u.Memory.Length = kernel->node->device.bar_bytes;
    return given;
}

static CM_PARTIAL_RESOURCE_DESCRIPTOR
line(const struct ndc_kernel *kernel, bool translated)
{
    CM_PARTIAL_RESOURCE_DESCRIPTOR given = {.Type = CmResourceTypeInterrupt,
                                            .ShareDisposition = CmResourceShareShared,
                                            .Flags = CM_RESOURCE_INTERRUPT_LEVEL_SENSITIVE};

    given.u.Interrupt.Level = translated ? NDC_WDK_DIRQL : 17;
    given.u.Interrupt.Vector = translated ? ndc_wdk_line_vector(kernel) : 17;
    given.u.Interrupt.Affinity = ndc_wdk_group_cpus(kernel, 0);
    return given;
}

static CM_PARTIAL_RESOURCE_DESCRIPTOR
message(const struct ndc_kernel *kernel, uint32_t number, bool translated)
{
    CM_PARTIAL_RESOURCE_DESCRIPTOR given = {.Type = CmResourceTypeInterrupt,
                                            .ShareDisposition = CmResourceShareDeviceExclusive,
                                            .Flags = CM_RESOURCE_INTERRUPT_LATCHED |
                                                     CM_RESOURCE_INTERRUPT_MESSAGE};

    if (translated) {
        given.u.MessageInterrupt.Translated.Level = NDC_WDK_DIRQL;
        given.u.MessageInterrupt.Translated.Vector = ndc_wdk_message_vector(kernel) + number;
        given.u.MessageInterrupt.Translated.Group = kernel->node->message_group[number];
        given.u.MessageInterrupt.Translated.Affinity = kernel->node->message_affinity[number];
    } else {
        given.u.MessageInterrupt.Raw.Group = kernel->node->message_group[number];
        given.u.MessageInterrupt.Raw.MessageCount = 1;
        given.u.MessageInterrupt.Raw.Vector = ndc_wdk_message_vector(kernel) + number;
        given.u.MessageInterrupt.Raw.Affinity = kernel->node->message_affinity[number];
    }
    return given;
}

static void
fill(const struct ndc_kernel *kernel, CM_RESOURCE_LIST *list, bool translated)
{
    CM_PARTIAL_RESOURCE_LIST *part = &list->List[0].PartialResourceList;
    CM_PARTIAL_RESOURCE_DESCRIPTOR *given = part->PartialDescriptors;
    uint32_t messages = kernel->node->message_count;

    list->Count = 1;
    list->List[0].InterfaceType = PCIBus;
    list->List[0].BusNumber = 0;
    part->Version = 1;
    part->Revision = 1;
    part->Count = 1 + (messages > 0 ? messages : 1);
    given[0] = memory(kernel);
    for (uint32_t i = 1; i < part->Count; i++)
        given[i] = messages > 0 ? message(kernel, i - 1, translated) : line(kernel, translated);
}

void
ndc_wdk_resources_assign(struct ndc_kernel *kernel)
{
    for (uint32_t i = 0; i < NDC_WDK_MESSAGES_MAX; i++)
        if (kernel->node->message_affinity[i] == 0)
            kernel->node->message_affinity[i] =
                ndc_wdk_group_cpus(kernel, kernel->node->message_group[i]);
    fill(kernel, &kernel->node->raw.list, false);
    fill(kernel, &kernel->node->translated.list, true);
}
