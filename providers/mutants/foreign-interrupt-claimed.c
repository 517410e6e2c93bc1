/* SPDX-License-Identifier: Apache-2.0 */
/*
 * foreign-interrupt-claimed
 * Breaks INT-16: reports an interrupt of the line that another device raised.
 * Plausible because the line is believed to be the engine's own.
 */
#include "mutants.h"

MUTANT("INT-16", "foreign-interrupt-claimed");

WRAP(reference_line_isr);

BOOLEAN NTAPI
__wrap_reference_line_isr(PKINTERRUPT interrupt, PVOID context)
{
    (void)__real_reference_line_isr(interrupt, context);
    return TRUE;
}
