/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a provider lacks that an UNSUPPORTED case needs: an optional routine, or an engine it
 * drives. One small number (`absent` of a result) stands for either.
 */
#ifndef NDC_RUN_ABSENT_H
#define NDC_RUN_ABSENT_H

#include <stddef.h>
#include <stdint.h>

#include "trace/trace.h"

/* Below NDC_ROUTINES: enum ndc_routine. Above: the generation of an engine, 1 or 2. */
#define NDC_ABSENT_ENGINE(generation) ((uint8_t)(NDC_ROUTINES + (generation)))
#define NDC_ABSENT_KINDS (NDC_ROUTINES + 3)

/* "SuspendDma", "engine of generation 1"; and back, NDC_ABSENT_KINDS when it is neither. */
const char *ndc_absent_name(unsigned absent);
unsigned ndc_absent_read(const char *name);

/* "SuspendDma is absent", "no engine of generation 1". */
void ndc_absent_say(unsigned absent, char *text, size_t room);

#endif
