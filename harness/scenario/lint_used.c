/* SPDX-License-Identifier: Apache-2.0 */
/* Things that nothing uses. */
#include "scenario/lint.h"

/* What the records use. */
struct used {
    bool channels[NDC_CHANNELS_MAX];
    bool transfers[NDC_SCRIPT_TRANSFERS_MAX];
    bool chains[NDC_SCRIPT_CHAINS_MAX];
    bool vary;
};

static void
use_group(const struct ndc_scenario *scenario, struct used *used, unsigned group)
{
    uint16_t members[NDC_SCRIPT_CHAIN_MAX];
    unsigned count = ndc_group_members(scenario, group, members);
    if (group >= NDC_GROUP_CHAIN)
        used->chains[group - NDC_GROUP_CHAIN] = true;
    for (unsigned member = 0; member < count; member++)
        used->transfers[members[member]] = true;
}

static void
use_entry(const struct ndc_scenario *scenario, struct used *used, enum ndc_slot_id slot,
          uint64_t value)
{
    switch (ndc_slots[slot].kind) {
    case NDC_KIND_CHANNEL:
        used->channels[value - ndc_slots[slot].bias] = true;
        break;
    case NDC_KIND_TRANSFER:
    case NDC_KIND_GROUP:
        use_group(scenario, used, (unsigned)value - ndc_slots[slot].bias);
        break;
    case NDC_KIND_ADDRESS:
    case NDC_KIND_OPERAND:
        if (NDC_ADDRESS_BASE(value) != 0)
            used->transfers[NDC_ADDRESS_BASE(value) - 1] = true;
        break;
    default:
        break;
    }
}

static void
use_slot(const struct ndc_scenario *scenario, struct used *used, const struct ndc_record *record,
         enum ndc_slot_id id)
{
    const struct ndc_slot *slot = &ndc_slots[id];
    for (unsigned entry = 0; entry < slot->entries; entry++) {
        uint64_t value = ndc_operand_entry(record, id, entry);
        if (value != 0 || slot->bias == 0)
            use_entry(scenario, used, id, value);
    }
}

static void
use_record(const struct ndc_scenario *scenario, struct used *used, const struct ndc_record *record)
{
    for (unsigned variation = 0; variation < ndc_scenario_variations(scenario); variation++) {
        struct ndc_record varied = ndc_record_variation(scenario, record, variation);
        const struct ndc_item *item = ndc_form_items(record->form);
        for (; item->kind != NDC_ITEM_END; item++)
            if (item->kind == NDC_ITEM_SLOT)
                use_slot(scenario, used, &varied, item->number);
    }
    used->vary |= record->varied != 0;
}

void
ndc_lint_used(struct ndc_lint *lint)
{
    const struct ndc_scenario *scenario = lint->scenario;
    struct used used = {.vary = scenario->vary_count == 0};
    for (unsigned record = 0; record < scenario->record_count; record++)
        use_record(scenario, &used, &scenario->records[record]);
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++) {
        used.vary |= scenario->transfers[transfer].record.varied != 0;
        if (!used.transfers[transfer])
            ndc_lint_find(lint, NDC_PART_TRANSFER, transfer, "descriptor '%s' is never used",
                          scenario->transfers[transfer].name);
    }
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        if (!used.chains[chain])
            ndc_lint_find(lint, NDC_PART_CHAIN, chain, "chain '%s' is never used",
                          scenario->chains[chain].name);
    for (unsigned channel = 0; channel < scenario->channel_count; channel++) {
        used.vary |= scenario->channels[channel].record.varied != 0;
        if (!used.channels[channel])
            ndc_lint_find(lint, NDC_PART_CHANNEL, channel, "channel '%s' is never used",
                          scenario->channels[channel].name);
    }
    if (!used.vary)
        ndc_lint_find(lint, NDC_PART_VARY, 0, "nothing varies with '%s'", scenario->vary_word);
}
