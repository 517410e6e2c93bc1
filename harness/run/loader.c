/* SPDX-License-Identifier: Apache-2.0 */
/* Loading a provider: dlopen, then the program headers say what is writable. */
#define _GNU_SOURCE
#include "run/loader.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/check.h"

/* Red zones between the provider's variables are restored with them: not to be checked here. */
#if defined(__clang__) || defined(__GNUC__)
#define UNCHECKED __attribute__((no_sanitize("address", "undefined")))
#endif

#define UNDEFINED_SYMBOL "undefined symbol: "

static UNCHECKED void
copy(uint8_t *to, const uint8_t *from, size_t bytes)
{
    typedef uint64_t __attribute__((may_alias, aligned(1))) word;
    size_t i = 0;

    for (; i + sizeof(word) <= bytes; i += sizeof(word))
        *(word *)(to + i) = *(const word *)(from + i);
    for (; i < bytes; i++)
        to[i] = from[i];
}

static void
add_span(struct ndc_image *image, uintptr_t from, uintptr_t to)
{
    struct ndc_image_span *span = &image->spans[image->span_count];

    if (from >= to)
        return;
    ndc_check(image->span_count < NDC_IMAGE_SPANS_MAX);
    span->at = (uint8_t *)from;
    span->bytes = to - from;
    image->span_count++;
}

/* The part of a writable segment that is left once the linker's read-only part is taken away. */
static void
add_segment(struct ndc_image *image, uintptr_t from, uintptr_t to, uintptr_t fixed_from,
            uintptr_t fixed_to)
{
    if (fixed_to <= from || fixed_from >= to) {
        add_span(image, from, to);
        return;
    }
    add_span(image, from, fixed_from);
    add_span(image, fixed_to, to);
}

/* Makes the list of writable spans from the program headers of the object. */
static void
list_spans(struct ndc_image *image, const struct dl_phdr_info *info)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t fixed_from = 0;
    uintptr_t fixed_to = 0;

    image->base = info->dlpi_addr;
    image->end = info->dlpi_addr;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        uintptr_t from = info->dlpi_addr + header->p_vaddr;

        if (header->p_type == PT_LOAD && from + header->p_memsz > image->end)
            image->end = from + header->p_memsz;
        if (header->p_type == PT_GNU_RELRO) {
            fixed_from = from & ~(page - 1);
            fixed_to = (from + header->p_memsz) & ~(page - 1);
        }
    }
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        uintptr_t from = info->dlpi_addr + header->p_vaddr;

        if (header->p_type == PT_LOAD && (header->p_flags & PF_W) != 0)
            add_segment(image, from, from + header->p_memsz, fixed_from, fixed_to);
    }
}

static int
visit(struct dl_phdr_info *info, size_t size, void *context)
{
    struct ndc_image *image = context;
    struct link_map *map;

    (void)size;
    if (dlinfo(image->handle, RTLD_DI_LINKMAP, &map) != 0 || info->dlpi_addr != map->l_addr ||
        info->dlpi_name == NULL || strcmp(info->dlpi_name, map->l_name) != 0)
        return 0;
    list_spans(image, info);
    return 1;
}

static void
take_snapshot(struct ndc_image *image)
{
    dl_iterate_phdr(visit, image);
    for (unsigned i = 0; i < image->span_count; i++) {
        struct ndc_image_span *span = &image->spans[i];

        span->saved = malloc(span->bytes);
        ndc_check(span->saved != NULL);
        copy(span->saved, span->at, span->bytes);
    }
}

/* The dynamic linker's words, put as a sentence about the provider. */
static int
say_why_not(const char *object, const char *words, struct ndc_error *error)
{
    const char *name = strrchr(object, '/');
    const char *missing = words != NULL ? strstr(words, UNDEFINED_SYMBOL) : NULL;

    name = name != NULL ? name + 1 : object;
    if (missing != NULL)
        return ndc_error_set(error,
                             "the provider's object %s cannot be loaded because it needs %s, "
                             "which the kernel services of the suite do not have",
                             name, missing + strlen(UNDEFINED_SYMBOL));
    return ndc_error_set(error, "the provider's object %s cannot be loaded because %s", name,
                         words != NULL ? words : "the dynamic linker refused it");
}

int
ndc_image_load(struct ndc_image *image, const char *object, struct ndc_error *error)
{
    union {
        void *address;
        ndc_driver_entry *entry;
    } symbol;

    memset(image, 0, sizeof *image);
    image->handle = dlopen(object, RTLD_NOW | RTLD_LOCAL);
    if (image->handle == NULL)
        return say_why_not(object, dlerror(), error);
    symbol.address = dlsym(image->handle, "DriverEntry");
    if (symbol.address == NULL) {
        const char *name = strrchr(object, '/');

        return ndc_error_set(error, "the provider's object %s has no DriverEntry",
                             name != NULL ? name + 1 : object);
    }
    image->entry = symbol.entry;
    image->imports = ndc_image_imports(image->handle);
    take_snapshot(image);
    return 0;
}

void
ndc_image_restore(void *context)
{
    struct ndc_image *image = context;

    for (unsigned i = 0; i < image->span_count; i++)
        copy(image->spans[i].at, image->spans[i].saved, image->spans[i].bytes);
}
