/* SPDX-License-Identifier: Apache-2.0 */
/* Events, semaphores and fast mutexes. */
#include "wdk/internal.h"

#include <string.h>

VOID NTAPI
KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State)
{
    ndc_wdk_object_add(NDC_WDK_ENTER(KeInitializeEvent), Event, NDC_WDK_EVENT);
    memset(Event, 0, sizeof *Event);
    Event->Header.Type = (UCHAR)Type;
    Event->Header.Size = sizeof *Event / sizeof(LONG);
    Event->Header.SignalState = State != FALSE;
}

LONG NTAPI
KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeSetEvent);

    UNREFERENCED_PARAMETER(Increment);
    UNREFERENCED_PARAMETER(Wait);
    if (ndc_wdk_object(kernel, Event, NDC_WDK_EVENT) < 0)
        return 0;
    return InterlockedExchange(&Event->Header.SignalState, 1);
}

LONG NTAPI
KeResetEvent(PRKEVENT Event)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeClearEvent);

    if (ndc_wdk_object(kernel, Event, NDC_WDK_EVENT) < 0)
        return 0;
    return InterlockedExchange(&Event->Header.SignalState, 0);
}

VOID NTAPI
KeClearEvent(PRKEVENT Event)
{
    KeResetEvent(Event);
}

LONG NTAPI
KeReadStateEvent(PRKEVENT Event)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeSetEvent);

    return ndc_wdk_object(kernel, Event, NDC_WDK_EVENT) < 0 ? 0 : Event->Header.SignalState;
}

VOID NTAPI
KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit)
{
    ndc_wdk_object_add(NDC_WDK_ENTER(KeInitializeEvent), Semaphore, NDC_WDK_SEMAPHORE);
    memset(Semaphore, 0, sizeof *Semaphore);
    Semaphore->Header.Type = 5;
    Semaphore->Header.SignalState = Count;
    Semaphore->Limit = Limit;
}

LONG NTAPI
KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY Increment, LONG Adjustment, BOOLEAN Wait)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeSemaphore);

    UNREFERENCED_PARAMETER(Increment);
    UNREFERENCED_PARAMETER(Wait);
    if (ndc_wdk_object(kernel, Semaphore, NDC_WDK_SEMAPHORE) < 0)
        return 0;
    LONG before = Semaphore->Header.SignalState;
    if (Adjustment <= 0 || Adjustment > Semaphore->Limit - before)
        ndc_wdk_bug_check(kernel, 0xC0000047u, 0); /* STATUS_SEMAPHORE_LIMIT_EXCEEDED is raised */
    Semaphore->Header.SignalState = before + Adjustment;
    return before;
}

VOID NTAPI
ExInitializeFastMutex(PFAST_MUTEX FastMutex)
{
    ndc_wdk_object_add(NDC_WDK_ENTER(KeInitializeEvent), FastMutex, NDC_WDK_MUTEX);
    memset(FastMutex, 0, sizeof *FastMutex);
    FastMutex->Count = 1;
}

VOID NTAPI
ExAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(ExFastMutex);

    if (ndc_wdk_object(kernel, FastMutex, NDC_WDK_MUTEX) < 0)
        return;
    if (FastMutex->Count != 1) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_RECURSION, 0, kernel->run.service);
        ndc_kernel_limit(kernel, NDC_LIMIT_NESTING, 0, kernel->run.last_offset);
    }
    FastMutex->Count = 0;
    FastMutex->OldIrql = kernel->run.irql;
    ndc_wdk_set_irql(kernel, APC_LEVEL);
}

BOOLEAN NTAPI
ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    if (FastMutex->Count != 1)
        return FALSE;
    ExAcquireFastMutex(FastMutex);
    return TRUE;
}

VOID NTAPI
ExReleaseFastMutex(PFAST_MUTEX FastMutex)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(ExFastMutex);

    if (ndc_wdk_object(kernel, FastMutex, NDC_WDK_MUTEX) < 0)
        return;
    if (FastMutex->Count == 1) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_NOT_HELD, 0, kernel->run.service);
        return;
    }
    FastMutex->Count = 1;
    ndc_wdk_set_irql(kernel, (uint8_t)FastMutex->OldIrql);
    ndc_wdk_irql_fell(kernel);
}
