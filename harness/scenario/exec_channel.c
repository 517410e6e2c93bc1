/* SPDX-License-Identifier: Apache-2.0 */
/* Which channels are allocated for a script, and when. */
#include "scenario/exec_parts.h"

/* The channel a record uses, or -1. */
static int
channel_used(const struct ndc_record *record)
{
    if (ndc_form_slot(record->form, NDC_SLOT_CHANNEL) >= 0)
        return (int)ndc_operand(record, NDC_SLOT_CHANNEL);
    if (ndc_form_slot(record->form, NDC_SLOT_ANYCHANNEL) >= 0)
        return (int)ndc_operand(record, NDC_SLOT_ANYCHANNEL) - 1;
    return -1;
}

uint8_t
ndc_exec_allocated(const struct ndc_run *run)
{
    uint8_t channels = 0;
    for (unsigned place = 0; place < run->scenario->record_count; place++) {
        struct ndc_record record =
            ndc_record_variation(run->scenario, &run->scenario->records[place], run->variation);
        if (record.form == NDC_FORM_CALL &&
            ndc_operand(&record, NDC_SLOT_ROUTINE) == NDC_ROUTINE_ALLOCATE)
            channels |= (uint8_t)(1u << ndc_operand(&record, NDC_SLOT_CHANNEL));
    }
    return channels;
}

void
ndc_exec_allocate(struct ndc_run *run, const struct ndc_record *record)
{
    int channel = channel_used(record);
    if (channel < 0 || (run->allocated >> channel & 1))
        return;
    run->allocated |= (uint8_t)(1u << channel);
    struct ndc_record thing = ndc_record_variation(
        run->scenario, &run->scenario->channels[channel].record, run->variation);
    struct ndc_call call = {.routine = NDC_ROUTINE_ALLOCATE,
                            .channel = (uint8_t)channel,
                            .affinity = (uint32_t)ndc_operand(&thing, NDC_SLOT_MASK),
                            .priority = (uint32_t)ndc_operand(&thing, NDC_SLOT_PRIORITY),
                            .group = (uint8_t)ndc_operand(&thing, NDC_SLOT_CPUGROUP),
                            .count_shown = -1};
    run->ops->call(run->self, &call);
}
