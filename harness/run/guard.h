/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a child does when the provider's code faults.
 *
 *  - A fault inside the window that stands for the device's registers is a misuse the judge can
 *    name: on_window is called and must leave by a jump.
 *  - Anything else is noted in the desk, then the process dies of it: first the handlers that
 *    were there before (a sanitizer's report), then the system's own end.
 *  - Handlers run on a stack of their own, so an endless recursion is seen as well.
 */
#ifndef NDC_RUN_GUARD_H
#define NDC_RUN_GUARD_H

#include <stdint.h>

#include "run/desk.h"
#include "run/loader.h"

struct ndc_guard {
    struct ndc_desk *desk;
    const struct ndc_image *image; /* may be NULL until it is loaded */
    uint8_t *window;               /* not accessible */
    uint32_t window_bytes;
    void (*on_window)(void *context, uint64_t offset);
    void *context;
};

/* Installs the handlers of this process. guard must stay valid. */
void ndc_guard_install(struct ndc_guard *guard);

#endif
