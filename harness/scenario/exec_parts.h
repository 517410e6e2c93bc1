/* SPDX-License-Identifier: Apache-2.0 */
/* The run of one scenario, shared by the parts of the executor. */
#ifndef NDC_SCENARIO_EXEC_PARTS_H
#define NDC_SCENARIO_EXEC_PARTS_H

#include "scenario/exec.h"
#include "scenario/grammar.h"

struct ndc_run {
    const struct ndc_scenario *scenario;
    void *self;
    const struct ndc_target_ops *ops;
    unsigned variation;
    uint8_t allocated; /* bit channel: allocated, or left to the script */
};

/* The NTSTATUS a word of the script stands for. */
uint32_t ndc_exec_status(uint64_t word);

/* Adds the faults that must be armed before the driver comes up. */
void ndc_exec_early(const struct ndc_run *run, struct ndc_setup *setup);
/* A fault, short or long form. */
void ndc_exec_fault(struct ndc_run *run, const struct ndc_record *record);
/* A claim, as events. */
void ndc_exec_claim(struct ndc_run *run, const struct ndc_record *record);
/* Channels that the script allocates by itself somewhere, a set. */
uint8_t ndc_exec_allocated(const struct ndc_run *run);
/* Allocates the channel of a record before its first use. */
void ndc_exec_allocate(struct ndc_run *run, const struct ndc_record *record);
/* A transfer as the target wants it. */
struct ndc_transfer ndc_exec_transfer(const struct ndc_record *record);

/* Everything that happens without time passing: released interrupts, their DPCs. */
void ndc_exec_settle(struct ndc_run *run);

/* The flag bits of a form, by the order of their words in forms.def. */
#define NDC_FLAG_DISPATCH 1u   /* call */
#define NDC_FLAG_OTHER_THAN 1u /* never */

#endif
