/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where message interrupts go. NetDMA wishes at registration, the resources that are asked of the
 * system carry the wish on; what comes of it is seen when interrupts are connected.
 */
#include "reference.h"

/*
 * The Interrupt member of an IO_RESOURCE_DESCRIPTOR as it is since Vista; some kits still declare
 * only its first two members.
 */
struct interrupt_wish {
    ULONG vector_min;
    ULONG vector_max;
    ULONG policy;
    ULONG priority;
    KAFFINITY processors;
};

#define POLICY_SPECIFIED_PROCESSORS 4u

C_ASSERT(sizeof(struct interrupt_wish) <= sizeof(((PIO_RESOURCE_DESCRIPTOR)0)->u));

NTSTATUS NTAPI
reference_set_cpu_affinity(PVOID context, PNET_DMA_CHANNEL_CPU_AFFINITY array, ULONG bytes)
{
    struct reference_device *device = context;
    ULONG count = bytes / sizeof *array; /* */
    ULONG index;

    for (index = 0; index < count; index++)
        if (array[index].DmaChannel < REFERENCE_CHANNELS_MAX)
            device->channel_cpus[array[index].DmaChannel] = array[index].CpuNumber;
    return STATUS_SUCCESS;
}

static BOOLEAN
is_message(const IO_RESOURCE_DESCRIPTOR *resource)
{
    return resource->Type == CmResourceTypeInterrupt &&
           (resource->Flags & CM_RESOURCE_INTERRUPT_MESSAGE) != 0;
}

static void
wish(PIO_RESOURCE_DESCRIPTOR resource, ULONG cpu)
{
    struct interrupt_wish *interrupt = (struct interrupt_wish *)(PVOID)&resource->u;

    if (cpu >= REFERENCE_GROUP_CPUS)
        return;
    resource->Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
    interrupt->policy = POLICY_SPECIFIED_PROCESSORS;
    interrupt->processors = (KAFFINITY)1 << cpu; /* AFF-09 */
}

/* Messages come in the order of their numbers, and channel n uses message n. */
static void
filter_list(struct reference_device *device, PIO_RESOURCE_LIST list)
{
    ULONG message = 0;
    ULONG index;

    for (index = 0; index < list->Count && message < REFERENCE_CHANNELS_MAX; index++)
        if (is_message(&list->Descriptors[index])) /* AFF-10 */
            wish(&list->Descriptors[index], device->channel_cpus[message++]);
}

void
reference_filter_resources(struct reference_device *device,
                           PIO_RESOURCE_REQUIREMENTS_LIST requirements)
{
    PIO_RESOURCE_LIST list = &requirements->List[0];
    ULONG index;

    for (index = 0; index < requirements->AlternativeLists; index++) {
        filter_list(device, list);
        list = (PIO_RESOURCE_LIST)(PVOID)&list->Descriptors[list->Count];
    }
}
