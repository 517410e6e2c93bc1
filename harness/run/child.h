/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A child: one process that runs case after case against one provider.
 *
 *  - It loads the provider, makes a world in the storage the parent lent, and works until no case
 *    is left. Once warm it calls neither the heap nor the operating system for a passing case.
 *  - Leaving a script from any depth (a limit, a bug check, a touched register window) is one jump.
 *  - Its standard output and error go to the parent's pipe, which never blocks and drops what
 *    does not fit.
 */
#ifndef NDC_RUN_CHILD_H
#define NDC_RUN_CHILD_H

#include <stddef.h>

#include "run/desk.h"

struct ndc_child_config {
    struct ndc_desk *desk;
    void *storage; /* shared, of ndc_child_storage_bytes(), fresh */
    const struct ndc_provider *provider;
    const struct ndc_case *cases;
    uint32_t count;
    uint32_t batch; /* cases to take at a time */
    bool twice;
    bool keep_traces;
    int output;  /* write end of the pipe */
    long parent; /* process id, to notice that it is gone */
};

/* Bytes of shared storage a child needs: its world and the events of the trace. */
size_t ndc_child_storage_bytes(void);

/* Where the events lie in the storage. */
struct ndc_event *ndc_child_events(void *storage);

/* The life of a child. */
_Noreturn void ndc_child_run(const struct ndc_child_config *config);

#endif
