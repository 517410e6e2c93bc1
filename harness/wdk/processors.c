/* SPDX-License-Identifier: Apache-2.0 */
/* Which processors there are: one group, numbered from 0, all active. */
#include "wdk/internal.h"

static KAFFINITY
all_cpus(const struct ndc_kernel *kernel)
{
    return ((KAFFINITY)1 << kernel->config.cpus) - 1;
}

ULONG NTAPI
KeGetCurrentProcessorNumber(VOID)
{
    return NDC_WDK_ENTER(KeProcessors)->run.cpu;
}

ULONG NTAPI
KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ProcNumber != NULL)
        *ProcNumber = (PROCESSOR_NUMBER){.Number = kernel->run.cpu};
    return kernel->run.cpu;
}

KAFFINITY NTAPI
KeQueryActiveProcessors(VOID)
{
    return all_cpus(NDC_WDK_ENTER(KeProcessors));
}

ULONG NTAPI
KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ActiveProcessors != NULL)
        *ActiveProcessors = all_cpus(kernel);
    return kernel->config.cpus;
}

ULONG NTAPI
KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    return GroupNumber == 0 || GroupNumber == ALL_PROCESSOR_GROUPS ? kernel->config.cpus : 0;
}

NTSTATUS NTAPI
KeGetProcessorNumberFromIndex(ULONG ProcIndex, PPROCESSOR_NUMBER ProcNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ProcIndex >= kernel->config.cpus)
        return STATUS_INVALID_PARAMETER;
    *ProcNumber = (PROCESSOR_NUMBER){.Number = (UCHAR)ProcIndex};
    return STATUS_SUCCESS;
}

ULONG NTAPI
KeGetProcessorIndexFromNumber(PPROCESSOR_NUMBER ProcNumber)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeProcessors);

    if (ProcNumber->Group != 0 || ProcNumber->Number >= kernel->config.cpus)
        return ~(ULONG)0;
    return ProcNumber->Number;
}
