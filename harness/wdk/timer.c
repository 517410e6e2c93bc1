/* SPDX-License-Identifier: Apache-2.0 */
/* Timers. A tick is a microsecond: ten units of a due time. */
#include "wdk/internal.h"

#include <string.h>

#define UNITS_A_TICK 10
#define TICKS_A_MILLISECOND 1000u

static int
index_of(const struct ndc_kernel *kernel, const KTIMER *timer)
{
    for (uint32_t i = 0; i < kernel->run.timer_count; i++)
        if (kernel->timers[i] == timer)
            return (int)i;
    return -1;
}

void
ndc_wdk_timer_drop(struct ndc_kernel *kernel, const KTIMER *timer)
{
    int index = index_of(kernel, timer);
    int number = ndc_wdk_object_find(kernel, timer, NDC_WDK_TIMER);

    if (number >= 0)
        kernel->objects[number].queued = false;
    if (index < 0)
        return;
    kernel->run.timer_count--;
    memmove(&kernel->timers[index], &kernel->timers[index + 1],
            (kernel->run.timer_count - (uint32_t)index) * sizeof kernel->timers[0]);
}

static void
fire(struct ndc_kernel *kernel, KTIMER *timer)
{
    timer->Header.SignalState = 1;
    if (timer->Period > 0)
        timer->DueTime.QuadPart += (uint64_t)timer->Period * TICKS_A_MILLISECOND;
    else
        ndc_wdk_timer_drop(kernel, timer);
    if (timer->Dpc != NULL)
        ndc_wdk_dpc_queue(kernel, timer->Dpc, NULL, NULL);
}

unsigned
ndc_wdk_timers_run(struct ndc_kernel *kernel)
{
    unsigned fired = 0;

    for (uint32_t i = kernel->run.timer_count; i-- > 0;)
        if (i < kernel->run.timer_count &&
            kernel->timers[i]->DueTime.QuadPart <= kernel->trace->tick) {
            fire(kernel, kernel->timers[i]);
            fired++;
        }
    return fired;
}

uint32_t
ndc_kernel_next_due(const struct ndc_kernel *kernel)
{
    uint64_t due = UINT32_MAX;

    for (uint32_t i = 0; i < kernel->run.timer_count; i++)
        if (kernel->timers[i]->DueTime.QuadPart < due)
            due = kernel->timers[i]->DueTime.QuadPart;
    return (uint32_t)due;
}

VOID NTAPI
KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
    ndc_wdk_object_add(NDC_WDK_ENTER(KeInitializeTimer), Timer, NDC_WDK_TIMER);
    memset(Timer, 0, sizeof *Timer);
    Timer->Header.Type = (UCHAR)(8 + Type);
}

VOID NTAPI
KeInitializeTimer(PKTIMER Timer)
{
    KeInitializeTimerEx(Timer, NotificationTimer);
}

static uint64_t
due_tick(const struct ndc_kernel *kernel, LARGE_INTEGER due)
{
    uint64_t now = kernel->trace->tick;

    if (due.QuadPart <= 0)
        return now + (0 - (uint64_t)due.QuadPart + UNITS_A_TICK - 1) / UNITS_A_TICK;
    return (uint64_t)due.QuadPart / UNITS_A_TICK;
}

BOOLEAN NTAPI
KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeSetTimer);
    int number = ndc_wdk_object(kernel, Timer, NDC_WDK_TIMER);

    if (number < 0)
        return FALSE;
    if (Dpc != NULL)
        ndc_wdk_object(kernel, Dpc, NDC_WDK_DPC);
    bool before = kernel->objects[number].queued;
    if (!before) {
        ndc_check(kernel->run.timer_count < NDC_WDK_TIMERS_MAX);
        kernel->timers[kernel->run.timer_count++] = Timer;
    }
    kernel->objects[number].queued = true;
    Timer->Header.SignalState = 0;
    Timer->DueTime.QuadPart = due_tick(kernel, DueTime);
    Timer->Dpc = Dpc;
    Timer->Period = Period > 0 ? (ULONG)Period : 0;
    return before;
}

BOOLEAN NTAPI
KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
    return KeSetTimerEx(Timer, DueTime, 0, Dpc);
}

BOOLEAN NTAPI
KeCancelTimer(PKTIMER Timer)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeCancelTimer);
    int number = ndc_wdk_object(kernel, Timer, NDC_WDK_TIMER);
    bool before = number >= 0 && kernel->objects[number].queued;

    if (before)
        ndc_wdk_timer_drop(kernel, Timer);
    return before;
}

BOOLEAN NTAPI
KeReadStateTimer(PKTIMER Timer)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeCancelTimer);

    return ndc_wdk_object(kernel, Timer, NDC_WDK_TIMER) >= 0 && Timer->Header.SignalState != 0;
}
