/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Windows: physical addresses outside the arena that lead to a part of it, to one region and the
 * guards around it. For buffers whose addresses matter; see ndc_memory_allot_at() in memory.h.
 */
#ifndef NDC_MEMORY_WINDOW_H
#define NDC_MEMORY_WINDOW_H

#include <stdint.h>

#define NDC_MEMORY_WINDOWS_MAX 16u

struct ndc_window {
    uint64_t address;
    uint32_t offset; /* in the arena */
    uint32_t bytes;
};

#endif
