/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time. A tick is a microsecond. Asking for the time costs one, too: a driver that spins on the
 * clock must see it move.
 */
#include "wdk/internal.h"

#define UNITS_A_TICK 10u
#define CLOCK_INTERVAL 156250u          /* units of 100 ns, the usual 15.625 ms */
#define BEGIN_OF_TIME 0x1C9000000000000 /* a day in 2008, in units of 100 ns */

VOID NTAPI
KeStallExecutionProcessor(ULONG MicroSeconds)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeStallExecutionProcessor);

    for (ULONG i = 0; i < MicroSeconds; i++) {
        kernel->run.stalls++;
        if (kernel->run.stalls / 16 > kernel->config.accesses_max)
            ndc_kernel_limit(kernel, NDC_LIMIT_ACCESSES, kernel->run.stalls,
                             kernel->run.last_offset);
        ndc_wdk_tick(kernel);
    }
}

static uint64_t
now(void)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeQueryTime);

    ndc_wdk_tick(kernel);
    return kernel->trace->tick;
}

LARGE_INTEGER NTAPI
KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
    LARGE_INTEGER count;

    if (PerformanceFrequency != NULL)
        PerformanceFrequency->QuadPart = 1000000;
    count.QuadPart = (LONGLONG)now();
    return count;
}

ULONGLONG NTAPI
KeQueryInterruptTime(VOID)
{
    return now() * UNITS_A_TICK;
}

VOID NTAPI
KeQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
    CurrentTime->QuadPart = BEGIN_OF_TIME + (LONGLONG)(now() * UNITS_A_TICK);
}

VOID NTAPI
KeQueryTickCount(PLARGE_INTEGER CurrentCount)
{
    CurrentCount->QuadPart = (LONGLONG)(now() * UNITS_A_TICK / CLOCK_INTERVAL);
}

ULONG NTAPI
KeQueryTimeIncrement(VOID)
{
    return CLOCK_INTERVAL;
}
