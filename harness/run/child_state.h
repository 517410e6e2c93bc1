/* SPDX-License-Identifier: Apache-2.0 */
/* A child from inside: child_prepare.c makes its surroundings, child.c does the cases. */
#ifndef NDC_RUN_CHILD_STATE_H
#define NDC_RUN_CHILD_STATE_H

#include <setjmp.h>

#include "run/child.h"
#include "run/guard.h"
#include "run/loader.h"

struct ndc_child {
    const struct ndc_child_config *config;
    struct ndc_desk *desk;
    uint64_t nonce;
    struct ndc_image image;
    struct ndc_guard guard;
    struct ndc_world *world;
    struct ndc_target target;
    struct ndc_trace *trace;
    sigjmp_buf leave;
    uint8_t locating;  /* enum ndc_culprit_kind: the case is carried out again for its place */
    uintptr_t located; /* that place, from the beginning of the image; 0: not found */
    bool tainted;      /* the register window was touched: the process ends after this case */
};

/* Sees to the process, loads the provider and makes the world. Does not return when that fails. */
void ndc_child_prepare(struct ndc_child *child);

/* child.c: carries the case out; result: gets its outcome, or NULL. */
void ndc_child_execute(struct ndc_child *child, const struct ndc_case *one,
                       struct ndc_case_result *result);

/* locate.c: finds the place in the code that a result is about. Whether it ran the case for that:
 * then the trace is no longer whole. */
bool ndc_child_locate(struct ndc_child *child, const struct ndc_case *one,
                      struct ndc_case_result *result);
/*
 * Called when the case is about to be left: notes the innermost function of the provider, or for a
 * routine that returned wrongly the outermost, which is the routine.
 */
void ndc_child_locate_here(struct ndc_child *child);

void ndc_child_set_phase(struct ndc_child *child, enum ndc_desk_phase phase);

/* Ends the process, saying why. */
_Noreturn void ndc_child_leave(struct ndc_child *child, enum ndc_desk_phase phase);

#endif
