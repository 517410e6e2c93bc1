/* SPDX-License-Identifier: Apache-2.0 */
/* Names of things, versions and classes: small tables and their inverse. */
#include "run/names.h"

#include <stdio.h>
#include <string.h>

#include "trace/words.h"

static const struct {
    uint32_t version;
    uint8_t bit;
    const char *name;
} versions[NDC_VERSION_COUNT] = {
    {NDC_INTERFACE_1_0, NDC_VERSION_BIT_1_0, "1.0"},
    {NDC_INTERFACE_1_1, NDC_VERSION_BIT_1_1, "1.1"},
    {NDC_INTERFACE_2_0, NDC_VERSION_BIT_2_0, "2.0"},
    {NDC_INTERFACE_2_1, NDC_VERSION_BIT_2_1, "2.1"},
};

static const char *const class_names[] = {"must", "should", "hardening"};
#define CLASSES (sizeof class_names / sizeof class_names[0])

/* A scenario answers "?" for what it does not have. */
static bool
is_name(const char *name)
{
    return name[0] != '\0' && strcmp(name, "?") != 0;
}

void
ndc_name_table_take(struct ndc_name_table *table, const struct ndc_scenario *scenario)
{
    memset(table, 0, sizeof *table);
    if (scenario == NULL)
        return;
    for (unsigned i = 0; i < NDC_SCRIPT_TRANSFERS_MAX; i++) {
        const char *name = ndc_scenario_transfer_name(scenario, i);

        if (!is_name(name))
            continue;
        snprintf(table->transfers[i], sizeof table->transfers[i], "%s", name);
        table->transfer_count = i + 1;
    }
    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++) {
        const char *name = ndc_scenario_channel_name(scenario, i);

        if (!is_name(name))
            continue;
        snprintf(table->channels[i], sizeof table->channels[i], "%s", name);
        table->channel_count = i + 1;
    }
}

static const char *
transfer_name(void *context, unsigned transfer)
{
    static char made[16];
    const struct ndc_name_table *table = context;

    if (transfer < NDC_SCRIPT_TRANSFERS_MAX && table->transfers[transfer][0] != '\0')
        return table->transfers[transfer];
    snprintf(made, sizeof made, "T%u", transfer);
    return made;
}

static const char *
channel_name(void *context, unsigned channel)
{
    static char made[16];
    const struct ndc_name_table *table = context;

    if (channel < NDC_CHANNELS_MAX && table->channels[channel][0] != '\0')
        return table->channels[channel];
    snprintf(made, sizeof made, "c%u", channel);
    return made;
}

struct ndc_lane_names
ndc_name_table_names(const struct ndc_name_table *table)
{
    union {
        const struct ndc_name_table *read;
        void *context;
    } both = {.read = table};

    return (struct ndc_lane_names){
        .transfer = transfer_name,
        .channel = channel_name,
        .context = both.context,
    };
}

const char *
ndc_version_name(uint32_t interface_version)
{
    for (size_t i = 0; i < NDC_VERSION_COUNT; i++)
        if (versions[i].version == interface_version)
            return versions[i].name;
    return "";
}

uint32_t
ndc_version_read(const char *text)
{
    for (size_t i = 0; i < NDC_VERSION_COUNT; i++)
        if (strcmp(versions[i].name, text) == 0)
            return versions[i].version;
    return 0;
}

uint8_t
ndc_version_bit(uint32_t interface_version)
{
    for (size_t i = 0; i < NDC_VERSION_COUNT; i++)
        if (versions[i].version == interface_version)
            return versions[i].bit;
    return 0;
}

uint32_t
ndc_version_at(unsigned number)
{
    return number < NDC_VERSION_COUNT ? versions[number].version : 0;
}

const char *
ndc_class_name(unsigned class)
{
    return class_names[class < CLASSES ? class : 0];
}

int
ndc_class_read(const char *text)
{
    for (size_t i = 0; i < CLASSES; i++)
        if (strcmp(class_names[i], text) == 0)
            return (int)i;
    return -1;
}
