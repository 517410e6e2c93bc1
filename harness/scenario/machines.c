/* SPDX-License-Identifier: Apache-2.0 */
/* Which scripts tell something new on another machine than their natural one. */
#include "scenario/grammar.h"
#include "scenario/words.h"

#define IRQ_FLAG 1u /* of a copy or null: "irq !1" in forms.def */

static enum ndc_heed
heed_of_transfer(const struct ndc_record *transfer)
{
    bool irq = (ndc_operand_flags(transfer) >> IRQ_FLAG & 1) != 0 ||
               (transfer->varied & NDC_VARIED_FLAG) != 0;

    if (transfer->form != NDC_FORM_COPY && transfer->form != NDC_FORM_NULL)
        return NDC_HEEDS_NOTHING;
    return irq ? NDC_HEEDS_ONCE : NDC_HEEDS_NOTHING;
}

/* A fault, a start of the device and a new owner make interrupts; claims may be about them. */
static enum ndc_heed
heed_of_record(const struct ndc_record *record)
{
    switch ((enum ndc_form)record->form) {
    case NDC_FORM_RUN_STEPS:
    case NDC_FORM_RUN_IDLE:
    case NDC_FORM_RUN_DONE:
    case NDC_FORM_CALL:
    case NDC_FORM_UNLINK:
    case NDC_FORM_INSERT:
    case NDC_FORM_STEP_AT:
    case NDC_FORM_EXPLORE:
    case NDC_FORM_EXPECT_STATUS:
    case NDC_FORM_EXPECT_COPIED:
    case NDC_FORM_EXPECT_UNTOUCHED:
    case NDC_FORM_NEVER_TOUCH:
    case NDC_FORM_NEVER_STATUS:
        return NDC_HEEDS_NOTHING;
    case NDC_FORM_FAULT_IRQ:
    case NDC_FORM_INTERRUPT_AT:
    case NDC_FORM_EXPECT_ISR:
    case NDC_FORM_EXPECT_DPC:
    case NDC_FORM_NEVER_ISR:
    case NDC_FORM_NEVER_DPC:
        return NDC_HEEDS_ALL;
    default:
        return NDC_HEEDS_ONCE;
    }
}

static enum ndc_heed
more(enum ndc_heed one, enum ndc_heed other)
{
    return one > other ? one : other;
}

enum ndc_heed
ndc_scenario_heeds_machine(const struct ndc_scenario *scenario)
{
    const struct ndc_script_header *header = &scenario->header;
    enum ndc_heed heed = NDC_HEEDS_NOTHING;

    if ((header->wiring | header->vectors | header->grants) != 0 || header->unasked)
        return NDC_HEEDS_NOTHING;
    for (unsigned i = 0; i < scenario->channel_count; i++)
        if (ndc_operand(&scenario->channels[i].record, NDC_SLOT_MASK) != 0)
            heed = NDC_HEEDS_ALL;
    for (unsigned i = 0; i < scenario->transfer_count; i++)
        heed = more(heed, heed_of_transfer(&scenario->transfers[i].record));
    for (unsigned i = 0; i < scenario->record_count; i++)
        heed = more(heed, heed_of_record(&scenario->records[i]));
    return heed;
}
