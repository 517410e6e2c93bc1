/* SPDX-License-Identifier: Apache-2.0 */
/* Remove locks. The count begins at 1, for the device itself. */
#include "wdk/internal.h"

#include <string.h>

VOID NTAPI
IoInitializeRemoveLockEx(PIO_REMOVE_LOCK Lock, ULONG AllocateTag, ULONG MaxLockedMinutes,
                         ULONG HighWatermark, ULONG RemlockSize)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoInitializeRemoveLock);

    UNREFERENCED_PARAMETER(AllocateTag);
    UNREFERENCED_PARAMETER(MaxLockedMinutes);
    UNREFERENCED_PARAMETER(HighWatermark);
    UNREFERENCED_PARAMETER(RemlockSize);
    memset(Lock, 0, sizeof *Lock);
    ndc_wdk_object_add(kernel, Lock, NDC_WDK_REMOVE_LOCK);
    ndc_wdk_object_add(kernel, &Lock->Common.RemoveEvent, NDC_WDK_EVENT);
    Lock->Common.IoCount = 1;
}

NTSTATUS NTAPI
IoAcquireRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, PCSTR File, ULONG Line,
                      ULONG RemlockSize)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoAcquireRemoveLock);

    UNREFERENCED_PARAMETER(Tag);
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Line);
    UNREFERENCED_PARAMETER(RemlockSize);
    if (ndc_wdk_object(kernel, RemoveLock, NDC_WDK_REMOVE_LOCK) < 0 || RemoveLock->Common.Removed)
        return STATUS_DELETE_PENDING;
    RemoveLock->Common.IoCount++;
    return STATUS_SUCCESS;
}

static void
release(struct ndc_kernel *kernel, PIO_REMOVE_LOCK lock)
{
    if (lock->Common.IoCount <= 0) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_REMOVE_LOCK, 0, kernel->run.service);
        return;
    }
    lock->Common.IoCount--;
    if (lock->Common.IoCount == 0 && !lock->Common.Removed)
        ndc_kernel_misuse(kernel, NDC_MISUSE_REMOVE_LOCK, 1, kernel->run.service);
    if (lock->Common.IoCount == 0)
        lock->Common.RemoveEvent.Header.SignalState = 1;
}

VOID NTAPI
IoReleaseRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoReleaseRemoveLock);

    UNREFERENCED_PARAMETER(Tag);
    UNREFERENCED_PARAMETER(RemlockSize);
    if (ndc_wdk_object(kernel, RemoveLock, NDC_WDK_REMOVE_LOCK) >= 0)
        release(kernel, RemoveLock);
}

VOID NTAPI
IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoReleaseRemoveLockAndWait);

    UNREFERENCED_PARAMETER(Tag);
    UNREFERENCED_PARAMETER(RemlockSize);
    if (ndc_wdk_object(kernel, RemoveLock, NDC_WDK_REMOVE_LOCK) < 0)
        return;
    if (RemoveLock->Common.Removed)
        ndc_kernel_misuse(kernel, NDC_MISUSE_REMOVE_LOCK, 2, kernel->run.service);
    RemoveLock->Common.Removed = TRUE;
    /* Its own reference, taken for this IRP, and the one of the device. */
    release(kernel, RemoveLock);
    release(kernel, RemoveLock);
    if (RemoveLock->Common.IoCount > 0)
        KeWaitForSingleObject(&RemoveLock->Common.RemoveEvent, Executive, KernelMode, FALSE, NULL);
}
