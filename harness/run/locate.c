/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A child looks for the place in the provider's code behind a verdict: it carries the case out once
 * more with a trace that is full just before the event in question. The case is then left, through
 * ndc_child_locate_here(), while the provider's functions still stand on the stack.
 */
#define _GNU_SOURCE
#include <execinfo.h>

#include "run/child_state.h"
#include "run/culprit.h"

#define FRAMES_MAX 64

void
ndc_child_locate_here(struct ndc_child *child)
{
    void *frames[FRAMES_MAX];
    int count = backtrace(frames, FRAMES_MAX);

    for (int i = 0; i < count; i++) {
        uintptr_t address = (uintptr_t)frames[i] - 1; /* of the call, not behind it */

        if (address < child->image.base || address >= child->image.end)
            continue;
        child->located = address - child->image.base;
        if (child->locating != NDC_CULPRIT_LAST_ACT)
            return;
    }
}

bool
ndc_child_locate(struct ndc_child *child, const struct ndc_case *one,
                 struct ndc_case_result *result)
{
    struct ndc_trace *trace = child->trace;
    const struct ndc_culprit culprit = ndc_culprit_of(trace->events, trace->count, result);
    uint32_t capacity = trace->capacity;

    if (culprit.kind == NDC_CULPRIT_NONE || child->tainted)
        return false;
    child->located = 0;
    child->locating = culprit.kind;
    trace->capacity = culprit.event + NDC_TRACE_RESERVE;
    ndc_child_execute(child, one, NULL);
    trace->capacity = capacity;
    child->locating = NDC_CULPRIT_NONE;
    if (child->located != 0) {
        result->culprit = culprit.kind;
        result->code_offset = child->located;
    }
    return true;
}
