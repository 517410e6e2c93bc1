/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A provider's shared object in this process, and the snapshot that makes it new again.
 *
 *  - Loaded once in a child. What is writable in it (its writable segments without the part that
 *    the dynamic linker made read-only) is copied after loading and copied back before each script.
 *  - Only the object itself is restored, not libraries it brings along.
 */
#ifndef NDC_RUN_LOADER_H
#define NDC_RUN_LOADER_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "wdk/kernel.h"

#define NDC_IMAGE_SPANS_MAX 8

struct ndc_image_span {
    uint8_t *at;
    size_t bytes;
    uint8_t *saved;
};

struct ndc_image {
    void *handle; /* of dlopen */
    ndc_driver_entry *entry;
    uint8_t imports; /* newer routines it does not load without: field imports of ENTRY */
    uintptr_t base;  /* where the object lies; first and one past its last address */
    uintptr_t end;
    struct ndc_image_span spans[NDC_IMAGE_SPANS_MAX];
    unsigned span_count;
};

/* Loads the object and takes the snapshot. One sentence when it cannot be loaded. */
NDC_MUST_CHECK int ndc_image_load(struct ndc_image *image, const char *object,
                                  struct ndc_error *error);

/* Which routines newer than interface 1.0 a loaded object imports: field imports of ENTRY. */
uint8_t ndc_image_imports(void *handle);

/* Copies the snapshot back. */
void ndc_image_restore(void *image);

#endif
