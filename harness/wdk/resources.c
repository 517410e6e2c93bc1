/* SPDX-License-Identifier: Apache-2.0 */
/* What the device wants, what the driver makes of it, and what the device is given. */
#include "wdk/internal.h"

#include <string.h>

static uint32_t
all_cpus(const struct ndc_kernel *kernel)
{
    return (uint32_t)(((uint64_t)1 << kernel->config.cpus) - 1);
}

static IO_RESOURCE_DESCRIPTOR
wanted_interrupt(const struct ndc_kernel *kernel)
{
    IO_RESOURCE_DESCRIPTOR wish = {.Type = CmResourceTypeInterrupt,
                                   .ShareDisposition = CmResourceShareShared};

    if (kernel->config.msix) {
        wish.ShareDisposition = CmResourceShareDeviceExclusive;
        wish.Flags = CM_RESOURCE_INTERRUPT_LATCHED | CM_RESOURCE_INTERRUPT_MESSAGE;
        wish.u.Interrupt.MinimumVector = CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN;
        wish.u.Interrupt.MaximumVector = CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN;
    } else {
        wish.u.Interrupt.MinimumVector = 1;
        wish.u.Interrupt.MaximumVector = 255;
    }
    wish.u.Interrupt.AffinityPolicy = IrqPolicyMachineDefault;
    wish.u.Interrupt.PriorityPolicy = IrqPriorityUndefined;
    return wish;
}

PIO_RESOURCE_REQUIREMENTS_LIST
ndc_wdk_requirements_make(struct ndc_kernel *kernel)
{
    uint32_t interrupts = kernel->config.msix ? kernel->config.messages : 1;
    uint32_t bytes = (uint32_t)(sizeof(IO_RESOURCE_REQUIREMENTS_LIST) +
                                interrupts * sizeof(IO_RESOURCE_DESCRIPTOR));
    PIO_RESOURCE_REQUIREMENTS_LIST list =
        ndc_wdk_allocate(kernel, NDC_WDK_SYSTEM, bytes, 0x20706E50, NDC_MEMORY_ANYWHERE);

    ndc_check(list != NULL);
    memset(list, 0, bytes);
    list->ListSize = bytes;
    list->InterfaceType = PCIBus;
    list->AlternativeLists = 1;
    list->List[0].Version = 1;
    list->List[0].Revision = 1;
    list->List[0].Count = 1 + interrupts;
    IO_RESOURCE_DESCRIPTOR *wishes = list->List[0].Descriptors;
    wishes[0].Type = CmResourceTypeMemory;
    wishes[0].ShareDisposition = CmResourceShareDeviceExclusive;
    wishes[0].u.Memory.Length = kernel->device.bar_bytes;
    wishes[0].u.Memory.Alignment = kernel->device.bar_bytes;
    wishes[0].u.Memory.MaximumAddress.QuadPart = INT64_MAX;
    for (uint32_t i = 1; i <= interrupts; i++)
        wishes[i] = wanted_interrupt(kernel);
    return list;
}

static uint32_t
affinity_of(const struct ndc_kernel *kernel, const IO_RESOURCE_DESCRIPTOR *wish, uint32_t number)
{
    uint32_t named = (uint32_t)wish->u.Interrupt.TargetedProcessors & all_cpus(kernel);

    if (wish->u.Interrupt.AffinityPolicy == IrqPolicySpecifiedProcessors && named != 0)
        return named;
    if (wish->u.Interrupt.AffinityPolicy == IrqPolicySpreadMessagesAcrossAllProcessors)
        return 1u << number % kernel->config.cpus;
    return all_cpus(kernel);
}

void
ndc_wdk_requirements_take(struct ndc_kernel *kernel, const IO_RESOURCE_REQUIREMENTS_LIST *list)
{
    uint32_t bound = NDC_WDK_MESSAGES_MAX + 8, count = 0;
    uint32_t room = kernel->config.msix ? kernel->config.messages : 1;
    const IO_RESOURCE_DESCRIPTOR *wish = list->List[0].Descriptors;

    for (uint32_t i = 0; i < list->List[0].Count && i < bound && count < room; i++, wish++)
        if (wish->Type == CmResourceTypeInterrupt) {
            kernel->run.message_affinity[count] = affinity_of(kernel, wish, count);
            count++;
        }
    if (kernel->config.msix)
        kernel->run.message_count = count;
}

static CM_PARTIAL_RESOURCE_DESCRIPTOR
memory(const struct ndc_kernel *kernel)
{
    CM_PARTIAL_RESOURCE_DESCRIPTOR given = {.Type = CmResourceTypeMemory,
                                            .ShareDisposition = CmResourceShareDeviceExclusive,
                                            .Flags = CM_RESOURCE_MEMORY_READ_WRITE};

    given.u.Memory.Start.QuadPart = NDC_WDK_BAR_ADDRESS;
    given.u.Memory.Length = kernel->device.bar_bytes;
    return given;
}

static CM_PARTIAL_RESOURCE_DESCRIPTOR
line(const struct ndc_kernel *kernel, bool translated)
{
    CM_PARTIAL_RESOURCE_DESCRIPTOR given = {.Type = CmResourceTypeInterrupt,
                                            .ShareDisposition = CmResourceShareShared,
                                            .Flags = CM_RESOURCE_INTERRUPT_LEVEL_SENSITIVE};

    given.u.Interrupt.Level = translated ? NDC_WDK_DIRQL : 17;
    given.u.Interrupt.Vector = translated ? NDC_WDK_LINE_VECTOR : 17;
    given.u.Interrupt.Affinity = kernel->run.message_affinity[0];
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
        given.u.MessageInterrupt.Translated.Vector = NDC_WDK_MESSAGE_VECTOR + number;
        given.u.MessageInterrupt.Translated.Affinity = kernel->run.message_affinity[number];
    } else {
        given.u.MessageInterrupt.Raw.MessageCount = 1;
        given.u.MessageInterrupt.Raw.Vector = NDC_WDK_MESSAGE_VECTOR + number;
        given.u.MessageInterrupt.Raw.Affinity = kernel->run.message_affinity[number];
    }
    return given;
}

static void
fill(const struct ndc_kernel *kernel, CM_RESOURCE_LIST *list, bool translated)
{
    CM_PARTIAL_RESOURCE_LIST *part = &list->List[0].PartialResourceList;
    CM_PARTIAL_RESOURCE_DESCRIPTOR *given = part->PartialDescriptors;

    list->Count = 1;
    list->List[0].InterfaceType = PCIBus;
    list->List[0].BusNumber = 0;
    part->Version = 1;
    part->Revision = 1;
    part->Count = 1 + (kernel->config.msix ? kernel->run.message_count : 1);
    given[0] = memory(kernel);
    for (uint32_t i = 1; i < part->Count; i++)
        given[i] =
            kernel->config.msix ? message(kernel, i - 1, translated) : line(kernel, translated);
}

void
ndc_wdk_resources_assign(struct ndc_kernel *kernel)
{
    for (uint32_t i = 0; i < NDC_WDK_MESSAGES_MAX; i++)
        if (kernel->run.message_affinity[i] == 0)
            kernel->run.message_affinity[i] = all_cpus(kernel);
    fill(kernel, &kernel->raw.list, false);
    fill(kernel, &kernel->translated.list, true);
}
