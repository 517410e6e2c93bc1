/* SPDX-License-Identifier: Apache-2.0 */
/*
 * line-although-messages
 * Breaks AFF-12: connects its line routine, also where the computer grants messages.
 * Plausible because one routine for all computers is less to test.
 */
#include "mutants.h"

MUTANT("AFF-12", "line-although-messages");

WRAP(IoConnectInterruptEx);

NTSTATUS NTAPI
__wrap_IoConnectInterruptEx(PIO_CONNECT_INTERRUPT_PARAMETERS parameters)
{
    IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS wanted = parameters->MessageBased;

    RtlZeroMemory(parameters, sizeof *parameters);
    parameters->Version = CONNECT_LINE_BASED;
    parameters->LineBased.PhysicalDeviceObject = wanted.PhysicalDeviceObject;
    parameters->LineBased.InterruptObject = wanted.ConnectionContext.InterruptObject;
    parameters->LineBased.ServiceRoutine = wanted.FallBackServiceRoutine;
    parameters->LineBased.ServiceContext = wanted.ServiceContext;
    return __real_IoConnectInterruptEx(parameters);
}
