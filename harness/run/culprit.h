/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where in the provider's code a verdict comes from.
 *
 *  - From a trace: the event to look at. What the provider did is its own act; what a routine
 *    returned is laid to its last act before; what the engine did to the last register write.
 *  - From that event: a case is carried out once more up to it, and the provider's own function on
 *    the stack is the place. So nothing is paid for by cases that pass, and traces stay free of
 *    addresses.
 *  - From the place: file, line and function, when the object carries line numbers.
 */
#ifndef NDC_RUN_CULPRIT_H
#define NDC_RUN_CULPRIT_H

#include "run/run.h"

struct ndc_culprit {
    uint8_t kind;   /* enum ndc_culprit_kind */
    uint32_t event; /* index in the trace */
};

/* The event a result that did not pass is about; NDC_CULPRIT_NONE when no code stands behind it. */
struct ndc_culprit ndc_culprit_of(const struct ndc_event *events, uint32_t count,
                                  const struct ndc_case_result *result);

/* Fills in the code of every result that has a place in the object. Without line numbers, or
 * without addr2line on the system, it stays empty. */
void ndc_culprits_name(struct ndc_case_result *results, uint32_t count, const char *object);

#endif
