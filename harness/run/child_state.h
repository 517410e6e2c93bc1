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
    bool tainted; /* the register window was touched: the process ends after this case */
};

/* Sees to the process, loads the provider and makes the world. Does not return when that fails. */
void ndc_child_prepare(struct ndc_child *child);

void ndc_child_set_phase(struct ndc_child *child, enum ndc_desk_phase phase);

/* Ends the process, saying why. */
_Noreturn void ndc_child_leave(struct ndc_child *child, enum ndc_desk_phase phase);

#endif
