/* SPDX-License-Identifier: Apache-2.0 */
/* Remove locks: count the users of a device, so that removal can wait for them. */
#ifndef NDC_WDK_PART_REMOVE_LOCK_H
#define NDC_WDK_PART_REMOVE_LOCK_H

#include "ke.h"

typedef struct _IO_REMOVE_LOCK_COMMON_BLOCK {
    BOOLEAN Removed;
    BOOLEAN Reserved[3];
    volatile LONG IoCount;
    KEVENT RemoveEvent;
} IO_REMOVE_LOCK_COMMON_BLOCK;

typedef struct _IO_REMOVE_LOCK {
    IO_REMOVE_LOCK_COMMON_BLOCK Common;
} IO_REMOVE_LOCK, *PIO_REMOVE_LOCK;

VOID NTAPI IoInitializeRemoveLockEx(PIO_REMOVE_LOCK Lock, ULONG AllocateTag, ULONG MaxLockedMinutes,
                                    ULONG HighWatermark, ULONG RemlockSize);
/* STATUS_DELETE_PENDING once removal has begun. */
NTSTATUS NTAPI IoAcquireRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, PCSTR File, ULONG Line,
                                     ULONG RemlockSize);
VOID NTAPI IoReleaseRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize);
/* Releases, and waits until every other user has. IRQL == PASSIVE_LEVEL. */
VOID NTAPI IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize);

#define IoInitializeRemoveLock(Lock, Tag, Minutes, Watermark) \
    IoInitializeRemoveLockEx((Lock), (Tag), (Minutes), (Watermark), sizeof(IO_REMOVE_LOCK))
#define IoAcquireRemoveLock(Lock, Tag) \
    IoAcquireRemoveLockEx((Lock), (Tag), "", 1, sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLock(Lock, Tag) IoReleaseRemoveLockEx((Lock), (Tag), sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLockAndWait(Lock, Tag) \
    IoReleaseRemoveLockAndWaitEx((Lock), (Tag), sizeof(IO_REMOVE_LOCK))

#endif
