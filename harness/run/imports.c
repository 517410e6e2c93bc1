/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a provider's object cannot be loaded without: the names in its relocations. On Windows they
 * would stand in the import table of the driver's image.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <string.h>

#include "run/loader.h"

/* The parts of the dynamic section that lead from a relocation to a name. */
struct dynamic {
    const ElfW(Sym) * symbols;
    const char *names;
    const ElfW(Rela) * tables[2];
    size_t bytes[2];
};

/* The dynamic linker may or may not have added where the object lies. */
static const void *
place(const struct link_map *map, ElfW(Addr) address)
{
    union {
        ElfW(Addr) number;
        const void *pointer;
    } at = {.number = address < map->l_addr ? map->l_addr + address : address};

    return at.pointer;
}

static struct dynamic
read_dynamic(const struct link_map *map)
{
    struct dynamic found = {0};

    for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_SYMTAB)
            found.symbols = place(map, entry->d_un.d_ptr);
        else if (entry->d_tag == DT_STRTAB)
            found.names = place(map, entry->d_un.d_ptr);
        else if (entry->d_tag == DT_RELA)
            found.tables[0] = place(map, entry->d_un.d_ptr);
        else if (entry->d_tag == DT_RELASZ)
            found.bytes[0] = entry->d_un.d_val;
        else if (entry->d_tag == DT_JMPREL)
            found.tables[1] = place(map, entry->d_un.d_ptr);
        else if (entry->d_tag == DT_PLTRELSZ)
            found.bytes[1] = entry->d_un.d_val;
    }
    return found;
}

/* Bit of a routine that came after interface 1.0; 0 for all others. */
static uint8_t
newer(const char *name)
{
    return strcmp(name, "NetDmaGetVersion") == 0       ? 1
           : strcmp(name, "NetDmaPnPEventNotify") == 0 ? 2
                                                       : 0;
}

uint8_t
ndc_image_imports(void *handle)
{
    struct link_map *map;
    uint8_t imports = 0;

    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return 0;
    struct dynamic dynamic = read_dynamic(map);
    if (dynamic.symbols == NULL || dynamic.names == NULL)
        return 0;
    for (unsigned table = 0; table < 2; table++)
        for (size_t i = 0; dynamic.tables[table] != NULL &&
                           i < dynamic.bytes[table] / sizeof *dynamic.tables[table];
             i++) {
            const ElfW(Sym) *symbol =
                &dynamic.symbols[ELF64_R_SYM(dynamic.tables[table][i].r_info)];

            if (symbol->st_shndx == SHN_UNDEF)
                imports |= newer(dynamic.names + symbol->st_name);
        }
    return imports;
}
