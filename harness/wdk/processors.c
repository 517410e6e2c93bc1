/* SPDX-License-Identifier: Apache-2.0 */
/* Which processors there are: numbered from 0, all active, 64 of them a group. */
#include "wdk/internal.h"

static unsigned
group_count(const struct ndc_kernel *kernel)
{
    return (kernel->config.cpus + NDC_WDK_GROUP_CPUS_MAX - 1) / NDC_WDK_GROUP_CPUS_MAX;
}

static unsigned
count_of(const struct ndc_kernel *kernel, unsigned group)
{
    unsigned first = group * NDC_WDK_GROUP_CPUS_MAX;
    unsigned left = kernel->config.cpus > first ? kernel->config.cpus - first : 0;

    return left < NDC_WDK_GROUP_CPUS_MAX ? left : NDC_WDK_GROUP_CPUS_MAX;
}

uint64_t
ndc_wdk_group_cpus(const struct ndc_kernel *kernel, unsigned group)
{
    unsigned count = count_of(kernel, group);

    return count == NDC_WDK_GROUP_CPUS_MAX ? UINT64_MAX : ((uint64_t)1 << count) - 1;
}

static PROCESSOR_NUMBER
number_of(unsigned cpu)
{
    return (PROCESSOR_NUMBER){.Group = (USHORT)(cpu / NDC_WDK_GROUP_CPUS_MAX),
                              .Number = (UCHAR)(cpu % NDC_WDK_GROUP_CPUS_MAX)};
}

/* Its number inside its group. */
ULONG NTAPI
KeGetCurrentProcessorNumber(VOID)
{
    return number_of(NDC_WDK_ENTER(KeProcessors)->run.cpu).Number;
}

/* Its number over all groups. */
ULONG NTAPI
KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ProcNumber != NULL)
        *ProcNumber = number_of(kernel->run.cpu);
    return kernel->run.cpu;
}

/* Older routines know group 0 only. */
KAFFINITY NTAPI
KeQueryActiveProcessors(VOID)
{
    return ndc_wdk_group_cpus(NDC_WDK_ENTER(KeProcessors), 0);
}

ULONG NTAPI
KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ActiveProcessors != NULL)
        *ActiveProcessors = ndc_wdk_group_cpus(kernel, 0);
    return count_of(kernel, 0);
}

ULONG NTAPI
KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    return GroupNumber == ALL_PROCESSOR_GROUPS ? kernel->config.cpus
                                               : count_of(kernel, GroupNumber);
}

USHORT NTAPI
KeQueryActiveGroupCount(VOID)
{
    return (USHORT)group_count(NDC_WDK_ENTER(KeProcessors));
}

KAFFINITY NTAPI
KeQueryGroupAffinity(USHORT GroupNumber)
{
    return ndc_wdk_group_cpus(NDC_WDK_ENTER(KeProcessors), GroupNumber);
}

NTSTATUS NTAPI
KeGetProcessorNumberFromIndex(ULONG ProcIndex, PPROCESSOR_NUMBER ProcNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ProcIndex >= kernel->config.cpus)
        return STATUS_INVALID_PARAMETER;
    *ProcNumber = number_of(ProcIndex);
    return STATUS_SUCCESS;
}

ULONG NTAPI
KeGetProcessorIndexFromNumber(PPROCESSOR_NUMBER ProcNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ProcNumber->Number >= count_of(kernel, ProcNumber->Group))
        return ~(ULONG)0;
    return ProcNumber->Group * NDC_WDK_GROUP_CPUS_MAX + ProcNumber->Number;
}
