/* SPDX-License-Identifier: Apache-2.0 */
/* Atomic operations. Increment, Decrement return the new value, the others the old one. */
#ifndef NDC_WDK_PART_INTERLOCKED_H
#define NDC_WDK_PART_INTERLOCKED_H

#include "../ntdef.h"

#define InterlockedIncrement(Addend) __atomic_add_fetch((Addend), 1, __ATOMIC_SEQ_CST)
#define InterlockedDecrement(Addend) __atomic_sub_fetch((Addend), 1, __ATOMIC_SEQ_CST)
#define InterlockedExchange(Target, Value) __atomic_exchange_n((Target), (Value), __ATOMIC_SEQ_CST)
#define InterlockedExchangeAdd(Addend, Value) \
    __atomic_fetch_add((Addend), (Value), __ATOMIC_SEQ_CST)
#define InterlockedAdd(Addend, Value) __atomic_add_fetch((Addend), (Value), __ATOMIC_SEQ_CST)
#define InterlockedAnd(Target, Set) __atomic_fetch_and((Target), (Set), __ATOMIC_SEQ_CST)
#define InterlockedOr(Target, Set) __atomic_fetch_or((Target), (Set), __ATOMIC_SEQ_CST)
#define InterlockedXor(Target, Set) __atomic_fetch_xor((Target), (Set), __ATOMIC_SEQ_CST)

#define InterlockedIncrement64 InterlockedIncrement
#define InterlockedDecrement64 InterlockedDecrement
#define InterlockedExchange64 InterlockedExchange
#define InterlockedExchangeAdd64 InterlockedExchangeAdd
#define InterlockedAdd64 InterlockedAdd
#define InterlockedAnd64 InterlockedAnd
#define InterlockedOr64 InterlockedOr
#define InterlockedExchangePointer(Target, Value) \
    __atomic_exchange_n((Target), (Value), __ATOMIC_SEQ_CST)

FORCEINLINE LONG
InterlockedCompareExchange(volatile LONG *Destination, LONG ExChange, LONG Comperand)
{
    __atomic_compare_exchange_n(Destination, &Comperand, ExChange, 0, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return Comperand;
}

FORCEINLINE LONG64
InterlockedCompareExchange64(volatile LONG64 *Destination, LONG64 ExChange, LONG64 Comperand)
{
    __atomic_compare_exchange_n(Destination, &Comperand, ExChange, 0, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return Comperand;
}

FORCEINLINE PVOID
InterlockedCompareExchangePointer(PVOID volatile *Destination, PVOID ExChange, PVOID Comperand)
{
    __atomic_compare_exchange_n(Destination, &Comperand, ExChange, 0, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return Comperand;
}

/* Both return the old bit. */
FORCEINLINE UCHAR
InterlockedBitTestAndSet(volatile LONG *Base, LONG Bit)
{
    LONG mask = (LONG)((ULONG)1 << (Bit & 31));

    return (UCHAR)((__atomic_fetch_or(&Base[Bit / 32], mask, __ATOMIC_SEQ_CST) & mask) != 0);
}

FORCEINLINE UCHAR
InterlockedBitTestAndReset(volatile LONG *Base, LONG Bit)
{
    LONG mask = (LONG)((ULONG)1 << (Bit & 31));

    return (UCHAR)((__atomic_fetch_and(&Base[Bit / 32], ~mask, __ATOMIC_SEQ_CST) & mask) != 0);
}

#define KeMemoryBarrier() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define MemoryBarrier() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define KeMemoryBarrierWithoutFence() __atomic_signal_fence(__ATOMIC_SEQ_CST)
#define _ReadWriteBarrier() __atomic_signal_fence(__ATOMIC_SEQ_CST)
#define ReadAcquire(Source) __atomic_load_n((Source), __ATOMIC_ACQUIRE)
#define ReadNoFence(Source) __atomic_load_n((Source), __ATOMIC_RELAXED)
#define WriteRelease(Target, Value) __atomic_store_n((Target), (Value), __ATOMIC_RELEASE)
#define YieldProcessor() __atomic_signal_fence(__ATOMIC_SEQ_CST)

#endif
