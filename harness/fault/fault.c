/* SPDX-License-Identifier: Apache-2.0 */
#include "fault/fault.h"

const char *const ndc_place_names[NDC_PLACES] = {
#define NDC_PLACE(identifier, name, about) name,
#include "fault/places.def"
#undef NDC_PLACE
};

const char *const ndc_operator_names[NDC_OPERATORS] = {
    [NDC_OPERATOR_NONE] = "none",   [NDC_OPERATOR_EQUAL] = "equal",   [NDC_OPERATOR_OR] = "or",
    [NDC_OPERATOR_AND] = "and",     [NDC_OPERATOR_XOR] = "xor",       [NDC_OPERATOR_DROP] = "drop",
    [NDC_OPERATOR_DELAY] = "delay", [NDC_OPERATOR_REPEAT] = "repeat", [NDC_OPERATOR_SWAP] = "swap",
    [NDC_OPERATOR_TEAR] = "tear",   [NDC_OPERATOR_HOLD] = "hold",
};

void
ndc_faults_reset(struct ndc_faults *faults)
{
    faults->count = 0;
    faults->armed_places = 0;
}

bool
ndc_fault_arm(struct ndc_faults *faults, const struct ndc_fault_plan *plan)
{
    if (faults->count == NDC_FAULTS_MAX)
        return false;
    uint32_t number = faults->count++;
    faults->plans[number] = *plan;
    faults->fired[number] = 0;
    faults->passed[number] = 0;
    faults->armed_places |= (uint64_t)1 << plan->place;
    ndc_trace_add(faults->trace, NDC_EVENT_FAULT_ARMED, plan->channel, number, plan->place, 0, 0);
    return true;
}

/* Counts the passage; says whether the plan's trigger hits it. */
static bool
hits(struct ndc_faults *faults, uint32_t number)
{
    const struct ndc_fault_plan *plan = &faults->plans[number];

    if (faults->passed[number] < plan->skip) {
        faults->passed[number]++;
        return false;
    }
    if (plan->hit != NDC_FAULT_FOREVER && faults->fired[number] >= plan->hit)
        return false;
    if (faults->fired[number] < UINT16_MAX)
        faults->fired[number]++;
    return true;
}

static uint64_t
apply(const struct ndc_fault_plan *plan, uint64_t value)
{
    switch (plan->operator) {
    case NDC_OPERATOR_EQUAL:
        return plan->operand;
    case NDC_OPERATOR_OR:
        return value | plan->operand;
    case NDC_OPERATOR_AND:
        return value & plan->operand;
    case NDC_OPERATOR_XOR:
        return value ^ plan->operand;
    default:
        return value;
    }
}

enum ndc_operator
ndc_fault_meet(struct ndc_faults *faults, enum ndc_place place, unsigned channel, uint64_t *value,
               uint64_t *operand)
{
    for (uint32_t i = 0; i < faults->count; i++) {
        const struct ndc_fault_plan *plan = &faults->plans[i];
        bool here = plan->place == place &&
                    (plan->channel == NDC_FAULT_ANY_CHANNEL || plan->channel == channel);

        if (!here || !hits(faults, i))
            continue;
        uint64_t before = *value;
        *value = apply(plan, before);
        *operand = plan->operand;
        ndc_trace_add(faults->trace, NDC_EVENT_FAULT_FIRED, channel, i, place, before, *value);
        return (enum ndc_operator)plan->operator;
    }
    return NDC_OPERATOR_NONE;
}

void
ndc_faults_finish(struct ndc_faults *faults)
{
    for (uint32_t i = 0; i < faults->count; i++)
        if (faults->fired[i] == 0)
            ndc_trace_add(faults->trace, NDC_EVENT_FAULT_UNFIRED, faults->plans[i].channel, i,
                          faults->plans[i].place, 0, 0);
}
