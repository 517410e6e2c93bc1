/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario/exec.h"

#include "scenario/exec_parts.h"
#include "scenario/words.h"

void
ndc_exec_settle(struct ndc_run *run)
{
    const struct ndc_until_what now = {.until = NDC_UNTIL_STEPS, .steps = 0};
    run->ops->run(run->self, &now);
}

uint32_t
ndc_exec_status(uint64_t word)
{
    static const uint32_t values[] = {[NDC_STATUS_SUCCESS] = 0,
                                      [NDC_STATUS_UNSUCCESSFUL] = 0xC0000001,
                                      [NDC_STATUS_RESOURCES] = 0xC000009A};
    return values[word];
}

/* What the call returned against what the script allows; ANY allows everything. */
static void
note_return(struct ndc_run *run, const struct ndc_record *record, uint32_t seen)
{
    uint64_t first = ndc_operand_entry(record, NDC_SLOT_STATUSES, 0);
    uint64_t second = ndc_operand_entry(record, NDC_SLOT_STATUSES, 1);
    if (first == 0 || first == NDC_STATUS_ANY + 1 || second == NDC_STATUS_ANY + 1)
        return;
    uint32_t wanted = ndc_exec_status(first - 1);
    run->ops->note(run->self, NDC_EVENT_EXPECT_RETURN,
                   (unsigned)ndc_operand(record, NDC_SLOT_CHANNEL),
                   ndc_operand(record, NDC_SLOT_ROUTINE), seen, wanted,
                   second == 0 ? wanted : ndc_exec_status(second - 1));
}

static void
run_until_idle(struct ndc_run *run)
{
    const struct ndc_until_what idle = {.until = NDC_UNTIL_IDLE};
    run->ops->run(run->self, &idle);
}

static void
exec_call(struct ndc_run *run, const struct ndc_record *record)
{
    uint16_t transfers[NDC_SCRIPT_CHAIN_MAX];
    uint64_t batch = ndc_operand(record, NDC_SLOT_BATCH);
    uint64_t times = ndc_operand(record, NDC_SLOT_TIMES);
    struct ndc_call call = {
        .routine = (uint8_t)ndc_operand(record, NDC_SLOT_ROUTINE),
        .channel = (uint8_t)ndc_operand(record, NDC_SLOT_CHANNEL),
        .at_dispatch = (ndc_operand_flags(record) & NDC_FLAG_DISPATCH) != 0,
        .transfers = transfers,
        .count_shown = (int32_t)ndc_operand(record, NDC_SLOT_COUNT) - 1,
    };
    const struct ndc_record *channel = &run->scenario->channels[call.channel].record;
    call.affinity = (uint32_t)ndc_operand(channel, NDC_SLOT_MASK);
    call.priority = (uint32_t)ndc_operand(channel, NDC_SLOT_PRIORITY);
    call.group = (uint8_t)ndc_operand(channel, NDC_SLOT_CPUGROUP);
    if (batch != 0) {
        call.count = (uint16_t)ndc_group_members(run->scenario, (unsigned)batch - 1, transfers);
        call.chain = (uint16_t)(batch - 1);
    }
    if (!run->ops->offers(run->self, (enum ndc_routine)call.routine))
        return;
    note_return(run, record, run->ops->call(run->self, &call));
    for (uint64_t turn = 0; turn < times; turn++) {
        run_until_idle(run);
        if (turn + 1 < times)
            note_return(run, record, run->ops->call(run->self, &call));
    }
}

static void
exec_run(struct ndc_run *run, const struct ndc_record *record)
{
    struct ndc_until_what what = {.until = NDC_UNTIL_STEPS,
                                  .steps = (uint32_t)ndc_operand(record, NDC_SLOT_STEPS)};
    if (record->form == NDC_FORM_RUN_DONE)
        what = (struct ndc_until_what){
            .until = NDC_UNTIL_DONE, .transfer = (uint16_t)ndc_operand(record, NDC_SLOT_TRANSFER)};
    run->ops->run(run->self, &what);
}

static void
exec_point(struct ndc_run *run, const struct ndc_record *record)
{
    bool interrupt = record->form == NDC_FORM_INTERRUPT_AT;
    run->ops->point(run->self, interrupt ? NDC_POINT_INTERRUPT : NDC_POINT_STEP,
                    interrupt ? (unsigned)ndc_operand(record, NDC_SLOT_CHANNEL) : 0,
                    (uint32_t)ndc_operand(record, NDC_SLOT_POINT));
}

/* The device of an act, from 0. */
static unsigned
device_of(const struct ndc_run *run, const struct ndc_record *record)
{
    return run->scenario->header.devices > 1 && ndc_operand(record, NDC_SLOT_DEVICE) > 1;
}

static void
exec_record(struct ndc_run *run, const struct ndc_record *record)
{
    switch (record->form) {
    case NDC_FORM_RUN_STEPS:
    case NDC_FORM_RUN_DONE:
        exec_run(run, record);
        break;
    case NDC_FORM_RUN_IDLE:
        run_until_idle(run);
        break;
    case NDC_FORM_CALL:
        exec_call(run, record);
        break;
    case NDC_FORM_UNLINK:
        run->ops->unlink(run->self, (uint16_t)ndc_operand(record, NDC_SLOT_TRANSFER));
        break;
    case NDC_FORM_INSERT:
        run->ops->insert(run->self, (uint16_t)ndc_operand(record, NDC_SLOT_TRANSFER),
                         (uint16_t)ndc_operand(record, NDC_SLOT_AFTER));
        break;
    case NDC_FORM_PNP:
        run->ops->pnp(run->self, (enum ndc_pnp)ndc_operand(record, NDC_SLOT_PNP),
                      device_of(run, record));
        break;
    case NDC_FORM_POWER:
        run->ops->power(run->self, (enum ndc_power)ndc_operand(record, NDC_SLOT_POWER),
                        device_of(run, record));
        break;
    case NDC_FORM_INTERRUPT_AT:
    case NDC_FORM_STEP_AT:
        exec_point(run, record);
        break;
    case NDC_FORM_EXPLORE:
        break;
    default:
        if (ndc_form_class(record->form) == NDC_FORM_CLASS_CLAIM)
            ndc_exec_claim(run, record);
        else
            ndc_exec_fault(run, record);
        break;
    }
}

/* The first needed routine that is absent, or NDC_ROUTINES. */
static enum ndc_routine
first_absent(const struct ndc_run *run)
{
    for (unsigned routine = 0; routine < NDC_ROUTINES; routine++)
        if ((run->scenario->header.needs >> routine & 1) &&
            !run->ops->offers(run->self, (enum ndc_routine)routine))
            return (enum ndc_routine)routine;
    return NDC_ROUTINES;
}

static void
define_transfers(const struct ndc_run *run)
{
    const struct ndc_scenario *scenario = run->scenario;
    for (unsigned place = 0; place < scenario->transfer_count; place++) {
        struct ndc_record record =
            ndc_record_variation(scenario, &scenario->transfers[place].record, run->variation);
        struct ndc_transfer transfer = ndc_exec_transfer(&record);
        run->ops->define(run->self, (uint16_t)place, &transfer);
    }
}

static void
exec_records(struct ndc_run *run)
{
    const struct ndc_scenario *scenario = run->scenario;
    uint16_t lines[NDC_SCRIPT_RECORDS_MAX] = {0};
    for (unsigned place = 0; place < scenario->layout_count; place++)
        if (scenario->layout[place].part == NDC_PART_RECORD)
            lines[scenario->layout[place].index] = scenario->layout[place].line;
    for (unsigned place = 0; place < scenario->record_count; place++) {
        struct ndc_record record =
            ndc_record_variation(scenario, &scenario->records[place], run->variation);
        run->ops->note(run->self, NDC_EVENT_SCRIPT_LINE, NDC_CHANNEL_NONE, lines[place], place, 0,
                       0);
        ndc_exec_allocate(run, &record);
        exec_record(run, &record);
    }
}

enum ndc_exec_outcome
ndc_exec(const struct ndc_scenario *scenario, unsigned variation, const struct ndc_setup *setup,
         const struct ndc_target *target, enum ndc_routine *absent)
{
    struct ndc_run run = {
        .scenario = scenario, .self = target->self, .ops = target->ops, .variation = variation};
    struct ndc_setup armed = *setup;
    ndc_exec_early(&run, &armed);
    if (!run.ops->begin(run.self, &armed))
        return NDC_EXEC_NOT_BEGUN;
    *absent = first_absent(&run);
    if (*absent != NDC_ROUTINES) {
        run.ops->end(run.self);
        return NDC_EXEC_UNSUPPORTED;
    }
    run.allocated = ndc_exec_allocated(&run);
    define_transfers(&run);
    exec_records(&run);
    run.ops->end(run.self);
    return NDC_EXEC_RAN;
}
