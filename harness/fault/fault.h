/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Faults: what misbehaves, when, and how. Data, not code.
 *
 *  - A place is a point in engine, kernel or wire where a fault can enter. All are
 *    declared in places.def.
 *  - A plan is (place, channel, trigger, operator, operand). The trigger skips N
 *    passages, then hits M. At most NDC_FAULTS_MAX plans are armed in one run.
 *  - The place calls ndc_fault_pass() with the value about to be used; the answer says what to do
 *    with it. With nothing armed there the call costs one test.
 *  - Every plan that fires adds FAULT_FIRED to the trace; one that never does fails its script.
 */
#ifndef NDC_FAULT_FAULT_H
#define NDC_FAULT_FAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/trace.h"

#define NDC_FAULTS_MAX 32

enum ndc_place {
#define NDC_PLACE(identifier, name, about) NDC_PLACE_##identifier,
#include "fault/places.def"
#undef NDC_PLACE
    NDC_PLACES
};

extern const char *const ndc_place_names[NDC_PLACES];

enum ndc_operator {
    NDC_OPERATOR_NONE,
    NDC_OPERATOR_EQUAL, /* value := operand */
    NDC_OPERATOR_OR,
    NDC_OPERATOR_AND,
    NDC_OPERATOR_XOR,
    NDC_OPERATOR_DROP,   /* it does not happen */
    NDC_OPERATOR_DELAY,  /* it happens operand ticks later */
    NDC_OPERATOR_REPEAT, /* it happens twice */
    NDC_OPERATOR_SWAP,   /* it changes places with the next one */
    NDC_OPERATOR_TEAR,   /* only the lower half of the value arrives */
    NDC_OPERATOR_HOLD,   /* it waits until released */
    NDC_OPERATORS
};

extern const char *const ndc_operator_names[NDC_OPERATORS];

#define NDC_FAULT_ANY_CHANNEL 0xFF
#define NDC_FAULT_FOREVER 0xFFFF /* hit count of a sticky fault */

struct ndc_fault_plan {
    uint8_t place;    /* enum ndc_place */
    uint8_t channel;  /* 0 .. 7 or NDC_FAULT_ANY_CHANNEL */
    uint8_t operator; /* enum ndc_operator */
    uint16_t skip;    /* passages let through first */
    uint16_t hit;     /* passages hit then; NDC_FAULT_FOREVER: all that follow */
    uint64_t operand;
};

struct ndc_faults {
    struct ndc_fault_plan plans[NDC_FAULTS_MAX];
    uint16_t fired[NDC_FAULTS_MAX];
    uint16_t passed[NDC_FAULTS_MAX];
    uint32_t count;
    uint64_t armed_places; /* bit enum ndc_place: some plan is there */
    struct ndc_trace *trace;
};
_Static_assert(NDC_PLACES <= 64, "armed_places is one word");

void ndc_faults_reset(struct ndc_faults *faults);

/* Arms a plan. False when all are taken. */
bool ndc_fault_arm(struct ndc_faults *faults, const struct ndc_fault_plan *plan);

/* The slow path of ndc_fault_pass. */
enum ndc_operator ndc_fault_meet(struct ndc_faults *faults, enum ndc_place place, unsigned channel,
                                 uint64_t *value, uint64_t *operand);

/*
 * A value passes a place. EQUAL, OR, AND, XOR have been applied to *value when it returns them;
 * the other operators are for the place to carry out, with *operand. NONE: nothing happens.
 */
static inline enum ndc_operator
ndc_fault_pass(struct ndc_faults *faults, enum ndc_place place, unsigned channel, uint64_t *value,
               uint64_t *operand)
{
    if (__builtin_expect((faults->armed_places >> place & 1) == 0, 1))
        return NDC_OPERATOR_NONE;
    return ndc_fault_meet(faults, place, channel, value, operand);
}

/* Adds FAULT_UNFIRED for each plan that never fired. */
void ndc_faults_finish(struct ndc_faults *faults);

#endif
