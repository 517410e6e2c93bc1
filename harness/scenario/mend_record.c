/* SPDX-License-Identifier: Apache-2.0 */
/* Operands into what exists; see binary.h. */
#include <string.h>

#include "scenario/binary.h"
#include "scenario/grammar.h"

/* One slot of a record, from an old to a new one. */
static void
mend_slot(const struct ndc_scenario *scenario, const struct ndc_record *old,
          struct ndc_record *mended, const struct ndc_item *item, bool optional)
{
    const struct ndc_slot *slot = &ndc_slots[item->number];
    const char *bad;
    uint64_t value;
    if (slot->kind == NDC_KIND_NAME)
        return;
    for (unsigned entry = 0; entry < slot->entries; entry++) {
        value = ndc_operand_entry(old, item->number, entry);
        if (entry > 0 && value == 0)
            break;
        value = ndc_slot_clamp(scenario, item->number, value, optional && entry == 0);
        ndc_operand_set(mended, item->number, entry, value);
        if (value == 0 && slot->entries > 1)
            break;
    }
    if ((old->varied >> item->position & 1) == 0 || !ndc_vary_reads(scenario, item->number, &bad))
        return;
    const char *word = scenario->vary_values[0];
    ndc_slot_read(scenario, item->number, word, strlen(word), &value);
    ndc_operand_set(mended, item->number, 0, value);
    mended->varied |= (uint8_t)(1u << item->position);
}

/* The record again from its pattern alone: what no slot or flag holds becomes zero. */
static struct ndc_record
rebuilt(const struct ndc_scenario *scenario, const struct ndc_record *old)
{
    struct ndc_record mended = {.form = old->form};
    unsigned flags = 0;
    bool optional = false;
    const char *bad;
    for (const struct ndc_item *item = ndc_form_items(old->form); item->kind != NDC_ITEM_END;
         item++) {
        if (item->kind == NDC_ITEM_OPEN || item->kind == NDC_ITEM_CLOSE)
            optional = item->kind == NDC_ITEM_OPEN;
        if (item->kind == NDC_ITEM_SLOT)
            mend_slot(scenario, old, &mended, item, optional);
        if (item->kind == NDC_ITEM_FLAG)
            flags |= 1u << item->number;
    }
    if (flags != 0)
        ndc_operand_set_flags(&mended, ndc_operand_flags(old) & flags);
    if ((old->varied & NDC_VARIED_FLAG) && ndc_vary_flags(scenario, old->form, &bad))
        mended.varied |= NDC_VARIED_FLAG;
    return mended;
}

static void
clear_slot(struct ndc_record *record, enum ndc_slot_id slot)
{
    ndc_operand_set(record, slot, 0, 0);
    record->varied &= (uint8_t) ~(1u << ndc_form_slot(record->form, slot));
}

static bool
complains(const struct ndc_scenario *scenario, const struct ndc_record *record)
{
    for (unsigned variation = 0; variation < ndc_scenario_variations(scenario); variation++) {
        struct ndc_record varied = ndc_record_variation(scenario, record, variation);
        if (ndc_record_complaint(&varied) != NULL)
            return true;
    }
    return false;
}

/* The one condition no pattern can say: which routines take a batch. */
static void
mend_call(const struct ndc_scenario *scenario, struct ndc_record *record)
{
    if (!complains(scenario, record))
        return;
    record->varied = 0;
    uint64_t routine = ndc_operand(record, NDC_SLOT_ROUTINE);
    if (routine == NDC_ROUTINE_START || routine == NDC_ROUTINE_APPEND) {
        uint64_t batch = ndc_operand(record, NDC_SLOT_BATCH);
        ndc_operand_set(record, NDC_SLOT_BATCH, 0,
                        ndc_slot_clamp(scenario, NDC_SLOT_BATCH, batch, false));
        return;
    }
    clear_slot(record, NDC_SLOT_BATCH);
    clear_slot(record, NDC_SLOT_COUNT);
}

void
ndc_mend_records(struct ndc_scenario *scenario)
{
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        scenario->channels[channel].record = rebuilt(scenario, &scenario->channels[channel].record);
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++)
        scenario->transfers[transfer].record =
            rebuilt(scenario, &scenario->transfers[transfer].record);
    for (unsigned record = 0; record < scenario->record_count; record++) {
        scenario->records[record] = rebuilt(scenario, &scenario->records[record]);
        if (scenario->records[record].form == NDC_FORM_CALL)
            mend_call(scenario, &scenario->records[record]);
    }
}
