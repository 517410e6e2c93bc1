/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the device wants, and what the driver makes of it in IRP_MN_FILTER_RESOURCE_REQUIREMENTS.
 *
 *  - Alternatives, best first: all messages, one message, the line. Each begins with the memory of
 *    the BAR and the bus driver's private note about it.
 *  - assumed: this is how a bus driver orders them; the public text knows the parts only.
 *  - assumed: a computer that has fewer vectors grants the first messages of the best alternative.
 */
#define NT_PROCESSOR_GROUPS
#include "wdk/internal.h"

#include <string.h>

#define LEADING 2u /* memory and its note */
#define LISTS_MAX 3u
#define TAG 0x20706E50u

/* Field changed of WISH. */
#define CHANGED_AFFINITY 1u
#define CHANGED_OTHER 2u
#define CHANGED_SHAPE 4u
#define THE_LIST_ITSELF 0xFFu

static IO_RESOURCE_DESCRIPTOR
wanted_interrupt(bool message)
{
    IO_RESOURCE_DESCRIPTOR wish = {.Type = CmResourceTypeInterrupt,
                                   .ShareDisposition = CmResourceShareShared};

    wish.u.Interrupt.MinimumVector = 1;
    wish.u.Interrupt.MaximumVector = 255;
    wish.u.Interrupt.AffinityPolicy = IrqPolicyMachineDefault;
    wish.u.Interrupt.PriorityPolicy = IrqPriorityUndefined;
    if (!message)
        return wish;
    wish.ShareDisposition = CmResourceShareDeviceExclusive;
    wish.Flags = CM_RESOURCE_INTERRUPT_LATCHED | CM_RESOURCE_INTERRUPT_MESSAGE;
    wish.u.Interrupt.MinimumVector = CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN;
    wish.u.Interrupt.MaximumVector = CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN;
    return wish;
}

static const IO_RESOURCE_LIST *
behind(const IO_RESOURCE_LIST *list)
{
    return (const void *)&list->Descriptors[list->Count];
}

/* One alternative with so many messages, or the line; returns where the next one begins. */
static IO_RESOURCE_LIST *
put_alternative(const struct ndc_kernel *kernel, IO_RESOURCE_LIST *list, uint32_t messages)
{
    uint32_t interrupts = messages == 0 ? 1 : messages;
    IO_RESOURCE_DESCRIPTOR *wishes = list->Descriptors;

    list->Version = 1;
    list->Revision = 1;
    list->Count = LEADING + interrupts;
    wishes[0] = (IO_RESOURCE_DESCRIPTOR){.Type = CmResourceTypeMemory,
                                         .ShareDisposition = CmResourceShareDeviceExclusive};
    wishes[0].u.Memory.Length = kernel->node->device.bar_bytes;
    wishes[0].u.Memory.Alignment = kernel->node->device.bar_bytes;
    wishes[0].u.Memory.MaximumAddress.QuadPart = INT64_MAX;
    wishes[1] = (IO_RESOURCE_DESCRIPTOR){.Type = CmResourceTypeDevicePrivate,
                                         .ShareDisposition = CmResourceShareDeviceExclusive};
    wishes[1].u.DevicePrivate.Data[0] = 1;
    for (uint32_t i = 0; i < interrupts; i++)
        wishes[LEADING + i] = wanted_interrupt(messages > 0);
    return (IO_RESOURCE_LIST *)(uintptr_t)behind(list);
}

PIO_RESOURCE_REQUIREMENTS_LIST
ndc_wdk_requirements_make(struct ndc_kernel *kernel)
{
    IO_RESOURCE_REQUIREMENTS_LIST *wished = &kernel->node->wished.list;
    IO_RESOURCE_LIST *next = wished->List;

    memset(&kernel->node->wished, 0, sizeof kernel->node->wished);
    wished->InterfaceType = PCIBus;
    wished->AlternativeLists = kernel->config.msix ? LISTS_MAX : 1;
    if (kernel->config.msix) {
        next = put_alternative(kernel, next, kernel->config.messages);
        next = put_alternative(kernel, next, 1);
    }
    next = put_alternative(kernel, next, 0);
    wished->ListSize = (ULONG)((uint8_t *)next - (uint8_t *)wished);
    ndc_check(wished->ListSize <= sizeof kernel->node->wished);
    PIO_RESOURCE_REQUIREMENTS_LIST list =
        ndc_wdk_allocate(kernel, NDC_WDK_SYSTEM, wished->ListSize, TAG, NDC_MEMORY_ANYWHERE);
    ndc_check(list != NULL);
    memcpy(list, wished, wished->ListSize);
    return list;
}

/* ---- what the driver answered ---- */

/* An alternative lies inside the allocation as a whole. */
static bool
inside(const IO_RESOURCE_REQUIREMENTS_LIST *all, const IO_RESOURCE_LIST *list, uint32_t bytes)
{
    uint32_t at = (uint32_t)((const uint8_t *)list - (const uint8_t *)all);
    uint32_t head = offsetof(IO_RESOURCE_LIST, Descriptors);

    return at + head <= bytes &&
           list->Count <= (bytes - at - head) / sizeof(IO_RESOURCE_DESCRIPTOR);
}

static bool
is_message(const IO_RESOURCE_DESCRIPTOR *wish)
{
    return wish->Type == CmResourceTypeInterrupt &&
           (wish->Flags & CM_RESOURCE_INTERRUPT_MESSAGE) != 0;
}

static unsigned
changes(const IO_RESOURCE_DESCRIPTOR *was, const IO_RESOURCE_DESCRIPTOR *is)
{
    IO_RESOURCE_DESCRIPTOR as_it_was = *is;

    if (memcmp(was, is, sizeof *is) == 0)
        return 0;
    if (was->Type != CmResourceTypeInterrupt)
        return CHANGED_OTHER;
    as_it_was.Flags = (USHORT)((as_it_was.Flags & ~CM_RESOURCE_INTERRUPT_POLICY_INCLUDED) |
                               (was->Flags & CM_RESOURCE_INTERRUPT_POLICY_INCLUDED));
    as_it_was.u.Interrupt.AffinityPolicy = was->u.Interrupt.AffinityPolicy;
    as_it_was.u.Interrupt.Group = was->u.Interrupt.Group;
    as_it_was.u.Interrupt.PriorityPolicy = was->u.Interrupt.PriorityPolicy;
    as_it_was.u.Interrupt.TargetedProcessors = was->u.Interrupt.TargetedProcessors;
    return memcmp(was, &as_it_was, sizeof *was) == 0 ? CHANGED_AFFINITY
                                                     : CHANGED_AFFINITY | CHANGED_OTHER;
}

static void
tell(struct ndc_kernel *kernel, uint64_t place, uint64_t changed, const IO_RESOURCE_DESCRIPTOR *is)
{
    bool interrupt = is != NULL && is->Type == CmResourceTypeInterrupt;

    ndc_trace_add(kernel->trace, NDC_EVENT_WISH, NDC_CHANNEL_NONE, place, changed,
                  interrupt ? is->u.Interrupt.AffinityPolicy | (uint64_t)is->u.Interrupt.Group << 16
                            : 0,
                  interrupt ? is->u.Interrupt.TargetedProcessors : 0);
}

static void
compare_alternative(struct ndc_kernel *kernel, uint32_t number, const IO_RESOURCE_LIST *was,
                    const IO_RESOURCE_LIST *is)
{
    uint32_t count = was->Count < is->Count ? was->Count : is->Count;
    uint64_t message = 0;

    if (was->Count != is->Count)
        tell(kernel, number | THE_LIST_ITSELF << 8, CHANGED_SHAPE, NULL);
    for (uint32_t i = 0; i < count; i++) {
        const IO_RESOURCE_DESCRIPTOR *before = &was->Descriptors[i];
        unsigned changed = changes(before, &is->Descriptors[i]);
        uint64_t place = number | i << 8 | (uint64_t)before->Type << 16;

        if (is_message(before))
            tell(kernel, place | ++message << 24, changed, &is->Descriptors[i]);
        else if (changed != 0)
            tell(kernel, place, changed, &is->Descriptors[i]);
    }
}

void
ndc_wdk_requirements_compare(struct ndc_kernel *kernel, const IO_RESOURCE_REQUIREMENTS_LIST *list,
                             uint32_t bytes)
{
    const IO_RESOURCE_REQUIREMENTS_LIST *wished = &kernel->node->wished.list;
    const IO_RESOURCE_LIST *was = wished->List;
    const IO_RESOURCE_LIST *is = list->List;
    uint32_t number = 0;

    for (; number < wished->AlternativeLists && number < list->AlternativeLists; number++) {
        if (!inside(list, is, bytes))
            break;
        compare_alternative(kernel, number, was, is);
        was = behind(was);
        is = behind(is);
    }
    if (number != wished->AlternativeLists || number != list->AlternativeLists)
        tell(kernel, number | THE_LIST_ITSELF << 8, CHANGED_SHAPE, NULL);
}

/* ---- what the computer grants ---- */

static uint64_t
affinity_of(const struct ndc_kernel *kernel, const IO_RESOURCE_DESCRIPTOR *wish, uint32_t number)
{
    uint64_t all = ndc_wdk_group_cpus(kernel, wish->u.Interrupt.Group);
    uint64_t wanted = wish->u.Interrupt.TargetedProcessors & all;

    if (wish->u.Interrupt.AffinityPolicy == IrqPolicySpecifiedProcessors && wanted != 0)
        all = wanted;
    else if (wish->u.Interrupt.AffinityPolicy == IrqPolicySpreadMessagesAcrossAllProcessors)
        all = (uint64_t)1 << number % (unsigned)__builtin_popcountll(all);
    if (!kernel->config.other_cpus)
        return all;
    uint64_t next = all << 1 & ndc_wdk_group_cpus(kernel, wish->u.Interrupt.Group);
    return next != 0 ? next & (~next + 1) : 1;
}

static void
grant_messages(struct ndc_kernel *kernel, const IO_RESOURCE_LIST *list)
{
    uint32_t room = kernel->config.vectors != 0 ? kernel->config.vectors : kernel->config.messages;
    uint32_t count = 0;

    if (room > kernel->config.messages)
        room = kernel->config.messages;
    for (uint32_t i = 0; i < list->Count && count < room; i++) {
        const IO_RESOURCE_DESCRIPTOR *wish = &list->Descriptors[i];
        unsigned group = wish->u.Interrupt.Group;

        if (!is_message(wish))
            continue;
        if (ndc_wdk_group_cpus(kernel, group) == 0)
            continue; /* a group that is not there: nothing can be granted for it */
        kernel->node->message_group[count] = (uint8_t)group;
        kernel->node->message_affinity[count] = affinity_of(kernel, wish, count);
        count++;
    }
    kernel->node->message_count = count;
}

void
ndc_wdk_requirements_take(struct ndc_kernel *kernel, const IO_RESOURCE_REQUIREMENTS_LIST *list,
                          uint32_t bytes)
{
    kernel->node->message_count = 0;
    if (kernel->config.msix && !kernel->config.line_granted && list->AlternativeLists > 0 &&
        inside(list, list->List, bytes))
        grant_messages(kernel, list->List);
}
