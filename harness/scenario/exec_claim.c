/* SPDX-License-Identifier: Apache-2.0 */
/* Claims as events: one for each descriptor they name, with the number of those that follow. */
#include "scenario/exec_parts.h"

#define NAMED_MAX 255 /* descriptors of one claim; more are left out */

/* The descriptors behind the names of a claim. */
static unsigned
named_transfers(const struct ndc_run *run, const struct ndc_record *record,
                uint16_t named[NAMED_MAX])
{
    unsigned count = 0;
    for (unsigned entry = 0; entry < ndc_slots[NDC_SLOT_NAMES].entries; entry++) {
        uint64_t group = ndc_operand_entry(record, NDC_SLOT_NAMES, entry);
        uint16_t members[NDC_SCRIPT_CHAIN_MAX];
        if (group == 0)
            break;
        unsigned found = ndc_group_members(run->scenario, (unsigned)group - 1, members);
        for (unsigned member = 0; member < found && count < NAMED_MAX; member++)
            named[count++] = members[member];
    }
    return count;
}

/* expect isr, expect dpc, never isr, never dpc */
static void
claim_names(struct ndc_run *run, const struct ndc_record *record)
{
    static const enum ndc_event_kind kinds[NDC_FORMS] = {
        [NDC_FORM_EXPECT_ISR] = NDC_EVENT_EXPECT_ISR,
        [NDC_FORM_EXPECT_DPC] = NDC_EVENT_EXPECT_DPC,
        [NDC_FORM_NEVER_ISR] = NDC_EVENT_NEVER_ISR,
        [NDC_FORM_NEVER_DPC] = NDC_EVENT_NEVER_DPC};
    bool never = record->form == NDC_FORM_NEVER_ISR || record->form == NDC_FORM_NEVER_DPC;
    unsigned channel = (unsigned)ndc_operand(record, NDC_SLOT_CHANNEL);
    uint64_t allowed = ndc_operand_flags(record) & NDC_FLAG_OTHER_THAN;
    uint16_t named[NAMED_MAX];
    unsigned count = named_transfers(run, record, named);
    for (unsigned place = 0; place < count; place++) {
        uint64_t more = count - place - 1;
        ndc_object object = run->ops->object(run->self, named[place]);
        run->ops->note(run->self, kinds[record->form], channel, object, never ? allowed : more,
                       never ? more : 0, 0);
    }
}

/* expect copied, expect untouched, never touch */
static void
claim_group(struct ndc_run *run, const struct ndc_record *record)
{
    static const enum ndc_event_kind kinds[NDC_FORMS] = {
        [NDC_FORM_EXPECT_COPIED] = NDC_EVENT_EXPECT_COPIED,
        [NDC_FORM_EXPECT_UNTOUCHED] = NDC_EVENT_EXPECT_UNTOUCHED,
        [NDC_FORM_NEVER_TOUCH] = NDC_EVENT_NEVER_TOUCH};
    uint16_t members[NDC_SCRIPT_CHAIN_MAX];
    unsigned group = (unsigned)ndc_operand(record, NDC_SLOT_GROUP);
    unsigned count = ndc_group_members(run->scenario, group, members);
    for (unsigned place = 0; place < count; place++) {
        bool never = record->form == NDC_FORM_NEVER_TOUCH;
        if (!never && run->scenario->transfers[members[place]].record.form != NDC_FORM_COPY)
            continue;
        if (!never)
            run->ops->look(run->self, members[place]);
        run->ops->note(run->self, kinds[record->form], NDC_CHANNEL_NONE,
                       run->ops->object(run->self, members[place]), 0, 0, 0);
    }
}

void
ndc_exec_claim(struct ndc_run *run, const struct ndc_record *record)
{
    unsigned channel = (unsigned)ndc_operand(record, NDC_SLOT_CHANNEL);
    uint64_t state = ndc_operand(record, NDC_SLOT_STATE);
    uint64_t at = ndc_operand(record, NDC_SLOT_AT);
    switch (record->form) {
    case NDC_FORM_EXPECT_STATUS:
        run->ops->note(
            run->self, NDC_EVENT_EXPECT_STATUS, channel, state,
            at == 0 ? NDC_OBJECT_NOTHING : run->ops->object(run->self, (uint16_t)(at - 1)), 0, 0);
        break;
    case NDC_FORM_NEVER_STATUS:
        run->ops->note(run->self, NDC_EVENT_NEVER_STATUS, channel, state, 0, 0, 0);
        break;
    case NDC_FORM_EXPECT_COPIED:
    case NDC_FORM_EXPECT_UNTOUCHED:
    case NDC_FORM_NEVER_TOUCH:
        claim_group(run, record);
        break;
    default:
        claim_names(run, record);
        break;
    }
}
