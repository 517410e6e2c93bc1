/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Step 6: message interrupts on the CPUs that NetDMA wants. It says so at registration; the wish
 * is written into the resources that Plug and Play asks the system for.
 */
#include "template.h"

/* The Interrupt member of IO_RESOURCE_DESCRIPTOR since Vista; some kits declare only two fields. */
struct interrupt_wish {
    ULONG vector_min;
    ULONG vector_max;
    ULONG policy;
    ULONG priority;
    KAFFINITY processors;
};

#define POLICY_SPECIFIED_PROCESSORS 4u

NTSTATUS NTAPI
template_set_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG bytes)
{
    struct device *device = context;
    ULONG index;

    for (index = 0; index < bytes / sizeof *array; index++)
        if (array[index].DmaChannel < TEMPLATE_CHANNELS_MAX)
            device->wishes[array[index].DmaChannel] = array[index].CpuNumber;
    return STATUS_SUCCESS;
}

static void
filter_list(struct device *device, PIO_RESOURCE_LIST list)
{
    ULONG message = 0;
    ULONG index;

    for (index = 0; index < list->Count && message < TEMPLATE_CHANNELS_MAX; index++) {
        PIO_RESOURCE_DESCRIPTOR resource = &list->Descriptors[index];
        struct interrupt_wish *wish = (struct interrupt_wish *)(PVOID)&resource->u;
        ULONG cpu;

        if (resource->Type != CmResourceTypeInterrupt ||
            (resource->Flags & CM_RESOURCE_INTERRUPT_MESSAGE) == 0)
            continue;
        cpu = device->wishes[message++];
        if (cpu >= 32)
            continue;
        resource->Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
        wish->policy = POLICY_SPECIFIED_PROCESSORS;
        wish->processors = (KAFFINITY)1 << cpu;
    }
}

void
template_filter(struct device *device, PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    PIO_RESOURCE_LIST list = &requirements->List[0];
    ULONG index;

    for (index = 0; index < requirements->AlternativeLists; index++) {
        filter_list(device, list);
        list = (PIO_RESOURCE_LIST)(PVOID)&list->Descriptors[list->Count];
    }
}
