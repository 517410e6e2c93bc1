/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to a scenario, and the removal of a record. */
#include <stdio.h>
#include <string.h>

#include "scenario/grammar.h"
#include "scenario/layout.h"

size_t
ndc_scenario_size(void)
{
    return sizeof(struct ndc_scenario);
}

const struct ndc_script_header *
ndc_scenario_header(const struct ndc_scenario *scenario)
{
    return &scenario->header;
}

void
ndc_scenario_set_id(struct ndc_scenario *scenario, const char *id)
{
    snprintf(scenario->header.id, sizeof scenario->header.id, "%s", id);
}

const char *
ndc_scenario_transfer_name(const struct ndc_scenario *scenario, unsigned transfer)
{
    return transfer < scenario->transfer_count ? scenario->transfers[transfer].name : "?";
}

const char *
ndc_scenario_channel_name(const struct ndc_scenario *scenario, unsigned channel)
{
    return channel < scenario->channel_count ? scenario->channels[channel].name : "?";
}

unsigned
ndc_scenario_records(const struct ndc_scenario *scenario)
{
    return scenario->record_count;
}

unsigned
ndc_scenario_explores(const struct ndc_scenario *scenario)
{
    unsigned explores = 0;
    for (unsigned record = 0; record < scenario->record_count; record++)
        if (scenario->records[record].form == NDC_FORM_EXPLORE)
            explores |= 1u << ndc_operand(&scenario->records[record], NDC_SLOT_EXPLORE);
    return explores;
}

unsigned
ndc_group_members(const struct ndc_scenario *scenario, unsigned group,
                  uint16_t members[NDC_SCRIPT_CHAIN_MAX])
{
    if (group < NDC_GROUP_CHAIN) {
        members[0] = (uint16_t)group;
        return 1;
    }
    const struct ndc_chain *chain = &scenario->chains[group - NDC_GROUP_CHAIN];
    for (unsigned place = 0; place < chain->count; place++)
        members[place] = chain->members[place];
    return chain->count;
}

void
ndc_scenario_remove(struct ndc_scenario *scenario, unsigned record)
{
    unsigned kept = 0;
    if (record >= scenario->record_count)
        return;
    memmove(&scenario->records[record], &scenario->records[record + 1],
            (size_t)(scenario->record_count - record - 1) * sizeof scenario->records[0]);
    scenario->record_count--;
    for (unsigned place = 0; place < scenario->layout_count; place++) {
        struct ndc_layout_line line = scenario->layout[place];
        if (line.part == NDC_PART_RECORD && line.index == record)
            continue;
        if (line.part == NDC_PART_RECORD && line.index > record)
            line.index--;
        scenario->layout[kept++] = line;
    }
    scenario->layout_count = (uint16_t)kept;
    ndc_layout_canonical(scenario);
}
