/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/registers.h"

#include <stdio.h>
#include <string.h>

#define NDC_ABSENT UINT32_MAX
#define CHANNEL_BLOCK 0x80u

struct device_register {
    const char *name;
    uint32_t offsets[2]; /* generation 1, generation 2 */
    uint32_t bytes;
};

static const struct device_register registers[] = {
#define NDC_REGISTER(name, first, second, bytes) {#name, {first, second}, bytes},
#include "engine/registers.def"
#undef NDC_REGISTER
};
#define REGISTERS (sizeof registers / sizeof registers[0])

unsigned
ndc_registers_generation(const struct ndc_event *events, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (events[i].kind == NDC_EVENT_SCRIPT_BEGIN)
            return (events[i].b & 0xFF) == 1 ? 1 : 2;
    return 2;
}

/* The registers of a channel's block come after CHANCTRL in the list. */
static size_t
first_of_channel(void)
{
    size_t first = 0;

    while (first < REGISTERS && strcmp(registers[first].name, "CHANCTRL") != 0)
        first++;
    return first;
}

static const struct device_register *
find(unsigned generation, uint32_t offset, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t begin = registers[i].offsets[generation - 1];

        if (begin != NDC_ABSENT && offset >= begin && offset < begin + registers[i].bytes)
            return &registers[i];
    }
    return NULL;
}

const char *
ndc_registers_name(unsigned generation, unsigned channel, uint32_t offset)
{
    static char text[40];
    uint32_t block = offset / CHANNEL_BLOCK;
    const struct device_register *found;

    if (block == 0)
        found = find(generation, offset, 0, first_of_channel());
    else
        found = find(generation, offset % CHANNEL_BLOCK, first_of_channel(), REGISTERS);
    if (found == NULL)
        snprintf(text, sizeof text, "register 0x%X", (unsigned)offset);
    else if (block == 0 || block - 1 == channel)
        snprintf(text, sizeof text, "%s", found->name);
    else
        snprintf(text, sizeof text, "c%u.%s", (unsigned)block - 1, found->name);
    return text;
}

unsigned
ndc_registers_channel(uint32_t offset)
{
    uint32_t block = offset / CHANNEL_BLOCK;

    return block == 0 || block > NDC_CHANNELS_MAX ? NDC_CHANNEL_NONE : block - 1;
}
