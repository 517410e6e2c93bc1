/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Spin locks.
 *
 *  - One CPU runs at a time, so a lock is never waited for: acquiring a held one is recursion.
 *  - For each pair of locks the order they were taken in is remembered; both orders are a misuse.
 *  - The word of the lock is 0 when it is free, as in Windows; the truth is in `run.held`.
 */
#include "wdk/internal.h"

/* Index in the list of held locks, or -1. */
static int
held_index(const struct ndc_kernel *kernel, const void *lock)
{
    for (int i = kernel->run.held_count - 1; i >= 0; i--)
        if (kernel->run.held[i].lock == lock)
            return i;
    return -1;
}

bool
ndc_wdk_lock_held(const struct ndc_kernel *kernel, const void *lock)
{
    return held_index(kernel, lock) >= 0;
}

static void
note_order(struct ndc_kernel *kernel, unsigned taken)
{
    for (uint32_t i = 0; i < kernel->run.held_count; i++) {
        int held = ndc_wdk_object_find(kernel, kernel->run.held[i].lock, NDC_WDK_LOCK);
        unsigned before = held < 0 ? UINT32_MAX : kernel->objects[held].number;

        if (before >= NDC_WDK_LOCKS_ORDERED_MAX || taken >= NDC_WDK_LOCKS_ORDERED_MAX)
            continue;
        if (kernel->lock_order[taken] >> before & 1 && !(kernel->lock_order[before] >> taken & 1))
            ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_ORDER, before, taken);
        kernel->lock_order[before] |= (uint64_t)1 << taken;
    }
}

static void
note_level(struct ndc_kernel *kernel, struct ndc_wdk_object *object)
{
    bool before = object->at_device && object->at_dispatch;

    if (kernel->run.irql > DISPATCH_LEVEL)
        object->at_device = true;
    else
        object->at_dispatch = true;
    if (object->at_device && object->at_dispatch && !before)
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_IRQL_MIXED, object->number, 0);
}

void
ndc_wdk_lock_take(struct ndc_kernel *kernel, const void *lock, enum ndc_wdk_hold how,
                  KIRQL old_irql)
{
    int number = ndc_wdk_object(kernel, lock, NDC_WDK_LOCK);

    if (number < 0)
        return;
    if (ndc_wdk_lock_held(kernel, lock)) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_RECURSION, kernel->objects[number].number,
                          kernel->run.service);
        /* A real CPU would spin here for ever. */
        ndc_kernel_limit(kernel, NDC_LIMIT_NESTING, 0, kernel->run.last_offset);
    }
    note_level(kernel, &kernel->objects[number]);
    note_order(kernel, kernel->objects[number].number);
    if (kernel->run.held_count == NDC_WDK_LOCKS_HELD_MAX) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCKS_TOO_MANY, kernel->run.held_count, 0);
        return;
    }
    kernel->run.held[kernel->run.held_count++] =
        (struct ndc_wdk_held){.lock = lock, .how = (uint8_t)how, .old_irql = old_irql};
}

void
ndc_wdk_lock_forget(struct ndc_kernel *kernel, const void *lock)
{
    int index = held_index(kernel, lock);

    if (index < 0)
        return;
    kernel->run.held_count--;
    for (int i = index; i < kernel->run.held_count; i++)
        kernel->run.held[i] = kernel->run.held[i + 1];
}

bool
ndc_wdk_lock_drop(struct ndc_kernel *kernel, const void *lock, enum ndc_wdk_hold how,
                  KIRQL *old_irql)
{
    int index = held_index(kernel, lock);

    if (index < 0) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_NOT_HELD, 0, kernel->run.service);
        return false;
    }
    struct ndc_wdk_held held = kernel->run.held[index];
    ndc_wdk_lock_forget(kernel, lock);
    if (old_irql != NULL)
        *old_irql = held.old_irql;
    if (held.how != how)
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_RELEASE_MIXED, held.how, how);
    return held.how == how;
}

VOID NTAPI
KeInitializeSpinLock(PKSPIN_LOCK SpinLock)
{
    ndc_wdk_object_add(NDC_WDK_ENTER(KeInitializeSpinLock), SpinLock, NDC_WDK_LOCK);
    *SpinLock = 0;
}

KIRQL NTAPI
KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeAcquireSpinLock);
    KIRQL old = kernel->run.irql;

    if (old < DISPATCH_LEVEL)
        ndc_wdk_set_irql(kernel, DISPATCH_LEVEL);
    ndc_wdk_lock_take(kernel, SpinLock, NDC_WDK_HOLD_RAISED, old);
    return old;
}

VOID NTAPI
KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeReleaseSpinLock);
    KIRQL old = NewIrql;

    if (ndc_wdk_lock_drop(kernel, SpinLock, NDC_WDK_HOLD_RAISED, &old) && old != NewIrql)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRQL_RESTORED_WRONG, NewIrql | (uint64_t)old << 8,
                          kernel->run.service);
    if (NewIrql <= HIGH_LEVEL)
        ndc_wdk_set_irql(kernel, NewIrql);
    ndc_wdk_irql_fell(kernel);
}

VOID NTAPI
KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeAcquireSpinLockAtDpcLevel);

    ndc_wdk_lock_take(kernel, SpinLock, NDC_WDK_HOLD_DPC, kernel->run.irql);
}

VOID NTAPI
KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
    ndc_wdk_lock_drop(NDC_WDK_ENTER(KeReleaseSpinLockFromDpcLevel), SpinLock, NDC_WDK_HOLD_DPC,
                      NULL);
}

BOOLEAN NTAPI
KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeAcquireSpinLockAtDpcLevel);

    if (ndc_wdk_lock_held(kernel, SpinLock))
        return FALSE;
    ndc_wdk_lock_take(kernel, SpinLock, NDC_WDK_HOLD_DPC, kernel->run.irql);
    return TRUE;
}

BOOLEAN NTAPI
KeTestSpinLock(PKSPIN_LOCK SpinLock)
{
    return !ndc_wdk_lock_held(NDC_WDK_ENTER(KeAcquireSpinLockAtDpcLevel), SpinLock);
}
