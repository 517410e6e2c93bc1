/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of device registers for people, from a trace alone: the machine is told by SCRIPT_BEGIN.
 */
#ifndef NDC_CLI_REGISTERS_H
#define NDC_CLI_REGISTERS_H

#include "trace/trace.h"

/* Generation of the engine in a trace; 2 when the trace does not say. */
unsigned ndc_registers_generation(const struct ndc_event *events, uint32_t count);

/* "CHANSTS" or "INTRCTRL"; with the channel ("c1.CHANSTS") unless it is `channel`. Never NULL. */
const char *ndc_registers_name(unsigned generation, unsigned channel, uint32_t offset);

/* The channel whose block the register is in, or NDC_CHANNEL_NONE. */
unsigned ndc_registers_channel(uint32_t offset);

#endif
