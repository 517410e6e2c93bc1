/* SPDX-License-Identifier: Apache-2.0 */
/* Faults of a script as plans. */
#include "scenario/exec_parts.h"
#include "scenario/words.h"

#define ERROR_OF_HALT 0x200u /* CHANERR: write data error */
#define FLIPPED_BITS 0xFFu

/* A plan that hits the next passage. */
static struct ndc_fault_plan
plan_next(enum ndc_place place, unsigned channel, enum ndc_operator operator)
{
    return (struct ndc_fault_plan){.place = (uint8_t)place,
                                   .channel = (uint8_t)channel,
                                   .operator=(uint8_t) operator,
                                   .hit = 1 };
}

/* The number an ADDRESS or OPERAND stands for now. */
static uint64_t
operand_value(struct ndc_run *run, uint64_t operand)
{
    unsigned base = NDC_ADDRESS_BASE(operand);
    uint64_t number = NDC_ADDRESS_NUMBER(operand);
    return base == 0 ? number : run->ops->address(run->self, (uint16_t)(base - 1)) + number;
}

static void
fault_irq(struct ndc_run *run, const struct ndc_record *record)
{
    unsigned channel = (unsigned)ndc_operand(record, NDC_SLOT_CHANNEL);
    static const enum ndc_operator operators[] = {[NDC_WIRE_WORD_DROP] = NDC_OPERATOR_DROP,
                                                  [NDC_WIRE_WORD_REPEAT] = NDC_OPERATOR_REPEAT,
                                                  [NDC_WIRE_WORD_SWAP] = NDC_OPERATOR_SWAP};
    struct ndc_fault_plan plan;
    uint64_t word = ndc_operand(record, NDC_SLOT_WIRE);
    switch (word) {
    case NDC_WIRE_WORD_HOLD:
        run->ops->wire(run->self, NDC_WIRE_VERB_HOLD, channel);
        return;
    case NDC_WIRE_WORD_DELIVER:
    case NDC_WIRE_WORD_SPURIOUS:
        run->ops->wire(run->self,
                       word == NDC_WIRE_WORD_DELIVER ? NDC_WIRE_VERB_DELIVER : NDC_WIRE_VERB_INJECT,
                       channel);
        ndc_exec_settle(run);
        return;
    default:
        plan = plan_next(NDC_PLACE_WIRE_RAISE, channel, operators[word]);
        run->ops->fault(run->self, &plan);
        return;
    }
}

static struct ndc_fault_plan
plan_status_word(const struct ndc_record *record, unsigned channel)
{
    static const enum ndc_operator operators[] = {[NDC_MISHAP_TORN] = NDC_OPERATOR_TEAR,
                                                  [NDC_MISHAP_DROP] = NDC_OPERATOR_DROP,
                                                  [NDC_MISHAP_REPEAT] = NDC_OPERATOR_REPEAT};
    return plan_next(NDC_PLACE_ENGINE_STATUS_WRITE, channel,
                     operators[ndc_operand(record, NDC_SLOT_MISHAP)]);
}

/* How many transfers with data come before this one in the first chain that has it. */
static uint16_t
copies_before(const struct ndc_run *run, unsigned transfer)
{
    const struct ndc_scenario *scenario = run->scenario;
    for (unsigned chain = 0; chain < scenario->chain_count; chain++) {
        uint16_t copies = 0;
        for (unsigned place = 0; place < scenario->chains[chain].count; place++) {
            unsigned member = scenario->chains[chain].members[place];
            if (member == transfer)
                return copies;
            copies =
                (uint16_t)(copies + (scenario->transfers[member].record.form == NDC_FORM_COPY));
        }
    }
    return 0;
}

static struct ndc_fault_plan
plan_data(const struct ndc_run *run, const struct ndc_record *record)
{
    struct ndc_fault_plan plan =
        plan_next(NDC_PLACE_ENGINE_DATA, NDC_FAULT_ANY_CHANNEL, NDC_OPERATOR_XOR);
    plan.skip = copies_before(run, (unsigned)ndc_operand(record, NDC_SLOT_TRANSFER));
    plan.operand = FLIPPED_BITS;
    return plan;
}

static struct ndc_fault_plan
plan_long(struct ndc_run *run, const struct ndc_record *record)
{
    static const enum ndc_operator changes[] = {NDC_OPERATOR_EQUAL, NDC_OPERATOR_OR,
                                                NDC_OPERATOR_AND, NDC_OPERATOR_XOR,
                                                NDC_OPERATOR_DELAY};
    static const enum ndc_operator events[] = {NDC_OPERATOR_DROP, NDC_OPERATOR_REPEAT,
                                               NDC_OPERATOR_SWAP, NDC_OPERATOR_TEAR,
                                               NDC_OPERATOR_HOLD};
    uint64_t channel = ndc_operand(record, NDC_SLOT_ANYCHANNEL);
    bool changes_value = record->form == NDC_FORM_FAULT_CHANGE;
    struct ndc_fault_plan plan =
        plan_next((enum ndc_place)ndc_operand(record, NDC_SLOT_PLACE),
                  channel == 0 ? NDC_FAULT_ANY_CHANNEL : (unsigned)channel - 1,
                  changes_value ? changes[ndc_operand(record, NDC_SLOT_CHANGE)]
                                : events[ndc_operand(record, NDC_SLOT_EVENT)]);
    plan.skip = (uint16_t)ndc_operand(record, NDC_SLOT_SKIP);
    if (ndc_operand(record, NDC_SLOT_HIT) != 0)
        plan.hit = (uint16_t)ndc_operand(record, NDC_SLOT_HIT);
    if (changes_value)
        plan.operand = operand_value(run, ndc_operand(record, NDC_SLOT_OPERAND));
    return plan;
}

/* Refusals of the registration: the first of the script meets the first call, and so on. */
void
ndc_exec_early(const struct ndc_run *run, struct ndc_setup *setup)
{
    for (unsigned place = 0; place < run->scenario->record_count; place++) {
        struct ndc_record record =
            ndc_record_variation(run->scenario, &run->scenario->records[place], run->variation);
        if (record.form != NDC_FORM_FAULT_REGISTER || setup->early_count == NDC_EARLY_MAX)
            continue;
        struct ndc_fault_plan plan =
            plan_next(NDC_PLACE_NETDMA_REGISTER, NDC_FAULT_ANY_CHANNEL, NDC_OPERATOR_EQUAL);
        plan.skip = setup->early_count;
        plan.operand = ndc_exec_status(ndc_operand(&record, NDC_SLOT_FAILURE));
        setup->early[setup->early_count++] = plan;
    }
}

void
ndc_exec_fault(struct ndc_run *run, const struct ndc_record *record)
{
    unsigned channel = (unsigned)ndc_operand(record, NDC_SLOT_CHANNEL);
    uint64_t hit = ndc_operand(record, NDC_SLOT_HIT);
    struct ndc_fault_plan plan;
    switch (record->form) {
    case NDC_FORM_FAULT_IRQ:
        fault_irq(run, record);
        return;
    case NDC_FORM_FAULT_REGISTER:
        return; /* ndc_exec_early() has done it */
    case NDC_FORM_FAULT_ADDRESS:
        plan = plan_next(NDC_PLACE_ENGINE_STATUS_ADDRESS, channel, NDC_OPERATOR_EQUAL);
        plan.operand = operand_value(run, ndc_operand(record, NDC_SLOT_ADDRESS));
        break;
    case NDC_FORM_FAULT_CODE:
        plan = plan_next(NDC_PLACE_ENGINE_STATUS_CODE, channel, NDC_OPERATOR_EQUAL);
        plan.operand = ndc_operand(record, NDC_SLOT_CODE);
        break;
    case NDC_FORM_FAULT_DELAY:
        plan = plan_next(NDC_PLACE_ENGINE_STATUS_WRITE, channel, NDC_OPERATOR_DELAY);
        plan.operand = ndc_operand(record, NDC_SLOT_TICKS);
        break;
    case NDC_FORM_FAULT_WORD:
        plan = plan_status_word(record, channel);
        break;
    case NDC_FORM_FAULT_STALL:
        plan = plan_next(NDC_PLACE_ENGINE_STALL, channel, NDC_OPERATOR_DROP);
        plan.hit = hit == 0 ? NDC_FAULT_FOREVER : (uint16_t)hit;
        break;
    case NDC_FORM_FAULT_HALT:
        plan = plan_next(NDC_PLACE_ENGINE_HALT, channel, NDC_OPERATOR_EQUAL);
        plan.operand = ERROR_OF_HALT;
        break;
    case NDC_FORM_FAULT_DATA:
        plan = plan_data(run, record);
        break;
    case NDC_FORM_FAULT_ALLOC:
        plan = plan_next(NDC_PLACE_KERNEL_ALLOCATE, NDC_FAULT_ANY_CHANNEL, NDC_OPERATOR_DROP);
        plan.skip = (uint16_t)(ndc_operand(record, NDC_SLOT_NTH) - 1);
        break;
    case NDC_FORM_FAULT_GONE:
        plan = plan_next(NDC_PLACE_DEVICE_GONE, NDC_FAULT_ANY_CHANNEL, NDC_OPERATOR_EQUAL);
        plan.hit = NDC_FAULT_FOREVER;
        plan.operand = UINT64_MAX;
        break;
    default:
        plan = plan_long(run, record);
        break;
    }
    run->ops->fault(run->self, &plan);
}
